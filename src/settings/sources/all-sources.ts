// Every source of entitlements that settings can name: a new one is one file and one line here.
import type { EntitlementSettings } from '../../domain/settings.ts'
import type { Section } from '../section.ts'
import { customersSource } from './customers.ts'
import { githubSponsorsSource } from './github-sponsors.ts'
import { openCollectiveSource } from './open-collective.ts'
import { organizationsSource } from './organizations.ts'
import { polarSource } from './polar.ts'
import { stripeSource } from './stripe.ts'
import { usersSource } from './users.ts'

export const sources: ReadonlyArray<Section<Partial<EntitlementSettings>>> = [
  githubSponsorsSource,
  organizationsSource,
  usersSource,
  customersSource,
  stripeSource,
  openCollectiveSource,
  polarSource,
]
