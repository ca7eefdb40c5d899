// Judges what the database tells: sources of who pays, what fails, and promises that have nowhere to be kept. Pure.
import type { Settings, TierSettings } from '../domain/settings.ts'
import { type Finding, fine, look, wrong } from './finding.ts'

/** So many threads are named. */
const NAMED = 10

export interface SourceState {
  source: string
  status: 'ok' | 'waiting' | 'failing' | 'stale'
  lastOkAt: number | null
  lastError: string | null
}

export function judgeSources(sources: readonly SourceState[]): Finding[] {
  if (sources.length === 0) return [fine('sources', 'No source of who pays is in use.')]
  return sources.map(({ source, status, lastOkAt, lastError }) => {
    const since = lastOkAt === null ? 'never' : new Date(lastOkAt).toISOString()
    if (status === 'ok') return fine('sources', `${source}: read ${since}.`)
    if (status === 'waiting') {
      const todo = 'Start the server, or wait for its first reading.'
      return look('sources', `${source}: not read yet.`, todo)
    }
    const says = `${source}: ${lastError ?? 'it could not be read'} (last read ${since}).`
    const todo =
      'Put its credential right if that is why; else it is asked again by itself. Until then everybody keeps the tier that was last known.'
    return wrong('sources', says, todo)
  })
}

/** @param firsts some of what fails, in words */
export function judgeFailing(count: number, firsts: readonly string[]): Finding[] {
  if (count === 0) return [fine('work', 'Nothing fails, and GitHub refused nothing.')]
  const todo = '`npx firstline retry` lists all of it and tries again.'
  const more = count > firsts.length ? [look('work', `And ${count - firsts.length} more.`, todo)] : []
  return [...firsts.map((text) => look('work', text, todo)), ...more]
}

/** Threads that GitHub could not tell when they were read. */
export function judgeHistory(
  repository: string,
  unread: ReadonlyArray<{ kind: string; number: number }>,
): Finding[] {
  if (unread.length === 0) return []
  const names = unread.slice(0, NAMED).map(({ kind, number }) => `${kind} #${number}`)
  const more = unread.length > names.length ? ` and ${unread.length - names.length} more` : ''
  const todo = 'They are tried again every day; until then only webhooks tell of them.'
  return [look('history', `${repository}: GitHub cannot tell ${names.join(', ')}${more} in time.`, todo)]
}

/** Kept figures of some tickets beside what their ledgers say. */
export interface FigureSample {
  repositoryId: number
  /** `owner/name`. */
  repository: string
  looked: number
  /** Ids of those that are not the same. */
  differing: readonly string[]
}

export function judgeFigures(samples: readonly FigureSample[]): Finding[] {
  const looked = samples.reduce((total, one) => total + one.looked, 0)
  if (looked === 0) return [fine('figures', 'None are kept yet: reports make all of them.')]
  const wrongs = samples.filter(({ differing }) => differing.length > 0)
  if (wrongs.length === 0) {
    return [fine('figures', `${looked} kept ones, taken by chance, are what the ledgers say.`)]
  }
  return wrongs.map(({ repositoryId, repository, looked: of, differing }) => {
    const some = differing.slice(0, 3).join(', ')
    const says = `${repository}: of ${of} kept ones, ${differing.length} are not what the ledgers say (${some}).`
    const todo = `\`npx firstline retry figures:${repositoryId}\` has all of them made anew; please tell us of it.`
    return wrong('figures', says, todo)
  })
}

function asksForMore({ promise, notify, channels, assign, private: isPrivate }: TierSettings): boolean {
  return promise !== null || isPrivate || notify.length + channels.length + assign.length > 0
}

/**
 * What a private sponsor's tier asks for beyond a community ticket happens in private: there must be such a place.
 * `channels`: those that the server has for the repository's owner.
 */
export function judgePrivacy(
  repository: { name: string; private: boolean },
  settings: Settings & { entitlements: { githubSponsors?: unknown } },
  channels: readonly string[],
): Finding[] {
  const { entitlements, desk, tiers } = settings
  const isQuiet = entitlements.privateSponsors === 'quiet' && !repository.private
  if (!isQuiet || !entitlements.githubSponsors || desk.repository !== null) return []
  const isTold = (tier: TierSettings) =>
    [...tier.channels, ...Object.keys(desk.channels)].some((name) => channels.includes(name))
  const asking = tiers.filter((tier) => asksForMore(tier) && !isTold(tier))
  if (asking.length === 0) return []
  const names = asking.map(({ name }) => name).join(', ')
  const says = `${repository.name}: what private sponsors get beyond a label (${asking.length === 1 ? 'tier' : 'tiers'} ${names}) is told nowhere.`
  const todo =
    'Name a private repository under `desk: { repository: OWNER/REPO }`, or a channel of the server under `notify`.'
  return [look('privacy', says, todo)]
}

/** Their addresses were read at the start: nothing is sent to find out whether anybody is there. */
export function judgeChannels(
  channels: ReadonlyArray<{ owner: string; name: string }>,
  isSigned: boolean,
): Finding[] {
  if (channels.length === 0) return []
  const names = channels.map(({ owner, name }) => `${name} (${owner})`).join(', ')
  const says = `NOTIFY_CHANNELS can be read: ${names}.`
  if (isSigned) return [fine('channels', says)]
  const todo = 'Set NOTIFY_SECRET, here and at the receivers, unless they are all Slack or the like.'
  return [look('channels', `${says} What is sent is not signed.`, todo)]
}
