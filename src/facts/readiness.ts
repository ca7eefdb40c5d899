// Whether installations, repositories and sources were each read since the start, or have failed visibly.
import { publicError } from '../entitlements/health.ts'
import { lineOf } from '../store/agenda-upkeep.ts'
import { type NotedMove, recentMove } from '../store/clock-watch.ts'
import { deskTroubles } from '../store/desks.ts'
import { docsFailures } from '../store/docs.ts'
import { scopeStates } from '../store/entitlement-scopes.ts'
import { installations } from '../store/installations.ts'
import { channelTroubles } from '../store/notice-channels.ts'
import type { Store } from '../store/open.ts'
import { refusedWrites } from '../store/refusals.ts'
import { repositories } from '../store/repositories.ts'
import { repositoryStates } from '../store/repository-reading.ts'
import { serverState } from '../store/server.ts'
import { channelTroubleText } from '../words/channel-words.ts'
import { humanDuration } from '../words/durations.ts'
import { refusedText } from '../words/refused-section.ts'
import { laneFailures } from './lane-problems.ts'
import { readHistories } from './reading-state.ts'

/** What is still awaited, and what is wrong, in words. */
export interface Readiness {
  ready: boolean
  waitingFor: string[]
  /** Sources and repositories that failed, with their last error; no names of customers. */
  failing: string[]
  /** How much of it everybody may know of: nothing that only a private payment led to. */
  failingInPublic: number
  /** Repositories whose history is being read, and how far that has come: nobody waits for it. */
  reading: string[]
}

/** A start that takes longer than this is ready all the same: what is missing is told. */
const LONGEST_MS = 30_000
const MOST_TOLD = 20

/** What fails and is nobody's reading, and how much of it only the operator may know of. */
async function standingTroubles(store: Store): Promise<{ failing: string[]; inPrivate: number }> {
  const channels = await channelTroubles(store.db)
  const shownChannels = await channelTroubles(store.db, { isShown: true })
  const move = await recentMove(store)
  const refused = await refusedWrites(store.db, {}, MOST_TOLD)
  const shownRefused = await refusedWrites(store.db, { isShown: true }, MOST_TOLD)
  return {
    failing: [
      ...channels.map((one) => `channel ${one.name} of ${one.owner}: ${channelTroubleText(one)}`),
      ...(move ? [moveText(move)] : []),
      ...refused.map(refusedText),
    ],
    inPrivate: channels.length - shownChannels.length + refused.length - shownRefused.length,
  }
}

function moveText({ at, byMs }: NotedMove): string {
  const when = new Date(at).toISOString()
  return `clock: it went back by ${humanDuration(byMs / 1000)} at ${when}; what it had put off was moved back with it. Look after the time of this machine (NTP).`
}

export async function readReadiness(store: Store, startedAt: number): Promise<Readiness> {
  const waitingFor: string[] = []
  const failing: string[] = []
  let inPrivate = 0
  const look = async (name: string, key: string, done: boolean) => {
    const line = await lineOf(store.db, key)
    if (line && line.attempts > 0) failing.push(`${name}: ${line.lastError ?? 'failed'}`)
    else if (!done) waitingFor.push(name)
  }
  const listedAt = (await serverState(store.db)).installationsAt ?? 0
  await look('installations', 'app', listedAt >= startedAt)
  for (const one of await installations(store.db)) {
    if (one.suspendedAt !== null) continue
    await look(`installation ${one.id}`, `installation:${one.id}`, (one.repositoriesAt ?? 0) >= startedAt)
  }
  const troubles = await deskTroubles(store.db)
  const lanes = await laneFailures(store.db)
  const stateOf = await repositoryStates(store.db)
  const unreadDocs = await docsFailures(store.db)
  const history = await readHistories(store, stateOf)
  failing.push(...history.failing)
  for (const one of await repositories(store.db)) {
    const { refreshedAt, docsWantedAt } = stateOf(one.id)
    await look(`repository ${one.owner}/${one.name}`, `repository:${one.id}`, (refreshedAt ?? 0) >= startedAt)
    const documentation = `documentation of ${one.owner}/${one.name}`
    await look(documentation, `docs:${one.id}`, docsWantedAt === null)
    for (const { message } of unreadDocs.get(one.id) ?? []) failing.push(`${documentation}: ${message}`)
    const trouble = troubles.get(one.id)
    const ofLanes = lanes.get(one.id) ?? []
    inPrivate += ofLanes.filter(({ told }) => !told).length
    for (const text of [trouble ?? [], ...ofLanes.map((lane) => lane.text)].flat())
      failing.push(`repository ${one.owner}/${one.name}: ${text}`)
  }
  for (const scope of await scopeStates(store)) {
    if (scope.lastError !== null) failing.push(`source ${scope.source}: ${publicError(scope)}`)
    else if ((scope.lastOkAt ?? 0) < startedAt) waitingFor.push(`source ${scope.source}`)
  }
  const standing = await standingTroubles(store)
  failing.push(...standing.failing)
  inPrivate += standing.inPrivate
  const ready = waitingFor.length === 0 || store.now() - startedAt >= LONGEST_MS
  return {
    ready,
    waitingFor: waitingFor.slice(0, MOST_TOLD),
    failing: failing.slice(0, MOST_TOLD),
    failingInPublic: Math.min(failing.length - inPrivate, MOST_TOLD),
    reading: history.reading.slice(0, MOST_TOLD),
  }
}
