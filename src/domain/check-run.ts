// Check runs: how mistakes in files are shown on the commit that made them.
import type { Problem } from './problem.ts'

/** What was checked; each is used or left aside in its own way. */
export type Checked = 'settings' | 'articles' | 'customers'

/**
 * What a check run is about, in which commit. `near`: files of the push that are settings or look like them. `again`
 * tells one that is written once more from the one before.
 */
export type CheckSubject =
  | { checked: 'settings'; near: string[]; sha: string; again?: number }
  | { checked: 'articles' | 'customers'; path: string; sha: string }

export interface CheckRun {
  name: string
  conclusion: 'success' | 'neutral' | 'failure'
  title: string
  /** Markdown. */
  summary: string
  /** Lines count from 1. */
  annotations: Array<{ path: string; line: number; message: string; level: Problem['level'] }>
}
