// `entitlements`: who pays; every source brings its own piece.
import type { z } from 'zod'
import type { EntitlementSettings } from '../../domain/settings.ts'
import { choice, map, optional } from '../kinds.ts'
import { section, valueAt } from '../section.ts'
import { sources } from '../sources/all-sources.ts'
import { duration, durationMs } from '../words.ts'

const GRACE = '7d'

export const entitlementsSection = section({
  key: 'entitlements',
  about:
    'Who pays. A requester gets the highest tier that any source gives. A source that cannot be asked takes nothing away.',
  schema: (names) => {
    const shape: Record<string, z.ZodType> = {
      grace: optional(duration('none'), {
        description: 'How long a tier stays after it has lapsed.',
        default: GRACE,
      }),
      private_sponsors: optional(choice('quiet', 'label'), {
        description: '`quiet`: a private sponsor gets tier and clock, but no public label.',
        default: 'quiet',
      }),
    }
    for (const source of sources) shape[source.key] = source.schema(names)
    return optional(map(shape), { description: 'The sources, and what they have in common.' })
  },
  read: (value, context) => {
    const grace = valueAt(value, 'grace') as string | null | undefined
    const privacy = valueAt(value, 'private_sponsors') as 'quiet' | 'label' | null | undefined
    const entitlements = { graceMs: durationMs(grace ?? GRACE), privateSponsors: privacy ?? 'quiet' }
    for (const source of sources)
      Object.assign(entitlements, source.read(valueAt(value, source.key), context))
    // Complete, because every source of the register has added its part: a test compares the keys.
    return { entitlements: entitlements as EntitlementSettings }
  },
  check: (raw, names) =>
    sources.flatMap((source) =>
      source
        .check(valueAt(raw, source.key), names)
        .map((finding) => ({ ...finding, path: [source.key, ...finding.path] })),
    ),
})
