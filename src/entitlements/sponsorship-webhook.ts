// Translates GitHub's `sponsorship` webhook into what it proves.
import type { Fact, Observation } from '../domain/fact.ts'
import type { Sponsorship } from '../inbox/events/sponsorship.ts'
import { sponsorKey, sponsorsScope } from './github-sponsors.ts'

type Told = Sponsorship['sponsorship']
type Tier = NonNullable<Told['tier']> | null

export interface SponsorshipPush {
  /** Null: the payload does not say who is sponsored. The scope is to be read soon in any case. */
  scope: string | null
  observations: Observation[]
}

/**
 * What a delivery proves. The payload carries no time of its own, so what happened is dated by `receivedAt` (ms) of the
 * first delivery; only a new sponsorship is dated by GitHub. A payload that hides the sponsor proves nothing, but its
 * scope is named. Downgrades and cancellations count from their date.
 */
export function translateSponsorship(payload: Sponsorship, receivedAt: number): SponsorshipPush {
  const { sponsorship } = payload
  const sponsored = sponsorship.sponsorable ?? sponsorship.maintainer
  if (!sponsored) return { scope: null, observations: [] }
  const scope = sponsorsScope(sponsored.login)
  if (!sponsorship.sponsor) return { scope, observations: [] }
  const fact = factOf(sponsorship, sponsorship.sponsor, sponsorship.tier ?? null)
  return { scope, observations: observationsOf(payload, fact, receivedAt).map((one) => ({ ...one, scope })) }
}

function observationsOf(payload: Sponsorship, fact: Fact, receivedAt: number): Observation[] {
  const effectiveAt = payload.effective_date ? timeOf(payload.effective_date, receivedAt) : receivedAt
  switch (payload.action) {
    case 'created': {
      const at = fact.startedAt ?? receivedAt
      return [seen('is', { ...fact, sinceAt: at }, at)]
    }
    case 'tier_changed':
      return [seen('is', { ...fact, sinceAt: fact.oneTime ? fact.startedAt : receivedAt }, receivedAt)]
    case 'edited':
      return [seen('is', fact, receivedAt)]
    case 'pending_tier_change': {
      const from = payload.changes?.tier?.from
      const now: Fact = from ? { ...fact, worth: amountOf(from) } : fact
      const announced = seen('will_change', { ...fact, sinceAt: effectiveAt }, receivedAt, effectiveAt)
      const changes = JSON.stringify(now.worth) !== JSON.stringify(fact.worth)
      return changes ? [seen('is', now, receivedAt), announced] : [seen('is', fact, receivedAt)]
    }
    case 'pending_cancellation':
      return [seen('is', fact, receivedAt), seen('will_end', fact, receivedAt, effectiveAt)]
    case 'cancelled':
      return [seen('ended', fact, receivedAt)]
    default:
      return []
  }
}

function seen(
  says: Observation['says'],
  fact: Fact,
  at: number,
  effectiveAt: number | null = null,
): Observation {
  return { scope: '', key: fact.key, at, throughAt: at, origin: 'push', says, effectiveAt, fact }
}

function factOf(sponsorship: Told, sponsor: NonNullable<Told['sponsor']>, tier: Tier): Fact {
  const createdAt = timeOf(sponsorship.created_at, null)
  const oneTime = tier?.is_one_time ?? false
  return {
    key: sponsorKey(sponsor.id, oneTime, createdAt ?? 0),
    accountId: sponsor.id,
    accountType: sponsor.type === 'Organization' ? 'Organization' : 'User',
    login: sponsor.login,
    worth: amountOf(tier),
    oneTime,
    private: sponsorship.privacy_level.toLowerCase() === 'private',
    startedAt: createdAt,
    sinceAt: null,
    untilAt: null,
    evidence: `sponsorship ${sponsorship.node_id}`,
  }
}

/** Cents, else dollars; a negative or odd amount is unknown rather than wrong. */
function amountOf(tier: Tier): { kind: 'amount'; cents: number | null } {
  const cents = tier?.monthly_price_in_cents ?? (tier?.monthly_price_in_dollars ?? Number.NaN) * 100
  return { kind: 'amount', cents: Number.isFinite(cents) && cents >= 0 ? cents : null }
}

function timeOf(text: string, otherwise: number): number
function timeOf(text: string, otherwise: null): number | null
function timeOf(text: string, otherwise: number | null): number | null {
  const at = Date.parse(text)
  return Number.isNaN(at) ? otherwise : at
}
