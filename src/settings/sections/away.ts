// `away`: when nobody is there.
import { asList, listOf, map, optional, text } from '../kinds.ts'
import { type Finding, type SectionContext, section, valueAt } from '../section.ts'
import { dateOrTime, instantOf } from '../words.ts'
import { calendarsSection } from './calendars.ts'
import { communitySection } from './community.ts'
import { tiersSection } from './tiers.ts'

export const awaySection = section({
  key: 'away',
  about:
    'Promises pause for tickets opened in this time, and the acknowledgement says so. A date means the beginning of that day, in the time zone of the highest promise (UTC where there is none): `until: 2027-01-02` ends when 2 January begins.',
  schema: () =>
    optional(listOf(absence(), 'an absence with `from` and `until`, or a list of them'), {
      description: 'Times of absence.',
      default: [],
    }),
  read: (value, context) => {
    const zone = zoneOf(context)
    return {
      away: asList(value).map(({ from, until, note }) => {
        return { fromAt: instantOf(from, zone), untilAt: instantOf(until, zone), note: note ?? '' }
      }),
    }
  },
  check: (raw) =>
    Array.isArray(raw)
      ? raw.flatMap((one, index) =>
          backwards(one).map((finding) => ({ ...finding, path: [index, ...finding.path] })),
        )
      : backwards(raw),
})

function absence() {
  return map({
    from: dateOrTime().meta({ description: 'The first moment of the absence.' }),
    until: dateOrTime().meta({ description: 'Its end, not included.' }),
    note: optional(text('a text of at most 2000 characters', { max: 2000 }), {
      description: 'Shown in the acknowledgement.',
    }),
  })
}

function backwards(raw: unknown): Finding[] {
  const from = valueAt(raw, 'from')
  const until = valueAt(raw, 'until')
  if (typeof from !== 'string' || typeof until !== 'string') return []
  // Not a number, and so no finding, where either is no date: that has been said already.
  const wrong = instantOf(until, 'utc') <= instantOf(from, 'utc')
  return wrong ? [{ path: ['until'], message: 'must be after `from`' }] : []
}

/** The zone of the first calendar that a promise is counted in. */
function zoneOf(context: SectionContext): string {
  const { calendars = {} } = calendarsSection.read(context.all.calendars, context)
  const { tiers = [] } = tiersSection.read(context.all.tiers, context)
  const { community } = communitySection.read(context.all.community, context)
  const promises = [...tiers.map((tier) => tier.promise), community?.promise]
  const first = promises.find((promise) => promise && promise.calendar in calendars)
  return (first && calendars[first.calendar]?.timeZone) || 'utc'
}
