// What a desk of a repository is made of now: figures, queue, and what is to be mended.
import { gently } from '../agenda/gently.ts'
import type { QueueTicket, WaitingDraft } from '../domain/decision.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import type { What } from '../domain/want.ts'
import type { DeskFacts } from '../plan/desk/desk-facts.ts'
import { countMetrics } from '../report/metrics.ts'
import { countWeeks } from '../report/trend.ts'
import { deskDecisions, type StoredDecision } from '../store/decisions.ts'
import { deskState } from '../store/desks.ts'
import { historyProgress } from '../store/history-parts.ts'
import { refusedWrites, type WhichRefusals } from '../store/refusals.ts'
import { readingOf } from '../store/repository-reading.ts'
import { settingsAt, settingsCheck } from '../store/settings-versions.ts'
import { findTicketById } from '../store/tickets.ts'
import type { PreviewRow } from '../words/desk-text.ts'
import type { MetricsFacts } from '../words/report/metrics-facts.ts'
import { safeCode, safeInline } from '../words/safe-text.ts'
import { wantWords } from '../words/want-words.ts'
import { zoneOf } from '../words/zone.ts'
import { failingChannels, unknownChannels } from './channel-problems.ts'
import type { FactsDeps } from './deps.ts'
import { deskCounts, topArticles } from './desk-counts.ts'
import type { DeskPlace } from './desk-places.ts'
import { countFigures } from './each-figure.ts'
import type { View } from './figures.ts'
import { gapsOf } from './gaps.ts'
import { laneProblems } from './lane-problems.ts'
import type { Proofs } from './proof.ts'
import type { ServedRepository } from './served-repository.ts'
import { problemText, sourceTroubles } from './source-troubles.ts'
import { areOpen, fitFor } from './told-in-public.ts'
import { countedIn, rowIn } from './told-tiers.ts'

interface Needs
  extends Pick<
    FactsDeps,
    'store' | 'github' | 'contexts' | 'sentences' | 'vectors' | 'credentials' | 'channels'
  > {
  proofs: Proofs
}

const REPORTED_MS = 90 * 86_400_000
const MOST_GAPS = 5

/** Everything that the desk in this place may show. */
export async function deskFacts(
  deps: Needs,
  served: ServedRepository,
  { kind, place, view, drafts }: DeskPlace,
  now: number,
): Promise<DeskFacts> {
  const { repository, settings, stage } = served
  const zone = zoneOf(settings)
  const prefix = settings.commands.prefix
  const decisions = await deskDecisions(deps.store.db, repository.id)
  // Articles of a private repository may be posted, but nothing else that is known of them.
  const articlesAreSeen = place.private || (await areOpen(deps, place, [served.articlesAt.repository]))
  const named = (row: QueueTicket): QueueTicket =>
    rowIn(served, view, articlesAreSeen ? row : { ...row, drafts: row.drafts.map(unnamed) })
  const telling = { quoted: safeCode, safe: safeInline, commandPrefix: prefix, articlesAreSeen }
  return {
    place: { kind, repositoryId: repository.id, placeId: place.id },
    repository: { id: repository.id, owner: repository.owner, name: repository.name },
    metrics: countedIn(served, view, await metricsFacts(deps, served, { now, view, articlesAreSeen })),
    queue: {
      tickets: decisions.flatMap((one) => one.queue?.[view] ?? []).map(named),
      drafts,
      commandPrefix: prefix,
      zone,
    },
    preview:
      stage === 'preview' ? await previewRows(deps, decisions, (what) => wantWords(what, telling)) : null,
    problems: await problemsOf(deps, served, { place, view }),
    refused: await refusedWrites(deps.store.db, seenAt(place, repository)),
  }
}

/** What was refused in private is told in private. */
function seenAt(place: Repository, { id: repositoryId }: Repository): WhichRefusals {
  return place.private ? { repositoryId } : { repositoryId, isShown: true }
}

/** A section is not there at all where its readers may not know of it. */
function unnamed(draft: WaitingDraft): WaitingDraft {
  return draft.isSection ? draft : { ...draft, slug: null, title: 'an article' }
}

