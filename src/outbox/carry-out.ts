// Carries a plan out on GitHub: labels, the one comment, and what is done once. Safe to repeat.

import { markerText, partName } from '../domain/marker.ts'
import type { LabelSpec } from '../domain/settings.ts'
import type { TicketStory } from '../domain/story.ts'
import type { Actor, Entry, Ticket } from '../domain/ticket.ts'
import type { CommentRef, GitHubWrites, LabelRef, ThreadRef, Urgency } from '../github/types.ts'
import { type CommentPart, type Deed, type Plan, sameLabel } from '../plan/ticket/plan.ts'
import { appendEntries } from '../store/ledger.ts'
import { type Writing, writeOnce } from './effects.ts'

/** The repository's labels: looked up in what was read before, created where missing. */
export interface LabelBook {
  find(name: string): Promise<LabelRef | null>
  ensure(label: LabelSpec): Promise<LabelRef>
}

export interface Acting extends Writing {
  github: Pick<
    GitHubWrites,
    | 'addLabels'
    | 'removeLabel'
    | 'createComment'
    | 'deleteComment'
    | 'editComment'
    | 'react'
    | 'close'
    | 'reopen'
    | 'lock'
    | 'unlock'
    | 'assign'
    | 'unassign'
  >
  labels: LabelBook
  thread: ThreadRef
  ticket: Ticket
  story: TicketStory
  /** Parts (`KIND key`) that GitHub refused: set aside until that is mended. */
  refusedParts: ReadonlySet<string>
  /** Labels go on paid tickets before they come off others. */
  paid: boolean
  /** A paying customer has just asked, or a promise runs out: these writes go before all others. */
  hurry: boolean
  /** Makes the desk of this repository due now. */
  wakeDesk(): Promise<void>
}

/** GitHub takes 65,536 characters; longer comments are cut with a word about it. */
const MOST_CHARACTERS = 60_000

/**
 * Writes everything the plan wants. What GitHub refuses is set aside, and the rest is done all the same. Throws at the
 * first failure that may pass; what was written stays known as written.
 */
export async function carryOut(acting: Acting, plan: Plan): Promise<void> {
  const parts = plan.parts.filter((part) => !acting.refusedParts.has(partName(part.marker)))
  const urgent = parts.some((part) => part.urgent)
  if (urgent) await say(acting, parts)
  await putOn(acting, plan.on)
  for (const name of plan.off) await takeOff(acting, name)
  if (!urgent) await say(acting, parts)
  for (const deed of plan.deeds) await act(acting, deed)
}

function keyOf(acting: Acting, name: string): string {
  return `${acting.ticket.id}|${name}`
}

/** What every effect on this ticket has in common. */
function ours(acting: Acting, name: string) {
  const { id: ticketId, repositoryId } = acting.ticket
  return { key: keyOf(acting, name), ticketId, repositoryId }
}

/** The n-th time a label goes on or off has its own key, so that what a maintainer undoes is not done over. */
function timesOn(acting: Acting, name: string): number {
  return acting.story.labels.filter((span) => sameLabel(span.label, name)).length
}

async function putOn(acting: Acting, labels: LabelSpec[]): Promise<void> {
  for (const label of labels) {
    const intent = {
      ...ours(acting, `on ${label.name} ${timesOn(acting, label.name)}`),
      kind: 'label',
      detail: { says: `the label "${label.name}"` },
      again: 'safe',
    } as const
    await writeOnce(acting, intent, async () => {
      await acting.github.addLabels(
        acting.thread,
        [await acting.labels.ensure(label)],
        urgency(acting, 'label'),
      )
      return null
    })
  }
}

async function takeOff(acting: Acting, name: string): Promise<void> {
  const intent = {
    ...ours(acting, `off ${name} ${timesOn(acting, name)}`),
    kind: 'label',
    detail: { says: `taking the label "${name}" off` },
    again: 'safe',
  } as const
  await writeOnce(acting, intent, async () => {
    const label = await acting.labels.find(name)
    const usual = acting.paid ? 'label' : 'answer'
    if (label) await acting.github.removeLabel(acting.thread, label, urgency(acting, usual))
    return null
  })
}

