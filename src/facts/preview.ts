// All that is said of a repository before anything is installed there, from a store into which it was read.
import type { Settings } from '../domain/settings.ts'
import { sourcesWithoutKey } from '../entitlements/scopes.ts'
import type { Preview } from '../report/preview.ts'
import { todayOf } from '../report/today.ts'
import { ticketsOf } from '../store/tickets.ts'
import { previewRemarks } from '../words/preview/remarks.ts'
import { zoneOf } from '../words/zone.ts'
import type { FactsDeps } from './deps.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { figuresOf } from './figures.ts'
import { learnFromHistory } from './learn-from-history.ts'
import { answersOf } from './preview-answers.ts'
import type { PreviewGiven, PreviewStep } from './preview-given.ts'
import { labelsOf } from './preview-labels.ts'
import { suggestedFor } from './preview-suggested.ts'
import { promiseBacktest } from './promise-shares.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = LifeDeps & Pick<FactsDeps, 'sentences' | 'vectors'>

/**
 * Everything as the server would say it of the same ledgers. In the store only what was learnt from them is noted.
 * @param given tickets that were opened before `given.read.fromAt` are left out, whatever else is in the store
 * @param now ms
 */
export async function previewOf(
  deps: Needs,
  read: ServedRepository,
  given: PreviewGiven,
  now: number,
): Promise<Preview> {
  const { repository } = read
  const served = (await learnFromHistory(deps, repository)) ?? read
  const { settings, webUrl } = served
  const name = `${repository.owner}/${repository.name}`
  const fromAt = given.read.fromAt ?? now
  const span = { fromAt, toAt: now + 1 }
  const told = (step: PreviewStep) => (done: number, total: number) => given.onProgress?.(step, done, total)
  const { answeredAt, ...promises } = await promiseBacktest(deps, served, {
    openedFrom: fromAt,
    now,
    done: told('promises'),
  })
  const zone = zoneFor(settings, promises.hours)
  const tickets = await figuresOf(deps, served, span, now, 'shown')
  const last = (await ticketsOf(deps.store.db, repository.id, { openedFrom: fromAt })).length
  return {
    repository: name,
    url: `${webUrl}/${name}`,
    at: now,
    read: given.read,
    maintainers: given.maintainers,
    remarks: remarksOf(deps, served, given, zone),
    settings: given.settings,
    hidden: { settings: served.settingsAreHidden, articles: areArticlesHidden(served) },
    ...zone,
    today: todayOf({ repository: name, tickets, comments: answeredAt, fromAt, now, zone: zone.zone }),
    labels: await labelsOf(deps, served, { fromAt, done: told('labels') }),
    answers: await answersOf(deps, served, {
      last,
      kept: given.kept,
      done: told('answers'),
    }),
    ...promises,
    suggested: await suggestedFor(deps, served, { ...given, ...promises, last }),
  }
}

function remarksOf(
  { credentials }: Pick<FactsDeps, 'credentials'>,
  served: ServedRepository,
  { remarks, read, settings: { from, problems } }: PreviewGiven,
  zone: Pick<Preview, 'zone' | 'zoneFrom'>,
): string[] {
  const seesAmounts = credentials.held.includes('SPONSORS_TOKEN')
  const { settings, repository } = served
  const unread = sourcesWithoutKey(settings, repository, credentials)
  const isUsed = !problems.some(({ level }) => level === 'failure')
  const leftOut = articlesLeftOut(served)
  const sections = served.sections.length
  const told = { read, from, settings, isUsed, leftOut, sections, zone, seesAmounts, unread }
  return [...remarks, ...previewRemarks(told)]
}

/** One with a dead link is used all the same. Of a private folder even that stays out of what everybody may see. */
function articlesLeftOut(served: ServedRepository): number {
  const { articles, articleProblems } = served
  if (areArticlesHidden(served)) return 0
  const used = new Set(articles.map(({ path }) => path))
  const failing = articleProblems.filter(({ level, file }) => level === 'failure' && !used.has(file))
  return new Set(failing.map(({ file }) => file)).size
}

function areArticlesHidden({ articlesAt, repository }: ServedRepository): boolean {
  return articlesAt.private === true && !repository.private
}

/** Of the first calendar in the settings, else where the maintainers seem to be. */
function zoneFor(settings: Settings, hours: Preview['hours']): Pick<Preview, 'zone' | 'zoneFrom'> {
  if (Object.keys(settings.calendars).length > 0) return { zone: zoneOf(settings), zoneFrom: 'calendar' }
  return hours ? { zone: hours.zone, zoneFrom: 'comments' } : { zone: 'UTC', zoneFrom: 'utc' }
}
