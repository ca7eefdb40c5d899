// What the onboarding issue of a repository is to tell now: what was read of it, and what would have been done.
import { articlesIn } from '../knowledge/index.ts'
import type { TicketFigures } from '../report/figures.ts'
import { computeMetrics, metricsBounds } from '../report/metrics.ts'
import type { ReplayFigures } from '../report/replay.ts'
import type { RepositoryReading } from '../store/repository-reading.ts'
import { settingsAt, settingsCheck } from '../store/settings-versions.ts'
import type { AnswersFound, HistoryRead, OnboardingPage, SettingsFound } from '../words/onboarding-facts.ts'
import { zoneOf } from '../words/zone.ts'
import type { FactsDeps } from './deps.ts'
import { figuresOf } from './figures.ts'
import type { Proofs } from './proof.ts'
import type { ServedRepository } from './served-repository.ts'
import { areOpen } from './told-in-public.ts'

interface Needs
  extends Pick<FactsDeps, 'store' | 'github' | 'contexts' | 'sentences' | 'vectors' | 'credentials'> {
  proofs: Proofs
}

const REPORTED_MS = 90 * 86_400_000

export async function onboardingPage(
  deps: Needs,
  served: ServedRepository,
  { found, read, now }: { found: SettingsFound; read: HistoryRead; now: number },
): Promise<OnboardingPage> {
  const { repository, settings } = served
  const name = `${repository.owner}/${repository.name}`
  const span = { fromAt: now - REPORTED_MS, toAt: now + 1 }
  const tickets = await figuresOf(deps, served, span, now, 'shown')
  const input = { repository: name, ...span, now, tickets, tiers: settings.tiers.map((tier) => tier.name) }
  const metrics = computeMetrics(input).tiers.all
  const bounds = metricsBounds(input).all
  return {
    id: repository.id,
    repository: name,
    at: now,
    zone: zoneOf(settings),
    read,
    today: metrics && bounds ? { metrics, bounds } : null,
    promises: { grid: [], recommended: null, hours: null },
    answers: await answersFound(deps, served, read.isDone),
    labels: labelsOf(served, tickets),
    settings: found,
    mode: served.stage === 'preview' ? 'preview' : 'live',
    commandPrefix: settings.commands.prefix,
  }
}

/** Questions are asked again once all of them were read: it is much work, and until then no figure holds. */
async function answersFound(deps: Needs, served: ServedRepository, isDone: boolean): Promise<AnswersFound> {
  const { repository, knowledge, articles, sections, settings, articlesAt } = served
  const figures = isDone && articlesIn(knowledge).length > 0 ? await deps.proofs.of(served) : null
  const areSeen = await areOpen(deps, repository, [articlesAt.repository])
  return {
    articles: articles.length,
    sections: sections.length,
    path: settings.knowledgeBase.path,
    figures: figures && (areSeen || repository.private ? figures : unnamed(figures)),
  }
}

/** Articles of a private repository may be posted, but no list of them is told. */
function unnamed(figures: ReplayFigures): ReplayFigures {
  return { ...figures, articles: [], examples: [] }
}

function labelsOf(
  { settings }: ServedRepository,
  tickets: readonly TicketFigures[],
): OnboardingPage['labels'] {
  const counts = Map.groupBy(tickets, ({ tier }) => tier)
  return settings.tiers.map(({ name, label }) => ({
    tier: name,
    label: label.name,
    tickets: counts.get(name)?.length ?? 0,
  }))
}

/** Whether there are settings, and how good they are. */
export async function settingsFound(
  { store }: Pick<Needs, 'store'>,
  { repository, settingsAreHidden }: ServedRepository,
  reading: RepositoryReading,
): Promise<SettingsFound> {
  if (!reading.configured) return { found: 'none', url: null, path: '.github/firstline.yml' }
  const check = await settingsCheck(store.db, repository.id)
  const isWrong = check?.problems.some(({ level }) => level === 'failure') ?? false
  const source = (await settingsAt(store.db, repository.id))?.source ?? null
  return {
    found: isWrong ? 'with_mistakes' : 'in_force',
    source: settingsAreHidden ? null : source,
  }
}
