// The sources of who pays: a new one is a file of this folder and a line here.
import { customers } from './customers.ts'
import { githubSponsors } from './github-sponsors.ts'
import { openCollective } from './open-collective.ts'
import { organizations } from './organizations.ts'
import { polar } from './polar.ts'
import type { Source } from './source.ts'
import { stripe } from './stripe.ts'
import { users } from './users.ts'

export const sources: Source[] = [
  githubSponsors,
  organizations,
  users,
  customers,
  stripe,
  openCollective,
  polar,
]

export function sourceNamed(name: string): Source | null {
  return sources.find((source) => source.name === name) ?? null
}
