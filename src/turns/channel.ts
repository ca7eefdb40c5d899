// One channel's turn: what waits for it is sent, in the order of each ticket, until it is taken or a day is over.

import type { Handler, TurnContext } from '../agenda/run-line.ts'
import { judgeAnswer, type Verdict } from '../channels/answers.ts'
import { CHANNEL_TIMEOUT_MS, type Channel, type Channels } from '../channels/channels.ts'
import { channelsNamed } from '../domain/channels-named.ts'
import { wake } from '../store/agenda.ts'
import { backoffMs } from '../store/backoff.ts'
import { type ChannelState, channelState, noteChannel } from '../store/notice-channels.ts'
import {
  type ChannelName,
  channelsWithNotices,
  dropNotices,
  forgetDropped,
  forgetNotice,
  nextNoticeAt,
  oldestNotices,
  putOffNotice,
  readyNotices,
  repositoriesWaiting,
  retryNotices,
  type WaitingNotice,
  type WhichNotices,
} from '../store/notices.ts'
import type { Store } from '../store/open.ts'
import { findServed } from '../store/repositories.ts'
import { settingsAt } from '../store/settings-versions.ts'
import { makeSureStillMine } from '../store/still-mine.ts'
import type { TurnDeps } from './deps.ts'
import { wakeDesk } from './own-watch.ts'

type Needs = Pick<TurnDeps, 'store' | 'channels' | 'random'>

const DAY_MS = 86_400_000
/** So long it is told what was dropped. */
const TOLD_MS = 7 * DAY_MS
/** Sent side by side, each of another ticket. */
const AT_ONCE = 8
/** What only a person can mend is tried again as if it had failed so often already: after about a minute. */
const MISTAKE_ATTEMPTS = 5

export function channelLine(deps: Needs): Handler<'channel'> {
  return async ({ owner, name }, context) => {
    const channel = { owner, name }
    const { db } = deps.store
    await forgetDropped(db, channel, context.now() - TOLD_MS)
    await dropUnwanted(deps, channel, context.now())
    const to = deps.channels.find(owner, name)
    if (!to) await drop(deps, channel, {}, context.now(), 'the server has no such channel')
    else await sendWaiting(deps, context, channel, to)
    return { nextAt: await nextAt(deps, channel) }
  }
}

/** What nobody wants to be told any more, and what nobody took for a day. */
async function dropUnwanted(deps: Needs, channel: ChannelName, now: number): Promise<void> {
  const { db } = deps.store
  await drop(deps, channel, { before: now - DAY_MS }, now, 'too late')
  for (const repositoryId of await repositoriesWaiting(db, channel)) {
    const served = await findServed(db, repositoryId)
    const settings = served && (await settingsAt(db, repositoryId))?.settings
    if (settings?.mode === 'live' && channelsNamed(settings).includes(channel.name)) continue
    await drop(deps, channel, { repositoryId }, now, 'the settings do not have it told of anything')
  }
}

/** Their desks tell it; where only a private payment led to it, not before their time, which would tell of it too. */
async function drop(
  deps: Needs,
  channel: ChannelName,
  which: WhichNotices,
  now: number,
  reason: string | 'too late',
): Promise<void> {
  for (const repositoryId of await dropNotices(deps.store.db, channel, which, { now, reason })) {
    await wakeDesk(deps, repositoryId)
  }
}

async function sendWaiting(
  deps: Needs,
  { claim, now, signal }: TurnContext,
  channel: ChannelName,
  to: Channel,
): Promise<void> {
  const { store } = deps
  const state = await stateOf(deps, channel, to, now())
  if (state.endedAt !== null) return drop(deps, channel, {}, now(), ENDED)
  if (state.heldUntil !== null && state.heldUntil > now()) return
  const ready = await readyNotices(store.db, channel, { now: now(), limit: AT_ONCE })
  // Each is noted by itself: what one receiver's answer says of one does not wait for the others.
  const sent = await Promise.allSettled(
    ready.map(async (notice) => {
      await makeSureStillMine(store, claim, CHANNEL_TIMEOUT_MS)
      const verdict = judgeAnswer(await to.send(notice.body, signal), now())
      await note(deps, channel, notice, { verdict, now: now() })
    }),
  )
  for (const one of sent) if (one.status === 'rejected') throw one.reason
}

const ENDED = 'it is gone for good (410)'

/** A new address begins anew. */
async function stateOf(
  { store: { db } }: Needs,
  channel: ChannelName,
  { mark }: Channel,
  now: number,
): Promise<ChannelState> {
  const state = await channelState(db, channel)
  if (state.address === mark) return state
  const anew = { address: mark, heldUntil: null, endedAt: null }
  await noteChannel(db, channel, anew)
  await retryNotices(db, channel, now)
  return anew
}

async function note(
  deps: Needs,
  channel: ChannelName,
  notice: WaitingNotice,
  { verdict, now }: { verdict: Verdict; now: number },
): Promise<void> {
  const { db } = deps.store
  switch (verdict.is) {
    case 'taken':
      return forgetNotice(db, notice.id)
    case 'ended':
      await noteChannel(db, channel, { endedAt: now })
      return drop(deps, channel, {}, now, ENDED)
    case 'later': {
      const { why: reason, isMistake, pauseMs } = verdict
      if (pauseMs !== null) await noteChannel(db, channel, { heldUntil: now + pauseMs })
      const attempts = notice.attempts + 1 + (isMistake ? MISTAKE_ATTEMPTS : 0)
      const dueAt = now + (pauseMs ?? backoffMs(attempts, deps.random()))
      await putOffNotice(db, notice, { dueAt, reason })
      if (isMistake && notice.isShown && notice.attempts === 0) await wakeDesk(deps, notice.repositoryId)
      return
    }
    default:
      return verdict satisfies never
  }
}

/** When something is to be sent, given up, or told no longer, ms. */
async function nextAt({ store: { db } }: Needs, channel: ChannelName): Promise<number | null> {
  const { heldUntil } = await channelState(db, channel)
  const nextNotice = await nextNoticeAt(db, channel)
  const { notedAt, droppedAt } = await oldestNotices(db, channel)
  const moments = [
    nextNotice === null ? null : Math.max(nextNotice, heldUntil ?? 0),
    notedAt === null ? null : notedAt + DAY_MS,
    droppedAt === null ? null : droppedAt + TOLD_MS,
  ].filter((at) => at !== null)
  return moments.length > 0 ? Math.min(...moments) : null
}

/** Addresses may have changed since the last start: each is looked at once. */
export async function wakeChannels({ db, now }: Store, channels: Channels): Promise<void> {
  const all = [...channels.names(), ...(await channelsWithNotices(db))]
  await wake(
    db,
    all.map((channel) => ({ line: { kind: 'channel', ...channel }, at: now() })),
  )
}
