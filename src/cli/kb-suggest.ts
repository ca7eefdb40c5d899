// `firstline kb suggest OWNER/REPO`: writes what was learnt, and drafts of missing articles, into a copy of the articles.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { UserError } from '../domain/problem.ts'
import { type Suggestions, suggestionsOf } from '../facts/suggestions.ts'
import type { ArticleFile } from '../knowledge/articles.ts'
import { plural } from '../words/tables.ts'
import { readArguments, readPositionals } from './arguments.ts'
import type { Io } from './command.ts'
import { jsonText } from './json.ts'
import { DEFAULT_PRECISION, SUGGEST_OPTIONS } from './kb-options.ts'
import { withRepository } from './with-store.ts'

const DEFAULT_OUT = 'knowledge-suggested'

/** Exit code 1, and nothing is written, where a file of another text stands in the folder already. */
export async function suggestCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, SUGGEST_OPTIONS)
  const [name = ''] = readPositionals(positionals, ['OWNER/REPO'])
  const out = resolve(io.cwd, values.out ?? DEFAULT_OUT)
  return withRepository(io, name, async ({ deps, context }) => {
    // Whoever runs the check asks for the usual share, the server for that of the settings: both must pass.
    const precision = Math.min(DEFAULT_PRECISION, context.settings.knowledgeBase.precision)
    const suggested = await suggestionsOf(deps, context, precision)
    const isAny = suggested.files.length > 0
    const standing = isAny ? await reachable(out, () => othersIn(out, suggested.folder)) : []
    for (const path of standing)
      io.err(`${join(out, path)} exists already with another text; nothing was written.\n`)
    if (standing.length > 0) return 1
    if (isAny) await reachable(out, () => writeAll(out, suggested.folder))
    if (isAny && context.repository.private && !context.articlesAt.private)
      io.err(
        'These words come from a private repository, and the articles stand in a public one: read them first.\n',
      )
    io.out(values.json ? jsonText(asJson(out, suggested)) : textOf(relative(io.cwd, out) || '.', suggested))
    return 0
  })
}

/** @throws UserError where the folder is none, or cannot be written */
async function reachable<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === undefined) throw cause
    throw new UserError(`${folder} cannot be written (${code}): name another folder with --out.`, { cause })
  }
}

/** Paths of files that stand there with another text. */
async function othersIn(folder: string, files: readonly ArticleFile[]): Promise<string[]> {
  const others: string[] = []
  for (const { path, text } of files) {
    const standing = await textAt(join(folder, path))
    if (standing !== null && standing !== text) others.push(path)
  }
  return others
}

async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function writeAll(folder: string, files: readonly ArticleFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

function textOf(out: string, { folder, files, added, drafts, leftOut }: Suggestions): string {
  const lines: string[] = []
  for (const [path, questions] of added) {
    lines.push(`${path}: ${plural(questions.length, 'question')} added`)
    for (const question of questions) lines.push(`  ${question}`)
  }
  for (const { path, from, tickets } of drafts)
    lines.push(`${path}: new, drafted from #${from.number} (asked in ${plural(tickets.length, 'ticket')})`)
  if (leftOut.length > 0)
    lines.push(
      `${plural(leftOut.length, 'learned question')} left out: known in other words, or another article would be posted for it.`,
    )
  lines.push(
    files.length === 0
      ? 'Nothing to suggest; nothing was written.'
      : `${out}: ${plural(folder.length, 'article')} written, ${files.length} of them changed or new. Read them, then commit them.`,
  )
  return `${lines.join('\n')}\n`
}

function asJson(out: string, { folder, files, added, drafts, leftOut }: Suggestions) {
  return {
    out: files.length === 0 ? null : out,
    articles: folder.length,
    added: [...added].map(([path, questions]) => ({ path, questions })),
    drafted: drafts.map(({ path, from, tickets }) => ({ path, from, tickets: tickets.length })),
    left_out: leftOut,
  }
}
