// `firstline preview OWNER/REPO`: what Firstline would have done there, before anything is installed.
import type { Problem } from '../domain/problem.ts'
import { previewOf } from '../facts/preview.ts'
import type { PreviewGiven, PreviewStep } from '../facts/preview-given.ts'
import type { LocalFiles } from '../reading/preview/files.ts'
import { parseSettings } from '../settings/parse.ts'
import { previewText } from '../words/preview/formats.ts'
import { hasColours } from '../words/terminal/style.ts'
import { MAX_BYTES } from '../yaml/read.ts'
import type { Command, Io } from './command.ts'
import { readInputFile } from './input-file.ts'
import { readFolder } from './kb-folder.ts'
import { folderOf, problemLine } from './kb-options.ts'
import { PREVIEW_OPTIONS, type PreviewAsked, readPreviewArguments } from './preview-options.ts'
import { type Previewed, withPreviewed } from './preview-read.ts'
import { SettingsUnusable } from './preview-trouble.ts'
import { lateProgress } from './progress.ts'
import { openReplayCache } from './replay-cache.ts'

export const previewCommand: Command = {
  usage:
    'firstline preview OWNER/REPO [--last N] [--settings FILE] [--kb DIR] [--maintainers LOGIN,…] [--format md|json|html]',
  options: PREVIEW_OPTIONS,
  run: async (args, io) => {
    const asked = readPreviewArguments(args)
    try {
      const local = await readLocal(io, asked)
      return await withPreviewed(io, asked, local, (read) => show(io, asked, read))
    } catch (error) {
      if (!(error instanceof SettingsUnusable)) throw error
      return refuse(io, asked, error.problems)
    }
  },
}

/** Files of this machine are read before anything is asked of GitHub. @throws SettingsUnusable, MissingFileError */
async function readLocal(io: Io, { owner, settings: file, kb }: PreviewAsked): Promise<LocalFiles> {
  const articles = kb === null ? null : await readFolder(folderOf(io, kb))
  if (file === null) return { settings: null, articles }
  // A text of this length is refused by the parser with its own message; there is no need to read it.
  const text = (await readInputFile(io, file, MAX_BYTES * 4)) ?? ' '.repeat(MAX_BYTES + 1)
  const { problems } = parseSettings(text, { file, owner })
  if (problems.some(({ level }) => level === 'failure')) throw new SettingsUnusable(problems)
  return { settings: { name: file, text }, articles }
}

function refuse(io: Io, { settings: file }: PreviewAsked, problems: readonly Problem[]): number {
  for (const problem of problems) io.err(problemLine(problem))
  io.err(`${file}: these settings cannot be used, so nothing was looked at.\n`)
  return 1
}

const STEPS: Record<PreviewStep, string> = {
  labels: 'Looking whose tickets would get a label',
  answers: 'Asking the questions of the past',
  promises: 'Trying promises',
  articles: 'Looking for what articles could say',
}

/** Exit code 1 where settings or articles have mistakes. */
async function show(
  io: Io,
  { format }: PreviewAsked,
  { deps, served, given, folder }: Previewed,
): Promise<number> {
  const { store } = deps
  const onProgress = progressOfSteps(io)
  const kept = folder === null ? null : openReplayCache(io, folder, 'answers')
  const told = { ...given, ...(kept ? { kept } : {}), onProgress }
  const preview = await previewOf(deps, served, told, store.now())
  kept?.close()
  const text = previewText(preview, format, { columns: columnsOf(io), colours: hasColours(io) })
  if (format === 'terminal' && io.paint) io.paint(text)
  else io.out(text)
  const problems = [...preview.settings.problems, ...served.articleProblems]
  return problems.some(({ level }) => level === 'failure') ? 1 : 0
}

function progressOfSteps(io: Io): NonNullable<PreviewGiven['onProgress']> {
  const bars = new Map<PreviewStep, ReturnType<typeof lateProgress>>()
  return (step, done, total) => {
    const bar = bars.get(step) ?? lateProgress(io, STEPS[step])
    bars.set(step, bar)
    bar.at(done, total)
    if (done === total) bar.end()
  }
}

const COLUMNS = 100

function columnsOf({ interactive }: Io): number {
  return interactive ? (process.stdout.columns ?? COLUMNS) : COLUMNS
}
