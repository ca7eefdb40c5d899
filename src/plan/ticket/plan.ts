// What should be true now, as decided, and what each rule gives to it.
import type { Reason } from '../../domain/decision.ts'
import type { Want } from '../../domain/want.ts'

/** An article or a section that is not posted by itself, shown to maintainers in the queue. */
export interface Draft {
  slug: string
  title: string
  isSection: boolean
}

/** What one rule says. */
export interface Contribution {
  wants?: Want[]
  /** Something may have to happen then. */
  lookAgainAt?: number | null
  /** What is to be known beside the reasons of the Wants. */
  reasons?: string[]
  /** An answer, or several that may help, the best first. */
  drafts?: Draft[]
}

export interface Plan {
  wants: Want[]
  nextLookAt: number | null
  reasons: Reason[]
  drafts: Draft[]
}

/** What several parts of one rule say, as one. */
export function together(said: readonly Contribution[]): Contribution {
  const looks = said.flatMap(({ lookAgainAt }) => lookAgainAt ?? [])
  return {
    wants: said.flatMap(({ wants = [] }) => wants),
    lookAgainAt: looks.length > 0 ? Math.min(...looks) : null,
    reasons: said.flatMap(({ reasons = [] }) => reasons),
    drafts: said.flatMap(({ drafts = [] }) => drafts),
  }
}
