// Deliveries of the Sponsors webhook: taken into who pays at once, and the tickets of those concerned become due.
import type { Handler } from '../agenda/run-line.ts'
import { applySponsorship } from '../entitlements/pushes.ts'
import { putAside } from '../inbox/drain.ts'
import { finishDeliveries, type PendingDelivery, pendingDeliveries } from '../store/deliveries.ts'
import type { Target } from '../web/webhooks.ts'
import type { TurnDeps } from './deps.ts'
import { wakeTicketsOf } from './wake-tickets.ts'

export function sponsorshipsLine(deps: TurnDeps): Handler<'sponsorships'> {
  return async () => {
    const { store } = deps
    for (;;) {
      const pending = await pendingDeliveries(store.db, 'sponsorships')
      if (pending.length === 0) return { nextAt: null }
      for (const delivery of pending) {
        if (!(await take(deps, delivery))) continue
        await finishDeliveries(store.db, [delivery.seq], store.now())
      }
    }
  }
}

/** False where the payload was odd and is set aside. */
async function take(deps: TurnDeps, delivery: PendingDelivery): Promise<boolean> {
  const payload: unknown = JSON.parse(delivery.body.toString('utf8'))
  try {
    const { accountIds } = await applySponsorship(deps.store, payload, delivery.receivedAt)
    await wakeTicketsOf(deps.store, accountIds)
    return true
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ZodError') throw error
    await putAside(deps, delivery, 'sponsorship: the payload lacks what every sponsorship has')
    return false
  }
}

/** The Sponsors webhook tells of nothing else. */
export function sponsorsSubject(event: string, payload: unknown): Target | null {
  if (event !== 'sponsorship') return null
  const action =
    typeof payload === 'object' && payload !== null && 'action' in payload ? payload.action : null
  return {
    line: { kind: 'sponsorships' },
    action: typeof action === 'string' ? action : null,
    installationId: null,
    repositoryId: null,
  }
}
