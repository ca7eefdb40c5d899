// What the outbox needs of its surroundings: whose turn it is, and a way to write at each place.

import type { LabelSpec } from '../domain/settings.ts'
import type { Place } from '../domain/want.ts'
import type { GitHubWrites, LabelRef, ThreadRef } from '../github/types.ts'
import type { Claim } from '../store/agenda.ts'
import type { Store } from '../store/open.ts'

/** What one write to GitHub needs: the database in which it is noted, and the right to make it. */
export interface Writing {
  store: Store
  claim: Claim
}

export interface Outbox extends Writing {
  /** Whose turn it is: on whose account the writes are listed, and tried again. */
  repositoryId: number
  ticketId: string | null
  /** A way to write at a place; null while the place is not there yet, so that its Wants have to wait. */
  open(place: Place): Promise<Door | null>
}

/** One place on GitHub, as the installation that may write there. */
export interface Door {
  github: GitHubWrites
  /** Null where there is no conversation: in a commit, in a repository. */
  thread: ThreadRef | null
  labels: LabelBook
  /** Makes the thing of our own due now. */
  refresh(): Promise<void>
}

/** The repository's labels: looked up in what was read before, created where missing. */
export interface LabelBook {
  find(name: string): Promise<LabelRef | null>
  ensure(label: LabelSpec): Promise<LabelRef>
}
