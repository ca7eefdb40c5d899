// How each Want gets to GitHub: one entry for each thing that it may do.
import type { Urgency, What, WhatOf } from '../domain/want.ts'
import type { CommentRef, ThreadRef } from '../github/types.ts'
import type { Door } from './outbox.ts'

/** All that a comment says goes out as one, so `say` has a way of its own; so has what is kept of things of our own. */
export type Alone = Exclude<What, { do: 'say' | 'keep_issue' | 'pin' | 'keep_comment' | 'check_run' }>

type Senders = {
  [Does in Alone['do']]: (door: Door, what: WhatOf<Does>, urgency: Urgency) => Promise<unknown>
}

const SENDERS: Senders = {
  label_on: async ({ github, labels, thread }, { label }, urgency) =>
    github.addLabels(conversation(thread), [await labels.ensure(label)], urgency),
  label_off: async ({ github, labels, thread }, { name }, urgency) => {
    const label = await labels.find(name)
    if (label) await github.removeLabel(conversation(thread), label, urgency)
  },
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
  make_label: ({ labels }, { label }) => labels.ensure(label),
  refresh: (door) => door.refresh(),
}

/** Sends what one Want says, but for words. */
export async function send(door: Door, what: Alone, urgency: Urgency): Promise<void> {
  const sender = SENDERS[what.do] as (door: Door, what: Alone, urgency: Urgency) => Promise<unknown>
  await sender(door, what, urgency)
}

export function conversation(thread: ThreadRef | null): ThreadRef {
  if (!thread) throw new Error('Nothing can be said where there is no conversation')
  return thread
}

function refOf({ commentId, nodeId }: { commentId: number; nodeId: string | null }): CommentRef {
  return { id: commentId, nodeId: nodeId ?? '' }
}
