// What Firstline does on a thread by one Want, but for words: as GitHub would have it.
import type { What, WhatOf } from '../../src/domain/want.ts'
import { deleteComment, editComment, findComment } from '../../src/embedded-github/comments.ts'
import { ensureLabel } from '../../src/embedded-github/labels.ts'
import type { Thread } from '../../src/embedded-github/state.ts'
import {
  addLabels,
  closeThread,
  removeLabel,
  reopenThread,
  setAssignees,
  setLocked,
} from '../../src/embedded-github/threads.ts'
import type { World } from '../../src/embedded-github/world.ts'

type Hands = { [Does in What['do']]?: (world: World, thread: Thread, what: WhatOf<Does>) => void }

const HANDS: Hands = {
  label_on: (world, thread, { label }) =>
    addLabels(world, thread, [ensureLabel(world, thread.repo, label.name, world.bot)], world.bot),
  label_off: (world, thread, { name }) => {
    const label = world.label(thread.repo, name)
    if (label) removeLabel(world, thread, label, world.bot)
  },
  edit_comment: (world, thread, { commentId, body }) =>
    editComment(world, findComment(thread.repo, commentId), world.bot, body),
  delete_comment: (world, thread, { commentId }) =>
    deleteComment(world, findComment(thread.repo, commentId), world.bot),
  close: (world, thread, { reason }) => closeThread(world, thread, world.bot, reason),
  reopen: (world, thread) => reopenThread(world, thread, world.bot),
  lock: (world, thread) => setLocked(world, thread, world.bot, true),
  unlock: (world, thread) => setLocked(world, thread, world.bot, false),
  assign: (world, thread, { logins }) => {
    const named = logins.map((login) => world.person(login))
    setAssignees(world, thread, [...new Set([...thread.assignees, ...named])], world.bot)
  },
  unassign: (world, thread, { logins }) => {
    const others = thread.assignees.filter(({ login }) => !logins.includes(login))
    setAssignees(world, thread, others, world.bot)
  },
}

/** A reaction sends no webhook, and what is written elsewhere is not on this thread. */
export function carryOutAlone(world: World, thread: Thread, what: What): void {
  const hand = HANDS[what.do] as ((world: World, thread: Thread, what: What) => void) | undefined
  hand?.(world, thread, what)
}
