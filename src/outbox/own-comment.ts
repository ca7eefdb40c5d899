// A comment of our own in an issue of our own: edited in place, made once, taken away when it has nothing to tell.
import type { OwnPlace, WhatOf } from '../domain/want.ts'
import { bodyHash, knownIssue, type OwnThing, ownParts, saveOwnThing } from '../store/own-things.ts'
import { conversation } from './conversation.ts'
import type { Door, Outbox, Step } from './outbox.ts'
import { lostThing, orGone } from './own-gone.ts'
import { ownKey } from './own-issue.ts'

interface Keeping {
  outbox: Outbox
  door: Door
  place: OwnPlace
  issue: OwnThing
  what: WhatOf<'keep_comment'>
}

/** What is next to be written; nothing where what is known to be there tells the same, or the issue is not there. */
export async function commentStep(
  outbox: Outbox,
  door: Door,
  place: OwnPlace,
  what: WhatOf<'keep_comment'>,
): Promise<Step | null> {
  const { db } = outbox.store
  const issue = await knownIssue(db, place)
  if (!issue) return null
  const keeping = { outbox, door, place, issue, what }
  const before = (await ownParts(db, issue.issueId)).find(({ key }) => key === what.kind) ?? null
  const stands = before?.state === 'lost' ? null : before
  if (before && !stands && what.once) return null
  if (what.text === null) return stands ? takeAway(keeping, stands) : null
  if (stands?.hash === bodyHash(what.tells)) return null
  return stands ? edit(keeping, stands, what.text) : make(keeping, before, what.text)
}

function edit({ outbox, door, place, what }: Keeping, comment: OwnThing, text: string): Step {
  return {
    key: ownKey(place, `edit ${comment.commentId}`),
    again: 'always',
    send: async () => {
      const isThere = await unlessGone(() =>
        door.github.editComment(conversation(door.thread), refOf(comment), text),
      )
      const written = { hash: bodyHash(what.tells), writtenAt: outbox.store.now() }
      return {
        id: null,
        note: (tx) => saveOwnThing(tx, isThere ? { ...comment, ...written } : lostThing(comment)),
      }
    },
  }
}

/** One that was lost stays in the key, so that another may be made after it. */
function make({ outbox, door, place, issue, what }: Keeping, before: OwnThing | null, text: string): Step {
  const { kind: key, mark, tells } = what
  return {
    key: ownKey(place, `${key} of ${issue.issueId} after ${before?.commentId ?? 'nothing'}`),
    again: 'doubtful',
    mark,
    send: async () => {
      const thread = conversation(door.thread)
      const made = await orGone(() => door.github.createComment(thread, text))
      if (made === 'gone') return { id: null, note: (tx) => saveOwnThing(tx, lostThing(issue)) }
      const ids = { key, commentId: made.id, nodeId: made.nodeId }
      const written = { hash: bodyHash(tells), state: 'made', writtenAt: outbox.store.now() } as const
      return { id: made.id, note: (tx) => saveOwnThing(tx, { ...issue, ...ids, ...written }) }
    },
  }
}

/** Its id is kept: what is told next is a new comment after this one. */
function takeAway({ door, place }: Keeping, comment: OwnThing): Step {
  return {
    key: ownKey(place, `remove ${comment.commentId}`),
    again: 'always',
    send: async () => {
      await unlessGone(() => door.github.deleteComment(conversation(door.thread), refOf(comment)))
      return { id: null, note: (tx) => saveOwnThing(tx, lostThing(comment)) }
    },
  }
}

async function unlessGone(write: () => Promise<unknown>): Promise<boolean> {
  return (await orGone(write)) !== 'gone'
}

function refOf({ commentId, nodeId }: OwnThing): { id: number; nodeId: string } {
  return { id: commentId ?? 0, nodeId }
}
