// What the outbox needs of its surroundings: whose turn it is, and a way to write at each place.

import type { LabelSpec } from '../domain/label.ts'
import type { Again, Place, WhatOf } from '../domain/want.ts'
import type { GitHubWrites, LabelRef, RepoRef, ThreadRef } from '../github/types.ts'
import type { Claim } from '../store/agenda.ts'
import type { Db, Store } from '../store/open.ts'

/** What one write to GitHub needs: the database in which it is noted, and the right to make it. */
export interface Writing {
  store: Store
  claim: Claim
}

export interface Outbox extends Writing {
  /** Whose turn it is: on whose account the writes are listed, and tried again. */
  repositoryId: number
  ticketId: string | null
  /** A way to write at a place; null while the place is not there, so that its Wants have to wait. */
  open(place: Place): Promise<Door | null>
  /** Hands a notice to the line of its channel, in the transaction that notes it as written. */
  handOver(tx: Db, key: string, what: WhatOf<'notify'>): Promise<void>
}

/** One place on GitHub, as the installation that may write there. */
export interface Door {
  github: GitHubWrites
  /** Where the place is. */
  repository: RepoRef
  /** Null where there is no conversation: in a commit, in a repository, and in a thing of our own until it is made. */
  thread: ThreadRef | null
  labels: LabelBook
  /** Makes the thing of our own due now. */
  refresh(): Promise<void>
}

/** What one request has made. */
export interface Sent {
  /** GitHub's id of it, where it has one. */
  id: number | null
  /** What else is noted of it, in the transaction that notes it as done. */
  note?(tx: Db): Promise<void>
}

/** One request for a Want that may take several, or none, as things are. */
export interface Step {
  key: string
  again: Again
  /** By which it is found on GitHub where nobody knows whether it arrived. */
  mark?: string
  send(): Promise<Sent>
}

/** The repository's labels: looked up in what was read before, created where missing. */
export interface LabelBook {
  find(name: string): Promise<LabelRef | null>
  /** What has to be written so that it is there; null where it is. */
  making(label: LabelSpec): Promise<Step | null>
  ensure(label: LabelSpec): Promise<LabelRef>
  /** Reads all labels anew: what was remembered may have been deleted, and nobody told. */
  reread(): Promise<void>
}