/** All parts in one comment, each ended by its marker. */
async function say(acting: Acting, parts: CommentPart[]): Promise<void> {
  const [first] = parts
  if (!first) return
  const names = parts.map((part) => partName(part.marker))
  const intent = {
    ...ours(acting, `comment ${names[0]}${first.again === undefined ? '' : ` again ${first.again}`}`),
    kind: 'comment',
    detail: { parts: names },
    again: 'doubtful',
  } as const
  const urgent = parts.some((part) => part.urgent)
  await writeOnce(acting, intent, async () => {
    const comment = await acting.github.createComment(acting.thread, commentBody(parts), {
      urgency: urgent ? 'alarm' : urgency(acting, 'answer'),
    })
    // The webhook of our own comment brings the same entry; whichever comes second changes nothing.
    await appendEntries(acting.store.db, [ownComment(acting.ticket, comment)])
    return String(comment.id)
  })
}

function ownComment(
  ticket: Ticket,
  comment: { id: number; nodeId: string; author: Actor; body: string; createdAt: number },
): Entry {
  return {
    ticketId: ticket.id,
    sourceKey: `comment:${comment.id}`,
    kind: 'comment',
    at: comment.createdAt,
    actor: comment.author,
    data: { commentId: comment.id, nodeId: comment.nodeId, parentId: null, body: comment.body },
  }
}

/** The text of the one comment. A part that would not fit is cut; its marker never is. */
export function commentBody(parts: CommentPart[]): string {
  const room = Math.floor(MOST_CHARACTERS / parts.length)
  const texts = parts.map((part) => `${shorten(part.text, room - 300)}\n\n${markerText(part.marker)}`)
  return texts.reduce((body, text, i) => body + (isApart(parts, i) ? '\n\n---\n\n' : '\n\n') + text)
}

/** An answer is set apart from whatever stands before or after it. */
function isApart(parts: CommentPart[], place: number): boolean {
  return parts.slice(place - 1, place + 1).some((part) => part.marker.kind === 'answer')
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}\n\n… (cut: the text is too long for a comment)`
}

async function act(acting: Acting, deed: Deed): Promise<void> {
  const intent = {
    ...ours(acting, deed.key),
    kind: deed.do,
    detail: { says: deedText(deed) },
    again: 'safe',
  } as const
  await writeOnce(acting, intent, async () => {
    await doDeed(acting, deed)
    return null
  })
}

/** What was to be done, as told where GitHub refused it. */
function deedText(deed: Deed): string {
  switch (deed.do) {
    case 'add_label':
      return `the label "${deed.label.name}"`
    case 'remove_label':
      return `taking the label "${deed.name}" off`
    case 'react':
      return `the reaction ${deed.content === '+1' ? '👍' : '👎'}`
    case 'assign':
      return `assigning ${deed.logins.join(', ')}`
    case 'unassign':
      return `taking ${deed.logins.join(', ')} off`
    case 'delete_comment':
      return 'deleting a comment'
    case 'edit_comment':
      return 'an edit of its own comment'
    case 'close':
    case 'reopen':
    case 'lock':
    case 'unlock':
      return deed.do
    case 'wake_desk':
      return 'the desk'
    default:
      return deed satisfies never
  }
}

async function doDeed(acting: Acting, deed: Deed): Promise<void> {
  const { github, thread, labels } = acting
  switch (deed.do) {
    case 'add_label':
      return github.addLabels(thread, [await labels.ensure(deed.label)], urgency(acting, 'label'))
    case 'remove_label': {
      const label = await labels.find(deed.name)
      return label ? github.removeLabel(thread, label, urgency(acting, 'label')) : undefined
    }
    case 'react':
      return deed.nodeId
        ? github.react(thread, commentRef(deed.commentId, deed.nodeId), deed.content)
        : undefined
    case 'delete_comment':
      return github.deleteComment(thread, commentRef(deed.commentId, deed.nodeId ?? ''))
    case 'edit_comment':
      return github.editComment(thread, commentRef(deed.commentId, deed.nodeId ?? ''), deed.body)
    case 'close':
      return github.close(thread, deed.reason)
    case 'reopen':
      return github.reopen(thread)
    case 'lock':
      return github.lock(thread)
    case 'unlock':
      return github.unlock(thread)
    case 'assign':
      return github.assign(thread, deed.logins)
    case 'unassign':
      return github.unassign(thread, deed.logins)
    case 'wake_desk':
      return acting.wakeDesk()
    default:
      return deed satisfies never
  }
}

function commentRef(id: number, nodeId: string): CommentRef {
  return { id, nodeId }
}

function urgency(acting: Acting, usual: Urgency): Urgency {
  return acting.hurry ? 'alarm' : usual
}
