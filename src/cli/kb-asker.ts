// Whom `kb ask` asks: a repository as the server knows it, or files.

import { askServed, understand } from '../facts/ask-served.ts'
import {
  type AskOptions,
  articlesIn,
  askKnowledge,
  buildKnowledge,
  type Knowledge,
  type Match,
  type Question,
} from '../knowledge/index.ts'
import { suggestDefault } from '../settings/sections/knowledge-base.ts'
import { type Io, UsageError } from './command.ts'
import { readDocumentation } from './kb-docs.ts'
import { readKnowledge } from './kb-folder.ts'
import { DEFAULT_PRECISION, shareOf } from './kb-options.ts'
import { withMeaning } from './meaning.ts'

export interface Asker {
  ask(question: Question): Promise<Match>
  /** Languages of the articles. */
  languages: readonly string[]
  /** The project's name, where it is known. */
  project?: string
  /** The project's own words. */
  words: Readonly<Record<string, string>>
}

export interface AskerOptions {
  repository?: string
  kb?: string
  docs?: string[]
  precision?: string
  suggest?: string
}

/** Opens what is to be asked, runs, and closes. @throws UsageError */
export async function withAsker<T>(
  io: Io,
  options: AskerOptions,
  run: (asker: Asker) => Promise<T>,
): Promise<T> {
  const { repository, kb } = options
  if (repository === undefined) return withFiles(io, options, run)
  if (kb !== undefined) throw new UsageError('Give --repository or --kb, not both.')
  return withServed(io, repository, options, run)
}

async function withServed<T>(
  io: Io,
  name: string,
  options: AskerOptions,
  run: (asker: Asker) => Promise<T>,
): Promise<T> {
  // Loaded only here: files are asked without a database.
  const { withRepository } = await import('./with-store.ts')
  return withRepository(io, name, async ({ deps, context }) => {
    const { knowledgeBase } = context.settings
    const shares = sharesOf(options, { ...knowledgeBase, suggest: () => knowledgeBase.suggest })
    const settings = { ...context.settings, knowledgeBase: { ...knowledgeBase, ...shares } }
    const knowledge = await withDocs(io, context.knowledge, options.docs)
    const served = { ...context, settings, knowledge }
    return run({
      ask: (question) => askServed(deps, served, question),
      languages: knowledge.languages,
      project: context.repository.name,
      words: knowledgeBase.words,
    })
  })
}

/** Documentation of the working directory is asked beside the server's: what it would be like in the settings. */
async function withDocs(io: Io, knowledge: Knowledge, docs: readonly string[] = []): Promise<Knowledge> {
  if (docs.length === 0) return knowledge
  const sections = await readDocumentation(io, docs)
  return buildKnowledge([...articlesIn(knowledge), ...sections], knowledge)
}

async function withFiles<T>(io: Io, options: AskerOptions, run: (asker: Asker) => Promise<T>): Promise<T> {
  const { docs = [] } = options
  const asking: AskOptions = sharesOf(options, {
    precision: DEFAULT_PRECISION,
    suggest: (precision) => suggestDefault(precision, docs.length > 0),
  })
  const knowledge = await readKnowledge(io, options)
  return withMeaning(io, async (deps) => {
    const ask = async (question: Question) => {
      const meaning = await understand(deps, { place: 'files', knowledge }, question, asking)
      return askKnowledge(knowledge, question, meaning ? { ...asking, meaning } : asking)
    }
    return run({ ask, languages: knowledge.languages, words: {} })
  })
}

interface Shares {
  precision: number
  suggest: number | null
}

/** What is named on the command line, else what holds without; where that leaves no room for offers there are none. */
function sharesOf(
  options: AskerOptions,
  without: { precision: number; suggest: (precision: number) => number | null },
): Shares {
  const precision = shareOf('--precision', options.precision) ?? without.precision
  const named = shareOf('--suggest', options.suggest)
  if (named !== null && named >= precision)
    throw new UsageError(`--suggest must be below --precision, which is ${precision}.`)
  const usual = without.suggest(precision)
  return { precision, suggest: named ?? (usual !== null && usual < precision ? usual : null) }
}
