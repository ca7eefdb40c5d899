// An issue that was read: its timeline is all that was done to it, but for what GitHub does not put there. Pure.

import { statesAfter, tiesInOrder, turnOf } from '../domain/states.ts'
import { type Entry, type EntryKind, entryOrder, secondOf } from '../domain/ticket.ts'
import {
  applied,
  foundKey,
  type Judge,
  type Known,
  NOBODY,
  type Reread,
  type ThreadRead,
} from './reread-parts.ts'

/** The kinds that a timeline tells in full. */
const TOLD: ReadonlySet<EntryKind> = new Set([
  'labeled',
  'unlabeled',
  'closed',
  'reopened',
  'locked',
  'unlocked',
] satisfies EntryKind[])

export function rereadIssue(known: Known, read: ThreadRead, judge: Judge): Reread {
  const timeline = placed(read.timeline ?? [])
  const wanted = new Map(timeline.map((entry) => [entry.sourceKey, entry]))
  const drop: string[] = []
  for (const entry of known.entries) {
    if (!TOLD.has(entry.kind) || entry.data.found) continue
    const told = wanted.get(entry.sourceKey)
    if (told ? told.data.order !== entry.data.order : judge.covers(entry.at)) drop.push(entry.sourceKey)
  }
  const timelineTold = { drop, add: timeline }
  const ledger = applied(known.entries, timelineTold)
  const { drop: wrong, add: found } = deletedLabels(ledger, read, judge)
  const before = new Set(known.entries.map(({ sourceKey }) => sourceKey).filter((key) => !drop.includes(key)))
  return {
    drop: [...drop, ...wrong],
    add: [...timeline.filter(({ sourceKey }) => !before.has(sourceKey)), ...found],
  }
}

/** Each with a key of its own, and with its place where a second holds more than one turn of a state. */
function placed(timeline: Entry[]): Entry[] {
  const keys = new Map<string, number>()
  const seconds = Map.groupBy(timeline, (entry) => `${turnOf(entry)?.state}@${secondOf(entry)}`)
  return timeline.map((entry, order) => {
    const times = (keys.get(entry.sourceKey) ?? 0) + 1
    keys.set(entry.sourceKey, times)
    const sourceKey = times === 1 ? entry.sourceKey : `${entry.sourceKey}:${times}`
    const crowded = (seconds.get(`${turnOf(entry)?.state}@${secondOf(entry)}`)?.length ?? 0) > 1
    return { ...entry, sourceKey, data: crowded ? { ...entry.data, order } : entry.data }
  })
}

/** A label that was deleted from the repository comes off every issue, which no timeline tells. */
function deletedLabels(ledger: Entry[], read: ThreadRead, judge: Judge): Reread {
  if (!judge.isFresh) return { drop: [], add: [] }
  const shown = new Set(read.ticket.labels.map((label) => label.toLowerCase()))
  const sorted = tiesInOrder(ledger.sort(entryOrder))
  const last = new Map<string, Entry>()
  for (const entry of sorted) {
    const state = turnOf(entry)?.state
    if (state?.startsWith('label ')) last.set(state.slice('label '.length), entry)
  }
  const drop: string[] = []
  const add: Entry[] = []
  for (const [name, on] of statesAfter(sorted)) {
    const label = name.startsWith('label ') ? name.slice('label '.length) : null
    const entry = label === null ? undefined : last.get(label)
    if (!entry || label === null) continue
    if (on && !shown.has(label) && judge.covers(entry.at)) add.push(foundOff(entry, judge.foundAt))
    if (!on && shown.has(label) && entry.data.found) drop.push(entry.sourceKey)
  }
  return { drop, add }
}

function foundOff({ ticketId, data }: Entry, at: number): Entry {
  const label = data.label ?? ''
  return {
    ticketId,
    sourceKey: foundKey('unlabeled', label, at),
    kind: 'unlabeled',
    at,
    actor: NOBODY,
    data: { label, found: true },
  }
}
