// Where a delivery goes when it comes in: the line that takes it in becomes due.
import type { Line } from '../domain/line.ts'
import { listeningTo } from './events/all-events.ts'
import { fieldsOf, idOf, type Sender } from './events/listening.ts'

export interface Route {
  line: Line
  /** It may be of our own doing, see `Wake.isEcho`. */
  mayBeEcho: boolean
  /** The event's `action`; of Stripe and Polar, its type. */
  action: string | null
  installationId: number | null
  repositoryId: number | null
}

/** Null: nobody listens. `payload` is any JSON; one that does not say what it is about goes to a line of its own. */
export function route(from: Sender, name: string, payload: unknown): Route | null {
  const listening = listeningTo(name)
  const fields = fieldsOf(payload)
  if (listening?.from !== from || listening.leftOut?.(fields)) return null
  const action = from === 'stripe' || from === 'polar' ? fields.type : fields.action
  return {
    line: listening.line(fields) ?? { kind: 'unreadable' },
    mayBeEcho: listening.mayBeEcho?.(fields) ?? false,
    action: typeof action === 'string' ? action : null,
    installationId: idOf(fields.installation),
    repositoryId: idOf(fields.repository),
  }
}
