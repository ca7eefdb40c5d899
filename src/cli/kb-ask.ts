// `firstline kb ask`: what the knowledge base answers to one question, or to a file of them.
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import {
  askKnowledge,
  buildKnowledge,
  type Match,
  type Question,
  questionFromTicket,
  readArticles,
} from '../knowledge/index.ts'
import { readArguments } from './arguments.ts'
import { type Io, MissingFileError, UsageError } from './command.ts'
import { readFolder } from './kb-folder.ts'
import { ASK_OPTIONS, folderOf, precisionOf, problemLine } from './kb-options.ts'

/** Exit code 0 also for silence; 1 when a line of the file was no question. */
export async function askCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, ASK_OPTIONS)
  const precision = precisionOf(values.precision)
  const text = positionals.join(' ')
  if (!values.questions && text.trim() === '')
    throw new UsageError('Ask a question, or give --questions FILE.jsonl.')
  const { files, problems } = await readFolder(folderOf(io, values.kb))
  const read = readArticles(files, { lenient: true })
  for (const problem of [...problems, ...read.problems]) io.err(problemLine(problem))
  const knowledge = buildKnowledge(read.articles)
  const ask: Ask = async (question) => askKnowledge(knowledge, question, { precision })
  if (values.questions)
    return askMany(ask, knowledge.languages, resolve(io.cwd, values.questions), values, io)
  const match = await ask({ text, language: values.language })
  io.out(values.json ? `${JSON.stringify(lineOf(null, match))}\n` : explained(match))
  return 0
}

type Ask = (question: Question) => Promise<Match>

interface ManyOptions {
  language?: string
  json?: boolean
}

async function askMany(
  ask: Ask,
  languages: readonly string[],
  file: string,
  options: ManyOptions,
  io: Io,
): Promise<number> {
  let wrong = 0
  let number = 0
  for await (const line of linesOf(file)) {
    number++
    if (line.trim() === '') continue
    const asked = questionOf(line, languages, options.language)
    if (typeof asked === 'string') {
      wrong++
      io.err(`${file}:${number}: failure: ${asked}\n`)
      continue
    }
    const match = await ask(asked.question)
    io.out(
      options.json
        ? `${JSON.stringify(lineOf(asked.id, match))}\n`
        : `${asked.id ?? number}: ${explained(match)}`,
    )
  }
  return wrong > 0 ? 1 : 0
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8')
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
      yield line
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new MissingFileError(`There is no file ${file}.`)
    throw error
  }
}

/** The question of a line, or what is wrong with the line. */
function questionOf(
  line: string,
  languages: readonly string[],
  fallback?: string,
): { id: unknown; question: Question } | string {
  let value: unknown
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''))
  } catch {
    return 'The line is not valid JSON.'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'The line must be a JSON object.'
  const { id, text, title, body, language } = value as Record<string, unknown>
  const string = (one: unknown) => (typeof one === 'string' ? one : undefined)
  if (string(text) === undefined && string(title) === undefined && string(body) === undefined) {
    return 'The line needs a "text", or a "title" and a "body".'
  }
  const isTicket = string(title) !== undefined || string(body) !== undefined
  // A ticket is read as the server reads it, so that both come to the same verdict.
  const question = isTicket
    ? questionFromTicket(string(title) ?? '', string(body) ?? '', { languages })
    : { text: string(text) }
  const named = string(language) || fallback
  return { id: id ?? null, question: named ? { ...question, language: named } : question }
}

/** Nothing that is not an answer is suggested yet. */
function lineOf(id: unknown, match: Match) {
  const ranked = match.ranked.map(({ slug, confidence }) => ({ slug, confidence }))
  const line = { answered: match.answered, confidence: rounded(match.confidence), ranked, suggested: [] }
  return id === null ? line : { id, ...line }
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4
}

function explained(match: Match): string {
  const lines = [
    match.answered ? `Answered with "${match.ranked[0]!.slug}" (${match.article!.locale}).` : 'Silence.',
  ]
  for (const { slug, title, confidence } of match.ranked)
    lines.push(`  ${confidence.toFixed(3)}  ${slug}  ${title}`)
  for (const reason of match.reasons) lines.push(`  because: ${reason}`)
  for (const signature of match.signatures) lines.push(`  read as an error line: ${signature}`)
  return `${lines.join('\n')}\n`
}
