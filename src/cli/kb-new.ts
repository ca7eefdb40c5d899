// `firstline kb new`: writes a draft article from texts, or from an answered ticket.
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type DraftSource, draftArticle } from '../knowledge/draft.ts'
import { questionFromTicket } from '../knowledge/index.ts'
import { errorLineOf } from '../knowledge/signatures.ts'
import { readArguments } from './arguments.ts'
import { type Io, MissingFileError, UsageError } from './command.ts'
import { folderOf, NEW_OPTIONS } from './kb-options.ts'

/** Writes the draft beside the other articles and never over one; `--print` shows it only. */
export async function newCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, NEW_OPTIONS)
  const [ticket, ...more] = positionals
  if (more.length > 0) throw new UsageError('One OWNER/REPO#N at a time.')
  const taken = ticket === undefined ? null : await fromTicket(io, ticket)
  const title = values.title ?? taken?.title
  if (!title) throw new UsageError('A draft needs a ticket or a --title.')
  const question = values.question === undefined && taken ? taken.question : await textOf(io, values.question)
  const source: DraftSource = {
    title,
    question,
    symptom:
      values.signature ?? taken?.symptom ?? errorLineOf(questionFromTicket(title, question).logs ?? []),
    solution: values.answer === undefined && taken ? taken.solution : await textOf(io, values.answer),
  }
  return writeDraft(source, { folder: values.out ?? values.kb, print: values.print ?? false }, io)
}

/** Loaded only here: `kb check` and `kb ask` do without a database. */
async function fromTicket(io: Io, ticket: string): Promise<DraftSource> {
  const { sourceOfTicket } = await import('./kb-new-ticket.ts')
  return sourceOfTicket(io, ticket)
}

/** Writes or prints a draft; exit code 1 when an article of that name exists. */
async function writeDraft(
  source: DraftSource,
  options: { folder?: string; print: boolean },
  io: Io,
): Promise<number> {
  const { name, text } = draftArticle(source)
  if (source.solution.trim() === '')
    io.err('No comment of a maintainer was found to hold the solution: write it below the front matter.\n')
  if (options.print) {
    io.out(text)
    return 0
  }
  const folder = folderOf(io, options.folder)
  const path = join(folder, name)
  if (await exists(path)) {
    io.err(`${path} exists already; nothing was written.\n`)
    return 1
  }
  await mkdir(folder, { recursive: true })
  await writeFile(path, text, { flag: 'wx' })
  io.out(`${path}\n`)
  return 0
}

async function textOf(io: Io, file: string | undefined): Promise<string> {
  if (file === undefined) return ''
  try {
    return await readFile(resolve(io.cwd, file), 'utf8')
  } catch {
    throw new MissingFileError(`The file ${file} cannot be read.`)
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
