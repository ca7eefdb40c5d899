// How each Want gets to GitHub: one entry for each thing that it may do.
import type { Urgency, Want, What, WhatOf } from '../domain/want.ts'
import { GitHubError } from '../github/errors.ts'
import type { CommentRef, LabelRef } from '../github/types.ts'
import { conversation } from './conversation.ts'
import type { Door, LabelBook } from './outbox.ts'
import type { Compared } from './steps.ts'

/** All that a comment says goes out as one, and channels have lines of their own; others are compared with what is there. */
export type Alone = Exclude<What, WhatOf<'say' | 'notify'> | Compared>

type Senders = {
  [Does in Alone['do']]: (door: Door, what: WhatOf<Does>, urgency: Urgency, key: string) => Promise<unknown>
}

const SENDERS: Senders = {
  label_on: ({ github, labels, thread }, { label }, urgency) =>
    withLabel(
      labels,
      () => labels.ensure(label),
      (ref) => github.addLabels(conversation(thread), [ref], urgency),
    ),
  label_off: ({ github, labels, thread }, { name }, urgency) =>
    withLabel(
      labels,
      () => labels.find(name),
      (ref) => github.removeLabel(conversation(thread), ref, urgency),
    ),
  react: async ({ github, thread }, { content, ...comment }, urgency) => {
    if (comment.nodeId) await github.react(conversation(thread), refOf(comment), content, urgency)
  },
  edit_comment: ({ github, thread }, { body, ...comment }, urgency) =>
    github.editComment(conversation(thread), refOf(comment), body, urgency),
  delete_comment: ({ github, thread }, comment, urgency) =>
    github.deleteComment(conversation(thread), refOf(comment), urgency),
  close: ({ github, thread }, { reason }, urgency) => github.close(conversation(thread), reason, urgency),
  reopen: ({ github, thread }, _what, urgency) => github.reopen(conversation(thread), urgency),
  lock: ({ github, thread }, _what, urgency) => github.lock(conversation(thread), urgency),
  unlock: ({ github, thread }, _what, urgency) => github.unlock(conversation(thread), urgency),
  assign: ({ github, thread }, { logins }, urgency) => github.assign(conversation(thread), logins, urgency),
  unassign: ({ github, thread }, { logins }, urgency) =>
    github.unassign(conversation(thread), logins, urgency),
  check_run: ({ github, repository }, { about, run }, _urgency, key) =>
    github.createCheckRun(repository, about.sha, run, key),
  refresh: (door) => door.refresh(),
}

/** Sends what one Want says, but for words. Returns GitHub's id of what it made, where that has one. */
export async function send(
  door: Door,
  what: Alone,
  { urgency, key }: Pick<Want, 'urgency' | 'key'>,
): Promise<number | null> {
  const sender = SENDERS[what.do] as (door: Door, what: Alone, ...rest: unknown[]) => Promise<unknown>
  const made = await sender(door, what, urgency, key)
  return typeof made === 'number' ? made : null
}

/** Where it is not found, the label may have been deleted unheard: then it is looked for, or made, once more. */
async function withLabel(
  labels: LabelBook,
  find: () => Promise<LabelRef | null>,
  write: (label: LabelRef) => Promise<void>,
): Promise<void> {
  const label = await find()
  if (!label) return
  try {
    await write(label)
  } catch (error) {
    if (!(error instanceof GitHubError && error.kind === 'not_found') || error.inDoubt) throw error
    await labels.reread()
    const fresh = await find()
    // The same label: what is missing is the ticket.
    if (fresh?.nodeId === label.nodeId) throw error
    if (fresh) await write(fresh)
  }
}

function refOf({ commentId, nodeId }: { commentId: number; nodeId: string | null }): CommentRef {
  return { id: commentId, nodeId: nodeId ?? '' }
}
