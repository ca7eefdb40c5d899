// Asks the questions of the past again, each as if it were the last one: what would have been shown today.
import { setImmediate } from 'node:timers/promises'
import { gently, mapGently } from '../agenda/gently.ts'
import type { Steps } from '../domain/steps.ts'
import { type Epoch, findingEpochs, rowsLeft, type TakenFrom } from '../knowledge/held-back.ts'
import {
  type Article,
  type AskOptions,
  articlesIn,
  askKnowledge,
  buildingKnowledge,
  type Knowledge,
  type Match,
  type Meaning,
  type Question,
  textsAsked,
  type Vectors,
} from '../knowledge/index.ts'
import { fingerprintOf } from '../knowledge/text.ts'
import type { Shown } from '../report/replay.ts'
import { askOptions } from './ask-served.ts'
import type { FactsDeps } from './deps.ts'
import type { ServedRepository } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'sentences' | 'vectors'>

export interface Replay {
  /** Oldest first. */
  questions: readonly Question[]
  /** In place of what the settings say. */
  options?: Partial<Pick<AskOptions, 'precision' | 'suggest'>>
  takenFrom?: TakenFrom
  /** What is known from another time, by what it depends on; undefined: not known. */
  kept?: { get(key: string): Shown | null | undefined; put(key: string, shown: Shown | null): void }
  /** Told after every few questions. */
  done?: (count: number) => Promise<void> | void
}

/** So many questions are read by the model together, while those before them are asked. */
const BATCH = 50
/** An index is built for each: of thousands of sections that takes seconds. */
const MOST_EPOCHS = 60
const FEW_EPOCHS = 12
const LARGE = 2_000

type Served = Pick<ServedRepository, 'knowledge' | 'repository' | 'settings' | 'bar'>

/** What would be shown to each, in their order, without what came from it or from later ones; null: nothing. */
export async function replay(deps: Needs, served: Served, past: Replay): Promise<Array<Shown | null>> {
  const { questions, takenFrom } = past
  const articles = articlesIn(served.knowledge)
  const most = articles.length > LARGE ? FEW_EPOCHS : MOST_EPOCHS
  const epochs = await gently(findingEpochs(articles, questions, takenFrom ?? (() => undefined), most))
  return askInEpochs(deps, served, past, epochs)
}

/** What would be shown to each today, with everything that is known. */
export async function askToday(
  deps: Needs,
  served: Served,
  questions: readonly Question[],
): Promise<Array<Shown | null>> {
  const today = { from: 0, articles: articlesIn(served.knowledge), originals: new Map() }
  return askInEpochs(deps, served, { questions }, [today])
}

async function askInEpochs(
  deps: Needs,
  served: Served,
  { questions, options: tried, kept, done }: Replay,
  epochs: readonly Epoch[],
): Promise<Array<Shown | null>> {
  // Nothing is loaded for nothing.
  if (questions.length === 0) return []
  const options = { ...askOptions(served), ...tried }
  const of = await vectorsOf(deps, served)
  const how = `${JSON.stringify(options)} ${deps.sentences.model?.id}`
  const jobs = await gently(findingJobs({ epochs, questions, how, today: articlesIn(served.knowledge) }))
  for (const job of jobs) job.shown = kept?.get(job.key)
  const open = jobs.filter(({ shown }) => shown === undefined)
  const known = jobs.length - open.length
  // A title may be held back while it is asked, not when what came of it is shown.
  const today = Map.groupBy(articlesIn(served.knowledge), ({ slug }) => slug)
  const inEpoch = atItsTime(served.knowledge, of)
  let reading = readAll(deps, options, open.slice(0, BATCH))
  for (let from = 0; from < open.length; from += BATCH) {
    const asked = await reading
    reading = readAll(deps, options, open.slice(from + BATCH, from + 2 * BATCH))
    for (const job of open.slice(from, from + BATCH)) {
      const { knowledge, of } = await inEpoch(job.epoch)
      const meaning = { asked: (text: string) => asked.get(text), of }
      job.shown = shownBy(askKnowledge(knowledge, job.question, { ...options, meaning }), today)
      kept?.put(job.key, job.shown)
      // Requests come in between.
      await setImmediate()
    }
    await done?.(known + Math.min(open.length, from + BATCH))
  }
  return jobs.map(({ shown }) => shown ?? null)
}

