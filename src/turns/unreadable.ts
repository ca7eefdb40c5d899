// Deliveries that do not even say what they are about: set aside, counted, and kept for a week.
import type { Handler } from '../agenda/run-line.ts'
import { putAside } from '../inbox/drain.ts'
import { pendingDeliveries } from '../store/deliveries.ts'
import type { TurnDeps } from './deps.ts'

export function unreadableLine(deps: TurnDeps): Handler<'unreadable'> {
  return async () => {
    for (;;) {
      const pending = await pendingDeliveries(deps.store.db, 'unreadable')
      if (pending.length === 0) return { nextAt: null }
      for (const delivery of pending) {
        await putAside(deps, delivery, `${delivery.event}: the payload does not say what it is about`)
      }
    }
  }
}
