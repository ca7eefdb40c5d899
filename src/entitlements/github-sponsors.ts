// Source `github_sponsors`: sponsorships of one account, in bulk and by its activity feed.

import type { Fact, Interval, Observation } from '../domain/fact.ts'
import type { Need } from '../domain/need.ts'
import { UserError } from '../domain/problem.ts'
import type { EntitlementSettings, Settings } from '../domain/settings.ts'
import { sponsorsClient } from '../github/sponsors-client.ts'
import type { SponsorsActivityNode, SponsorsApi, SponsorshipNode } from '../github/sponsors-shapes.ts'
import {
  type BulkRead,
  need,
  type Page,
  type PayingRepository,
  type Source,
  type SourceReader,
  type TierWord,
} from './source.ts'

export const githubSponsors: Source = {
  name: 'github_sponsors',
  credential: {
    variable: 'SPONSORS_TOKEN',
    accountOf: ({ githubSponsors }) => githubSponsors?.account ?? null,
    notAllowed: ({ githubSponsors }, { owner }) => foreignAccount(githubSponsors?.account ?? '', owner),
    missing: null,
  },
  errorsArePublic: true,
  namesUnknown: false,
  scopes({ githubSponsors: wanted }: EntitlementSettings, repository: PayingRepository) {
    if (!wanted) return { needs: [], problems: [] }
    const { account } = wanted
    return { needs: [need('github_sponsors', sponsorsScope(account), repository, [account])], problems: [] }
  },
  tierOf: sponsorTier,
  reader: ({
    variables: { SPONSORS_URL: url, SPONSORS_TOKEN: token = null },
    graphqlUrl,
    installationToken,
  }) => sponsorsReader(sponsorsClient({ url: url ?? graphqlUrl, token, installationToken })),
}

/** The scope of an account's sponsorships, shared by all repositories that count them. */
export function sponsorsScope(account: string): string {
  return `github_sponsors:${account.toLowerCase()}`
}

const READ_EVERY_MS = 15 * 60_000
const QUIET_EVERY_MS = 60 * 60_000

/** Reads a scope's sponsorships, 100 a page. */
function sponsorsReader(api: SponsorsApi): SourceReader {
  const feed = async (scope: string, needs: Need[], sinceAt: number): Promise<Observation[]> => {
    const { account, installationId } = askedFor(needs, scope)
    const activities = await api.activities(account, sinceAt, installationId)
    return activities.flatMap((activity) => activityObservation(scope, activity))
  }
  return {
    everyMs: READ_EVERY_MS,
    quietEveryMs: QUIET_EVERY_MS,
    async page(read: BulkRead): Promise<Page> {
      const { account, installationId } = askedFor(read.needs, read.scope)
      const page = await api.sponsorships(account, read.cursor, installationId)
      // An error, not an empty list: an account that cannot be found ends nobody's sponsorship.
      if (!page.account) throw noSuchAccount(account)
      const visible = page.nodes.filter((node) => node.active && node.sponsor?.id)
      const facts = visible.map((node) => sponsorshipFact(node, page.full))
      return {
        facts,
        cursor: page.cursor,
        view: page.full ? 'full' : 'public',
        problems: [...(page.warning ? [warn(page.warning)] : []), ...visible.flatMap(oddAmount)],
        subjectId: page.account.id,
        organizations: facts
          .filter(isOrganization)
          .map((fact) => ({ id: fact.accountId, login: fact.login })),
      }
    },
    ...(api.ofAccount ? { feed } : {}),
  }
}

/** The key of an account's sponsorship; each single payment has its own, for it may stand beside a monthly one. */
export function sponsorKey(accountId: number, oneTime: boolean, createdAt: number): string {
  return oneTime ? `once:${accountId}:${Math.floor(createdAt / 1000)}` : String(accountId)
}

