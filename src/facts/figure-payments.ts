// What requesters are entitled to, as figures rest on it: by today's word on the past, and without corrections.
import type { Entitlement } from '../domain/entitlement.ts'
import { entitlementsOfMany } from '../entitlements/resolve.ts'
import { accountsSeen } from '../store/entitlements.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { numberOf } from './figures-version.ts'
import type { ServedRepository } from './served-repository.ts'

export interface Payments {
  entitlements: readonly Entitlement[]
  /** By the settings without deliberate corrections; null: there are none. */
  uncorrected: readonly Entitlement[] | null
  /** Tells this from anything else; 0: nothing. */
  digest: number
}

const NO_PAYMENTS: Payments = { entitlements: [], uncorrected: null, digest: 0 }

export interface PaymentBook {
  /** Looks up those of these requesters that a source has ever named. */
  look(requesterIds: ReadonlyArray<number | null>): Promise<void>
  /** Of somebody who was looked up. */
  of(requesterId: number | null): Payments
  /** All that a source has ever named. */
  named: ReadonlySet<number>
}

/** Asked for one report: what becomes known meanwhile is not in it. */
export async function paymentBook(
  { store, credentials }: Pick<LifeDeps, 'store' | 'credentials'>,
  { repository, settings, history, uncorrected }: ServedRepository,
): Promise<PaymentBook> {
  const named = await accountsSeen(store)
  const known = new Map<number, Payments>()
  const resolve = (over: ServedRepository['history'], ids: number[]) =>
    entitlementsOfMany(store, { repository, settings, history: over, credentials }, ids)
  return {
    named,
    look: async (requesterIds) => {
      const isNew = (id: number | null): id is number => id !== null && named.has(id) && !known.has(id)
      const ids = [...new Set(requesterIds.filter(isNew))]
      if (ids.length === 0) return
      const now = await resolve(history, ids)
      const before = uncorrected && (await resolve(uncorrected.history, ids))
      for (const id of ids) {
        const own = now.get(id)?.entitlements ?? []
        known.set(id, paymentsOf(own, before && (before.get(id)?.entitlements ?? [])))
      }
    },
    of: (id) => (id === null ? NO_PAYMENTS : (known.get(id) ?? NO_PAYMENTS)),
  }
}

function paymentsOf(
  entitlements: readonly Entitlement[],
  uncorrected: readonly Entitlement[] | null,
): Payments {
  const isNothing = entitlements.length === 0 && (uncorrected?.length ?? 0) === 0
  const digest = isNothing ? 0 : numberOf([saidOf(entitlements), uncorrected && saidOf(uncorrected)])
  return { entitlements, uncorrected, digest }
}

/** Without evidence, and without when it was last looked at. */
function saidOf(entitlements: readonly Entitlement[]): string[] {
  return entitlements
    .map((one) =>
      JSON.stringify([
        one.source,
        one.accountId,
        one.tier,
        one.private,
        one.sinceAt,
        one.untilAt,
        one.graceUntilAt,
        one.learnedAt,
      ]),
    )
    .sort()
}
