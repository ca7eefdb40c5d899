// What the onboarding issue of a repository is to tell now: what was read of it, and what would have been done.
import { findDocs } from '../knowledge/docs/find-docs.ts'
import { articlesIn } from '../knowledge/index.ts'
import { computeMetrics, metricsBounds } from '../report/metrics.ts'
import type { Preview } from '../report/preview.ts'
import type { ReplayFigures } from '../report/replay.ts'
import type { RepositoryReading } from '../store/repository-reading.ts'
import { settingsAt, settingsCheck } from '../store/settings-versions.ts'
import type { AnswersFound, HistoryRead, OnboardingPage, SettingsFound } from '../words/onboarding/page.ts'
import { zoneOf } from '../words/zone.ts'
import { backtest } from './backtest.ts'
import type { FactsDeps } from './deps.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { figuresOf } from './figures.ts'
import { labelsOf } from './preview-labels.ts'
import { promiseBacktest } from './promise-shares.ts'
import type { ServedRepository } from './served-repository.ts'
import { settingsProposal } from './settings-proposal.ts'
import { areOpen } from './told-in-public.ts'

type Needs = LifeDeps & Pick<FactsDeps, 'github' | 'sentences' | 'vectors'>

/** The newest show what comes next; of fewer nothing can be said. */
const MOST_ASKED = 200
const LEAST_ASKED = 5
const REPORTED_MS = 90 * 86_400_000

/** Nothing here stops others for long. What asks every question again waits until all of them were read. */
export async function onboardingPage(
  deps: Needs,
  served: ServedRepository,
  { found, read, now }: { found: SettingsFound['found']; read: HistoryRead; now: number },
): Promise<OnboardingPage> {
  const { repository, settings } = served
  const name = `${repository.owner}/${repository.name}`
  const fromAt = now - REPORTED_MS
  const { grid, recommended, hours } = await promiseBacktest(deps, served, { openedFrom: fromAt, now })
  return {
    id: repository.id,
    repository: name,
    at: now,
    zone: hours && Object.keys(settings.calendars).length === 0 ? hours.zone : zoneOf(settings),
    read,
    today: await todayOf(deps, served, { fromAt, now }),
    promises: { grid, recommended, hours },
    answers: await answersFound(deps, served, read.isDone),
    labels: read.isDone ? await labelCounts(deps, served, fromAt) : [],
    ...(await settingsPart(deps, served, found, { recommended, hours })),
  }
}

/** What was found stays; what changes with settings is told as it is now. */
export async function withSettings(
  deps: Needs,
  served: ServedRepository,
  found: SettingsFound['found'],
  page: OnboardingPage,
): Promise<OnboardingPage> {
  return { ...page, ...(await settingsPart(deps, served, found, page.promises)) }
}

async function settingsPart(
  deps: Needs,
  served: ServedRepository,
  found: SettingsFound['found'],
  promises: Pick<OnboardingPage['promises'], 'recommended' | 'hours'>,
): Promise<Pick<OnboardingPage, 'settings' | 'mode' | 'commandPrefix'>> {
  return {
    settings:
      found === 'none'
        ? { found, ...(await proposalFor(deps, served, promises)) }
        : { found, source: await shownSource(deps, served) },
    mode: served.stage === 'preview' ? 'preview' : 'live',
    commandPrefix: served.settings.commands.prefix,
  }
}

/** Two calls: the files, and what the owner offers sponsors. */
async function proposalFor(
  { github }: Pick<Needs, 'github'>,
  served: ServedRepository,
  promises: Pick<Preview, 'recommended' | 'hours'>,
) {
  const { repository } = served
  const reads = github.forInstallation(repository.installationId)
  const { files } = await reads.readTree(repository, repository.defaultBranch)
  const sponsorTiers = await reads.readSponsorsTiers(repository.owner)
  const docs = findDocs(files.map(({ path }) => path))
  const { path, url } = settingsProposal(served, { ...promises, sponsorTiers, docs })
  return { path, url, docs }
}

async function todayOf(
  deps: Needs,
  served: ServedRepository,
  { fromAt, now }: { fromAt: number; now: number },
): Promise<OnboardingPage['today']> {
  const { repository, settings } = served
  const span = { fromAt, toAt: now + 1 }
  const tickets = await figuresOf(deps, served, span, now, 'shown')
  const tiers = settings.tiers.map((tier) => tier.name)
  const input = { repository: repository.name, ...span, now, tickets, tiers }
  const metrics = computeMetrics(input).tiers.all
  const bounds = metricsBounds(input).all
  return metrics && bounds ? { metrics, bounds } : null
}

/** Questions are asked again once all of them were read: it is much work, and until then no figure holds. */
async function answersFound(deps: Needs, served: ServedRepository, isDone: boolean): Promise<AnswersFound> {
  const { repository, knowledge, articles, sections, settings, articlesAt } = served
  const isAsked = isDone && articlesIn(knowledge).length > 0
  const figures = isAsked ? await backtest(deps, served, { last: MOST_ASKED }) : null
  const areSeen = repository.private || (await areOpen(deps, repository, [articlesAt.repository]))
  return {
    articles: articles.length,
    sections: sections.length,
    path: areSeen && !served.settingsAreHidden ? settings.knowledgeBase.path : null,
    figures: !figures || figures.asked < LEAST_ASKED ? null : areSeen ? figures : unnamed(figures),
  }
}

/** Articles of a private repository may be posted, but no list of them is told. */
function unnamed(figures: ReplayFigures): ReplayFigures {
  return { ...figures, articles: [], examples: [] }
}

/** Counts alone: who pays is told nowhere here. */
async function labelCounts(
  deps: Needs,
  served: ServedRepository,
  fromAt: number,
): Promise<OnboardingPage['labels']> {
  const labelled = await labelsOf(deps, served, { fromAt })
  return labelled.map(({ label, tickets }) => ({ label, tickets: tickets.length }))
}

/** Whether there are settings, and whether they can be used. */
export async function settingsFound(
  { store }: Pick<Needs, 'store'>,
  { repository }: ServedRepository,
  { configured }: Pick<RepositoryReading, 'configured'>,
): Promise<SettingsFound['found']> {
  if (!configured) return 'none'
  const check = await settingsCheck(store.db, repository.id)
  return check?.problems.some(({ level }) => level === 'failure') ? 'with_mistakes' : 'in_force'
}

async function shownSource(
  { store }: Needs,
  { repository, settingsAreHidden }: ServedRepository,
): Promise<string | null> {
  return settingsAreHidden ? null : ((await settingsAt(store.db, repository.id))?.source ?? null)
}