async function metricsFacts(
  deps: Needs,
  served: ServedRepository,
  { now, view, articlesAreSeen }: { now: number; view: View; articlesAreSeen: boolean },
): Promise<MetricsFacts> {
  const { repository, settings } = served
  const zone = zoneOf(settings)
  const span = { fromAt: now - REPORTED_MS, toAt: now + 1 }
  const tiers = settings.tiers.map((tier) => tier.name)
  const name = `${repository.owner}/${repository.name}`
  const counting = countMetrics({ repository: name, ...span, now, tiers })
  const weeks = countWeeks(now, zone)
  const counts = deskCounts()
  await countFigures(
    deps,
    served,
    { span, now, view },
    {
      add: (ticket) => {
        counting.add(ticket)
        weeks.add(ticket)
        counts.add(ticket)
      },
      correct: counting.correct,
    },
  )
  const { metrics, bounds } = await gently(counting.told())
  return {
    metrics,
    bounds,
    trend: weeks.told(),
    articles: articlesAreSeen ? topArticles(served, counts.articles) : [],
    needs: counts.needs,
    bar: served.bar,
    proof: await deps.proofs.of(served),
    gaps: await gapsOf(deps, served, span, MOST_GAPS),
    history: await historyProgress(deps.store.db, repository.id),
    zone,
  }
}

type WordsOf = (what: What) => string

async function previewRows(
  deps: Needs,
  decisions: readonly StoredDecision[],
  wordsOf: WordsOf,
): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = []
  for (const decision of decisions) {
    const { preview } = decision
    const ticket = preview ? await findTicketById(deps.store.db, decision.ticketId) : null
    if (!preview || !ticket) continue
    rows.push({ number: ticket.number, title: ticket.title, wants: preview.map(wordsOf) })
  }
  return rows.sort((a, b) => b.number - a.number)
}

const SETTINGS_WITHHELD =
  'Something is wrong in these settings or in what they extend, and not all of that is public: so what it is is not said here.'
const ARTICLES_WITHHELD =
  'Some articles have mistakes and are left out. They are in a repository that is not public: so what it is is not said here.'

const DOCS_WITHHELD =
  'Something is wrong with documentation in a repository that is not public: so what it is is not said here.'
/** Documentation that is odd keeps nobody waiting. */
const MOST_OF_DOCS = 5

function atMost(problems: readonly Problem[], most: number): Problem[] {
  const rest = problems.length - most
  if (rest <= 0) return [...problems]
  const message = `And ${rest} more about documentation.`
  return [...problems.slice(0, most), { file: SETTINGS_PATH, level: 'warning', message }]
}

/** In public only mistakes of the settings and articles: those of lists of customers may name customers. */
async function problemsOf(
  deps: Needs,
  served: ServedRepository,
  { place, view }: Pick<DeskPlace, 'place' | 'view'>,
): Promise<string[]> {
  const { repository } = served
  const settings = (await settingsCheck(deps.store.db, repository.id))?.problems ?? []
  const reading = await readingOf(deps.store.db, repository.id)
  const quotes = reading?.settingsFrom ?? []
  const others = [
    ...(await peopleMistakes(deps, repository, reading?.peopleMistakes ?? [])),
    ...(place.private ? [] : (reading?.payingProblems ?? [])),
    ...unknownChannels(deps.channels, repository, served.settings),
    ...(await failingChannels(deps.store.db, repository.id, view)),
  ]
  const told = [
    ...(await fitFor(deps, place, [...settings, ...others.map((one) => ({ ...one, quotes }))], {
      about: `${repository.owner}/${repository.name}`,
      instead: { file: SETTINGS_PATH, message: SETTINGS_WITHHELD },
    })),
    ...(await fitFor(deps, place, served.articleProblems, {
      about: served.articlesAt.repository,
      instead: { file: SETTINGS_PATH, message: ARTICLES_WITHHELD },
    })),
    ...(await fitFor(deps, place, atMost(served.documentation.problems, MOST_OF_DOCS), {
      about: `${repository.owner}/${repository.name}`,
      instead: { file: SETTINGS_PATH, message: DOCS_WITHHELD },
    })),
  ].filter((one) => one.level !== 'notice')
  const { trouble } = await deskState(deps.store.db, repository.id)
  return [
    ...(trouble === null ? [] : [trouble]),
    ...(await laneProblems(deps.store.db, repository.id, place.private)),
    ...told.map(problemText),
    ...(await sourceTroubles(deps, served, place)),
  ]
}

/** Names under `maintainers` that GitHub does not know, told at the file that holds them. */
async function peopleMistakes(
  deps: Needs,
  { id, owner, name }: Repository,
  mistakes: readonly string[],
): Promise<Problem[]> {
  const source = (await settingsAt(deps.store.db, id))?.source ?? null
  const file = source === null || source.startsWith(`${owner}/${name}:`) ? SETTINGS_PATH : source
  return mistakes.map((message) => ({ file, level: 'failure', message }))
}
