// A discussion that was read: GitHub keeps no timeline of it, so its present state says what must have happened. Pure.

import { tiesInOrder, turnOf } from '../domain/states.ts'
import {
  type Actor,
  type Entry,
  type EntryData,
  type EntryKind,
  entryOrder,
  secondOf,
} from '../domain/ticket.ts'
import { transitionKey } from '../inbox/entries.ts'
import { foundKey, type Judge, type Known, NOBODY, type Reread, type ThreadRead } from './reread-parts.ts'

/** What the ledger says of the present, and since when. */
interface State {
  on: boolean
  entry: Entry
}

export function rereadDiscussion(known: Known, read: ThreadRead, judge: Judge): Reread {
  if (!judge.isFresh) return { drop: [], add: [] }
  const states = presentStates(known.entries)
  const add = [
    ...closing(read, judge, states.get('closed')),
    ...answering(read, judge, states.get('answered')),
    ...labelling(known, read, judge, states),
  ]
  return { drop: [], add }
}

/** Closes told with times no further apart are one. */
const APART_MS = 2_000

/** A deleted answer is none any more. */
function presentStates(entries: readonly Entry[]): Map<string, State> {
  const states = new Map<string, State>()
  for (const entry of tiesInOrder([...entries].sort(entryOrder))) {
    const turn = turnOf(entry)
    // Repeating a state is nothing, but another answer is another state.
    const isNew = turn !== null && (states.get(turn.state)?.on !== turn.on || turn.state === 'answered')
    if (isNew) states.set(turn.state, { on: turn.on, entry })
    const answer = states.get('answered')
    if (
      entry.kind === 'comment_deleted' &&
      answer?.on &&
      answer.entry.data.commentId === entry.data.commentId
    ) {
      states.set('answered', { on: false, entry })
    }
  }
  return states
}

function closing({ ticket, closedAt, readAt }: ThreadRead, judge: Judge, state: State | undefined): Entry[] {
  if (state && !judge.covers(state.entry.at)) return []
  if (ticket.open) {
    return state?.on ? [found(ticket.id, 'reopened', turnedAt(ticket.updatedAt, state.entry.at, judge))] : []
  }
  const at = closedAt ?? readAt
  const close = (): Entry => {
    const reason = ticket.stateReason ?? 'resolved'
    const sourceKey = transitionKey('closed', '', NOBODY, at)
    return { ticketId: ticket.id, sourceKey, kind: 'closed', at, actor: NOBODY, data: { reason } }
  }
  if (!state?.on) return [close()]
  // Closed again since: in between it was open, nobody knows how long.
  return state.entry.at < at - APART_MS ? [found(ticket.id, 'reopened', at), close()] : []
}

function answering({ ticket, answer }: ThreadRead, judge: Judge, state: State | undefined): Entry[] {
  if (state && !judge.covers(state.entry.at)) return []
  if (!answer) {
    if (!state?.on) return []
    return [found(ticket.id, 'unanswered', turnedAt(ticket.updatedAt, state.entry.at, judge))]
  }
  const { commentId, author: answerAuthor, writtenAt: answerWrittenAt, chosenAt, chosenBy } = answer
  if (state?.on && state.entry.data.commentId === commentId) return []
  const data = { commentId, answerAuthor, answerWrittenAt }
  const sourceKey = transitionKey('answered', String(commentId), chosenBy, chosenAt)
  const marked: Entry = {
    ticketId: ticket.id,
    sourceKey,
    kind: 'answered',
    at: chosenAt,
    actor: chosenBy,
    data,
  }
  const later = state !== undefined && secondOf(state.entry) >= secondOf(marked)
  return later ? [marked, found(ticket.id, 'answered', judge.foundAt, data)] : [marked]
}

/** A label counts from when it was found: as a maintainer's, if Firstline itself did not put it there. */
function labelling(
  known: Known,
  { ticket, labelsFoundAt }: ThreadRead,
  judge: Judge,
  states: ReadonlyMap<string, State>,
): Entry[] {
  const add: Entry[] = []
  const shown = new Map(ticket.labels.map((label) => [label.toLowerCase(), label]))
  const names = new Set([...shown.keys(), ...labelsIn(states)])
  for (const name of names) {
    const state = states.get(`label ${name}`)
    const on = shown.has(name)
    if (on === (state?.on ?? false) || (state && !judge.covers(state.entry.at))) continue
    const label = shown.get(name) ?? state?.entry.data.label ?? name
    const own = known.ownAct(label, on, state?.entry.at ?? 0)
    const byMaintainer = !own && (on || known.labelExists(label))
    const data: EntryData = { label, ...(byMaintainer ? { byMaintainer: true } : {}) }
    add.push(
      found(ticket.id, on ? 'labeled' : 'unlabeled', labelsFoundAt ?? judge.foundAt, data, own ?? NOBODY),
    )
  }
  return add
}

function labelsIn(states: ReadonlyMap<string, State>): string[] {
  const prefix = 'label '
  return [...states.keys()]
    .filter((state) => state.startsWith(prefix))
    .map((state) => state.slice(prefix.length))
}

/** When something turned that left no trace: with the last update, if that came after what it undid. */
function turnedAt(updatedAt: number, after: number, judge: Judge): number {
  return updatedAt > after ? updatedAt : judge.foundAt
}

function found(
  ticketId: string,
  kind: EntryKind,
  at: number,
  data: EntryData = {},
  actor: Actor = NOBODY,
): Entry {
  const subject = data.label ?? data.commentId ?? ''
  const sourceKey = foundKey(kind, String(subject), at)
  return { ticketId, sourceKey, kind, at, actor, data: { ...data, found: true } }
}
