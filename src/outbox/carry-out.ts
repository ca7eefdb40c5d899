// Carries Wants out on GitHub: the more urgent first, all words of one place in one comment. Safe to repeat.

import { commentEntry } from '../domain/comment-entry.ts'
import { partName } from '../domain/marker.ts'
import type { Entry } from '../domain/ticket.ts'
import { againOf, isInLane, type Place, placeName, type Want, type WhatOf } from '../domain/want.ts'
import type { Comment } from '../github/types.ts'
import type { EffectIntent } from '../store/effects.ts'
import { appendEntries } from '../store/ledger.ts'
import type { Db } from '../store/open.ts'
import { commentBody } from '../words/comment-body.ts'
import { refusedWords } from '../words/want-words.ts'
import { batchesOf, isSpoken, mostUrgent, type Spoken } from './batches.ts'
import { conversation } from './conversation.ts'
import { writeOnce } from './effects.ts'
import type { Door, Outbox, Sent } from './outbox.ts'
import { type Alone, send } from './senders.ts'
import { type Compared, isCompared, nextStep } from './steps.ts'

export interface Carried {
  /** When to come back for what waits for its place; null where nothing does. */
  againAt: number | null
}

/** By then a place that is being made is there. */
const PLACE_MADE_MS = 5_000
/** An edit that finds nothing, and a comment in its place. */
const MOST_STEPS = 2

/**
 * Writes each Want once under its key. What GitHub refuses is set aside, and the rest is done all the same. Throws at
 * the first failure that may pass; what was written stays known as written.
 */
export async function carryOut(outbox: Outbox, wants: readonly Want[]): Promise<Carried> {
  let againAt: number | null = null
  for (const together of batchesOf(wants)) {
    const [first] = together
    if (!first) continue
    if (first.what.do === 'notify') {
      await handOver(outbox, first, first.what)
      continue
    }
    const door = await outbox.open(first.place)
    if (!door || (isSpoken(first) && !door.thread)) {
      await door?.refresh()
      againAt = outbox.store.now() + PLACE_MADE_MS
    } else if (isCompared(first)) await keep(outbox, door, first)
    else await write(outbox, door, together)
  }
  return { againAt }
}

async function write(outbox: Outbox, door: Door, together: readonly Want[]): Promise<void> {
  const [first] = together
  if (!first) return
  const intents = together.map((want) => intentOf(outbox, want))
  await writeOnce(outbox, intents, againOf(first.what.do), async (keys) => {
    const spoken = together.filter(isSpoken).filter(({ key }) => keys.includes(key))
    if (spoken.length > 0) return say(door, spoken)
    return { id: await send(door, first.what as Alone, first) }
  })
}

/** Noted as written and for its channel at once, or not at all. */
async function handOver(outbox: Outbox, want: Want, what: WhatOf<'notify'>): Promise<void> {
  const note = (tx: Db) => outbox.handOver(tx, want.key, what)
  await writeOnce(outbox, [intentOf(outbox, want)], againOf(what.do), async () => ({ id: null, note }))
}

/** Step by step until nothing is left to be written: what is no longer there is made again. */
async function keep(outbox: Outbox, door: Door, want: Want & { what: Compared }): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = await nextStep(outbox, door, want)
    if (!step) return
    const { key, mark, again } = step
    const intent = { ...intentOf(outbox, want), key, ...(mark === undefined ? {} : { marker: mark }) }
    if ((await writeOnce(outbox, [intent], again, step.send)) !== 'written') return
  }
}

function intentOf({ repositoryId, ticketId }: Outbox, want: Want): EffectIntent {
  const { key, place, what } = want
  const intent = {
    key,
    repositoryId,
    ticketId,
    place: placeName(place),
    kind: what.do,
    what: refusedWords(what, isInLane(want)),
  }
  if (what.do === 'say') return { ...intent, marker: partName(what.marker) }
  if (what.do === 'check_run') return { ...intent, marker: key, detail: JSON.stringify(what.about) }
  if (what.do === 'label_on') return { ...intent, label: what.label.name }
  return what.do === 'label_off' ? { ...intent, label: what.name } : intent
}

/** All parts in one comment, each ended by its marker. */
async function say({ github, thread }: Door, wants: readonly Spoken[]): Promise<Sent> {
  const body = commentBody(wants.map(({ what }) => what))
  const comment = await github.createComment(conversation(thread), body, { urgency: mostUrgent(wants) })
  const { place } = wants[0]!
  return { id: comment.id, note: async (tx) => void (await appendEntries(tx, ownEntry(place, comment))) }
}

/** The webhook of our own comment on a ticket brings the same entry; whichever comes second changes nothing. */
function ownEntry(place: Place, comment: Comment): Entry[] {
  if (place.in !== 'ticket') return []
  return [commentEntry(place.ticketId, { ...comment, parentId: null })]
}
