// What became of a Want: the intent that is committed before a write goes out, and whether it was written.
import type { Refusal } from './refusal.ts'
import type { TicketId } from './ticket.ts'
import { type Again, againOf } from './want.ts'

export interface Effect {
  /** The Want's. */
  key: string
  /** What it is about, and the name of the place where it is. */
  ticketId: TicketId | null
  repositoryId: number | null
  place: string | null
  /** What it does: `say`, `label_on`, … */
  kind: string
  state: 'intended' | 'done' | 'failed' | 'refused'
  /** Of the turn that last began it. */
  claimToken: string | null
  /** Counts the times it was begun. */
  attempt: number
  attemptedAt: number
  finishedAt: number | null
  /** Of the comment that says it. */
  githubId: string | null
  /** `KIND key` of what is said, or another mark by which it is found, and the name of the label that goes on or off. */
  marker: string | null
  label: string | null
  /** Of one that was refused. */
  refusal: Refusal | null
}

/** One comment, issue or check run of Firstline's own. */
export interface Own {
  id: number
  /** By which it is known: `KIND key` of what it says. */
  marks: readonly string[]
  /** When it was written, ms by GitHub's clock. */
  at: number
}

/** `in_doubt`: it may have been, and would be there twice. `refused`: GitHub will not have it, and nothing has changed since. */
export type Written = 'yes' | 'in_doubt' | 'refused' | 'no'

/** Whether it was written: all who plan, write or look for what is lost go by this. */
export function wasWritten(
  { kind, state }: Pick<Effect, 'kind' | 'state'>,
  again: Again = againOf(kind),
): Written {
  switch (state) {
    case 'done':
      return again === 'always' ? 'no' : 'yes'
    case 'refused':
      return 'refused'
    case 'intended':
      return again === 'doubtful' ? 'in_doubt' : 'no'
    case 'failed':
      return 'no'
    default:
      return state satisfies never
  }
}

/** Keys of what was written, or may have been where it must not be there twice. */
export function writtenKeys(effects: readonly Effect[]): Set<string> {
  const written = effects.filter((effect) => ['yes', 'in_doubt'].includes(wasWritten(effect)))
  return new Set(written.map(({ key }) => key))
}
