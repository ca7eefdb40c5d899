// Deliveries of the Sponsors webhook: taken into who pays at once, and the tickets of those concerned become due.
import type { Handler } from '../agenda/run-line.ts'
import { applySponsorship } from '../entitlements/pushes.ts'
import { type DrainDeps, drain } from '../inbox/drain.ts'
import { wakeTicketsOf } from './wake-tickets.ts'

export function sponsorshipsLine(deps: DrainDeps): Handler<'sponsorships'> {
  return async (line) => {
    await drain(deps, line, async (store, event, { receivedAt }) => {
      const { accountIds } = await applySponsorship(store, event, receivedAt)
      await wakeTicketsOf(store, accountIds)
      return 'nothing'
    })
    return { nextAt: null }
  }
}
