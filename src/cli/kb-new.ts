// `firstline kb new`: writes a draft article from texts, or from an answered ticket.
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type DraftSource, draftArticle } from '../knowledge/draft.ts'
import { errorSignatures } from '../knowledge/signatures.ts'
import { type Io, UsageError } from './command.ts'
import { folderOf, optionsOf } from './kb-options.ts'

const OPTIONS = {
  title: { type: 'string' },
  question: { type: 'string' },
  answer: { type: 'string' },
  signature: { type: 'string' },
  kb: { type: 'string' },
  print: { type: 'boolean' },
} as const

/** Writes the draft beside the other articles and never over one; `--print` shows it only. */
export async function newCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = optionsOf(args, OPTIONS)
  if (positionals.length > 0)
    throw new UsageError('Give the ticket as --title, --question FILE and --answer FILE.')
  if (!values.title) throw new UsageError('A draft needs a --title.')
  const question = await textOf(io, values.question)
  const source: DraftSource = {
    title: values.title,
    question,
    signature: values.signature ?? errorSignatures(question)[0] ?? null,
    closingAnswer: await textOf(io, values.answer),
  }
  return writeDraft(source, { folder: values.kb, print: values.print ?? false }, io)
}

/** Writes or prints a draft; exit code 1 when an article of that name exists. */
export async function writeDraft(
  source: DraftSource,
  options: { folder?: string; print: boolean },
  io: Io,
): Promise<number> {
  const { name, text } = draftArticle(source)
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
    throw new UsageError(`The file ${file} cannot be read.`)
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
