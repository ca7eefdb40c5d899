// Deliveries that do not even say what they are about: set aside, counted, and kept for a week.
import type { Handler } from '../agenda/run-line.ts'
import { type DrainDeps, drain } from '../inbox/drain.ts'

export function unreadableLine(deps: DrainDeps): Handler<'unreadable'> {
  return async (line) => {
    await drain(deps, line, async (_store, event) => event satisfies never)
    return { nextAt: null }
  }
}