function sponsorshipFact(node: SponsorshipNode, amountSeen: boolean): Fact {
  const sponsor = node.sponsor!
  const id = sponsor.id!
  return {
    key: sponsorKey(id, node.oneTime, node.createdAt),
    accountId: id,
    accountType: sponsor.type === 'Organization' ? 'Organization' : 'User',
    login: sponsor.login,
    worth: { kind: 'amount', cents: amountSeen && Number.isFinite(node.cents) ? node.cents : null },
    oneTime: node.oneTime,
    private: node.private,
    startedAt: node.createdAt,
    sinceAt: node.oneTime ? node.createdAt : node.tierSelectedAt,
    untilAt: null,
    evidence: `sponsorship ${node.id}`,
  }
}

function activityObservation(scope: string, activity: SponsorsActivityNode): Observation[] {
  const { sponsor, oneTime, at } = activity
  if (!sponsor?.id) return []
  const started = activity.action === 'NEW_SPONSORSHIP'
  const fact: Fact = {
    key: sponsorKey(sponsor.id, oneTime, at),
    accountId: sponsor.id,
    accountType: sponsor.type === 'Organization' ? 'Organization' : 'User',
    login: sponsor.login,
    worth: { kind: 'amount', cents: Number.isFinite(activity.cents) ? activity.cents : null },
    oneTime,
    private: activity.private,
    startedAt: started ? at : null,
    sinceAt: at,
    untilAt: null,
    evidence: `sponsors activity ${activity.id}`,
  }
  const seen = { scope, key: fact.key, at, throughAt: at, origin: 'feed' as const, effectiveAt: null }
  if (started || activity.action === 'TIER_CHANGE') return [{ ...seen, says: 'is', fact }]
  if (activity.action === 'CANCELLED_SPONSORSHIP' && !oneTime) return [{ ...seen, says: 'ended', fact }]
  return []
}

/** The highest tier whose dollars the amount reaches; an unknown amount counts as the least that is asked for. */
function sponsorTier(interval: Interval, settings: Settings): TierWord {
  const wanted = settings.entitlements.githubSponsors
  if (!wanted || interval.worth.kind !== 'amount') return { tier: null }
  const { cents } = interval.worth
  const asked = Object.entries(wanted.tiers).sort(([, a], [, b]) => b - a)
  const tier =
    cents === null
      ? (asked.findLast(([, dollars]) => dollars > 0)?.[0] ?? asked.at(-1)?.[0])
      : asked.find(([, dollars]) => dollars * 100 <= cents)?.[0]
  if (!interval.oneTime) return { tier: tier ?? null }
  const paidAt = interval.startedAt ?? interval.sinceAt
  return { tier: tier ?? null, untilAt: earlier(interval.untilAt, paidAt + wanted.oneTimeForMs) }
}

function earlier(end: number | null, other: number): number {
  return end === null ? other : Math.min(end, other)
}

function askedFor(needs: Need[], scope: string): { account: string; installationId: number } {
  const first = needs[0]
  const account = first?.names[0] ?? scope.slice('github_sponsors:'.length)
  // The installation of the sponsored account itself sees most.
  const own = needs.find((one) => one.owner.toLowerCase() === account.toLowerCase())
  return { account, installationId: (own ?? first)?.installationId ?? 0 }
}

function oddAmount(node: SponsorshipNode) {
  if (node.cents === null || Number.isFinite(node.cents)) return []
  return [warn(`The amount of the sponsorship ${node.id} makes no sense, so it counts as unknown.`)]
}

function warn(message: string) {
  return { level: 'warning' as const, message }
}

function isOrganization(fact: Fact): boolean {
  return fact.accountType === 'Organization'
}

function noSuchAccount(account: string): UserError {
  return new UserError(
    `entitlements.github_sponsors.account: GitHub knows no account "${account}". Check the spelling.`,
  )
}

function foreignAccount(account: string, owner: string) {
  const message =
    `entitlements.github_sponsors.account: "${account}" is not the owner of this repository ("${owner}"), ` +
    'so nothing is read. Name the owner, or have the server list it in ALLOWED_ACCOUNTS.'
  return { level: 'failure' as const, name: account, message }
}