interface Job {
  question: Question
  epoch: Epoch
  /** Tells what the verdict depends on. */
  key: string
  /** Undefined: not asked yet. */
  shown: Shown | null | undefined
}

function* findingJobs({ epochs, questions, how, today }: JobsFor): Steps<Job[]> {
  const told: string[] = [how]
  for (const article of today) {
    told.push(contentOf(article))
    yield
  }
  const whole = fingerprintOf(told.join('\n'))
  const jobs: Job[] = []
  for (const [number, epoch] of epochs.entries()) {
    const held = [...epoch.originals.keys()].map(contentOf)
    const version = fingerprintOf([whole, ...held].join('\n'))
    for (const question of questions.slice(epoch.from, epochs[number + 1]?.from)) {
      const key = `${version} ${fingerprintOf(JSON.stringify(question))}`
      jobs.push({ question, epoch, key, shown: undefined })
      yield
    }
  }
  return jobs
}

interface JobsFor {
  epochs: readonly Epoch[]
  questions: readonly Question[]
  /** Everything else that a verdict depends on. */
  how: string
  today: readonly Article[]
}

function contentOf({ slug, locale, fingerprint, learned }: Article): string {
  return fingerprintOf([slug, locale, fingerprint, ...learned].join('\n'))
}

interface AtItsTime {
  knowledge: Knowledge
  of: Meaning['of']
}

/** Index and vectors of one epoch at a time: they are asked in their order. */
function atItsTime(today: Knowledge, of: Meaning['of']): (epoch: Epoch) => Promise<AtItsTime> {
  let built: AtItsTime & { epoch: Epoch | null } = { epoch: null, knowledge: today, of }
  return async (epoch) => {
    if (built.epoch === epoch) return built
    const isToday = epoch.originals.size === 0
    const knowledge = isToday ? today : await gently(buildingKnowledge(epoch.articles, built.knowledge))
    built = { epoch, knowledge, of: vectorsLeft(epoch, of) }
    return built
  }
}

/** An article of which something is held back has what is left of its vectors. */
function vectorsLeft({ originals }: Epoch, of: Meaning['of']): Meaning['of'] {
  const left = new Map<Article, Vectors | null>()
  return (article) => {
    const original = originals.get(article)
    if (!original) return of(article)
    const known = left.get(article)
    if (known !== undefined) return known
    const vectors = of(original)
    const own = vectors && rowsLeft(article, original, vectors)
    left.set(article, own)
    return own
  }
}

async function vectorsOf(
  { sentences, vectors }: Needs,
  { knowledge, repository }: Pick<ServedRepository, 'knowledge' | 'repository'>,
): Promise<Meaning['of']> {
  // Which model it is, is known once it has read something.
  const [read] = await sentences.embed([repository.name], { later: true })
  return read ? vectors.of(`repository ${repository.id}`, knowledge) : () => null
}

async function readAll(
  { sentences }: Pick<Needs, 'sentences'>,
  options: AskOptions,
  jobs: readonly Job[],
): Promise<Map<string, Float32Array>> {
  if (sentences.state.is !== 'on') return new Map()
  const asked = await mapGently(jobs, ({ question }) => textsAsked(question, options))
  const texts = [...new Set(asked.flat())]
  const rows = await sentences.embed(texts, { later: true })
  return new Map(rows.flatMap((row, i) => (row ? [[texts[i]!, row] as const] : [])))
}

function shownBy(
  { answered, ranked, suggested, confidence }: Match,
  today: ReadonlyMap<string, readonly Article[]>,
): Shown | null {
  const found = answered ? ranked.slice(0, 1) : suggested
  const articles = found.map(({ slug, title }) => {
    const versions = today.get(slug) ?? []
    const named = versions.find((one) => one.title === title) ?? versions[0]
    return { slug, title: named?.title ?? title }
  })
  return articles.length === 0 ? null : { as: answered ? 'answer' : 'links', articles, confidence }
}
