// `github_sponsors`: sponsors of an account on GitHub, by what they give a month.
import type { EntitlementSettings } from '../../domain/settings.ts'
import { map, mapOf, number, optional, reference } from '../kinds.ts'
import { entriesOf, type Finding, section } from '../section.ts'
import { DEFAULT_TIER } from '../sections/tiers.ts'
import { duration, durationMs, login, plainLogin } from '../words.ts'

declare module '../../domain/settings.ts' {
  interface EntitlementSettings {
    githubSponsors: {
      account: string
      /** Tier name → dollars a month, the least that counts. */
      tiers: Record<string, number>
      oneTimeForMs: number
    } | null
  }
}

const ONE_TIME_FOR = '31d'

export const githubSponsorsSource = section({
  key: 'github_sponsors',
  about: `Sponsors of \`account\` on GitHub. Left out, the sponsors of the repository's owner get the tier \`${DEFAULT_TIER}\`, if there is one of that name; \`~\` turns it off. Private sponsors and amounts are seen only with \`SPONSORS_TOKEN\`; without it a sponsor gets the lowest tier that asks for an amount.`,
  schema: (names) =>
    optional(
      map({
        account: optional(login('the login of the sponsored account,'), {
          description: 'The sponsored account. Left out: the owner of the repository.',
        }),
        tiers: mapOf(
          reference('a tier', names.tiers),
          number('an amount in dollars a month, a number from 0', 0, 1e9),
          'a map from tiers to dollars a month',
        ).meta({
          description: 'The least that each tier asks for, in dollars a month.',
        }),
        one_time_for: optional(duration(), {
          description: 'How long a one-time payment counts.',
          default: ONE_TIME_FOR,
        }),
      }),
      { description: 'Sponsors on GitHub.' },
    ),
  read: (value, context): Pick<EntitlementSettings, 'githubSponsors'> => {
    if (value === null) return { githubSponsors: null }
    if (value === undefined && !hasDefaultTier(context.all.tiers)) return { githubSponsors: null }
    return {
      githubSponsors: {
        account: plainLogin(value?.account ?? context.owner),
        tiers: value?.tiers ?? { [DEFAULT_TIER]: 1 },
        oneTimeForMs: durationMs(value?.one_time_for ?? ONE_TIME_FOR),
      },
    }
  },
  check: (raw, names) => checkAmounts(raw, names.tiers ?? []),
})

function hasDefaultTier(tiers: unknown): boolean {
  return tiers === undefined || tiers === null || entriesOf(tiers).some(([name]) => name === DEFAULT_TIER)
}

/** A tier that asks for more than a higher one is never given. */
function checkAmounts(raw: unknown, tiers: readonly string[]): Finding[] {
  const amounts = new Map(entriesOf(entriesOf(raw).find(([key]) => key === 'tiers')?.[1]))
  const findings: Finding[] = []
  let higher: { name: string; amount: number } | null = null
  for (const name of tiers) {
    const amount = amounts.get(name)
    if (typeof amount !== 'number') continue
    if (higher && amount >= higher.amount) {
      const message = `is never reached: the higher tier \`${higher.name}\` asks for ${higher.amount} only`
      findings.push({ path: ['tiers', name], message, level: 'warning' })
    }
    if (!higher || amount < higher.amount) higher = { name, amount }
  }
  return findings
}
