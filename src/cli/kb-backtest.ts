// `firstline kb backtest OWNER/REPO`: what the knowledge base would have answered to the questions of the past, and how rightly.
import { join } from 'node:path'
import { backtest } from '../facts/backtest.ts'
import type { ReplayFigures, Share } from '../report/replay.ts'
import { replayText } from '../words/replay-words.ts'
import { readArguments, readPositionals } from './arguments.ts'
import { cacheFolder } from './cache-folder.ts'
import { type Io, UsageError } from './command.ts'
import { isoOrNull, jsonText } from './json.ts'
import { BACKTEST_OPTIONS, shareOf } from './kb-options.ts'
import { lateProgress } from './progress.ts'
import { openReplayCache } from './replay-cache.ts'
import { withRepository } from './with-store.ts'

const MOST_TICKETS = 1_000_000

/** Exit code 1 where the answers that maintainers judged keep less than the precision that is asked for. */
export async function backtestCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, BACKTEST_OPTIONS)
  const [name = ''] = readPositionals(positionals, ['OWNER/REPO'])
  const last = readLast(values.last)
  const precisionTried = shareOf('--precision', values.precision)
  const suggestTried = shareOf('--suggest', values.suggest)
  const tried = {
    ...(precisionTried === null ? {} : { precision: precisionTried }),
    ...(suggestTried === null ? {} : { suggest: suggestTried }),
  }
  return withRepository(io, name, async ({ deps, context }) => {
    const kept = openReplayCache(io, join(cacheFolder(io), 'replay'), String(context.repository.id))
    const bar = lateProgress(io, 'Asking the questions of the past')
    const figures = await backtest(deps, context, { last, options: tried, kept, done: bar.at })
    bar.end()
    kept.close()
    const precision = tried.precision ?? context.settings.knowledgeBase.precision
    const keeps = (figures.answers.precision?.share ?? 1) >= precision
    io.out(
      values.json
        ? jsonText(asJson(name, figures, { precision, keeps }))
        : replayText(figures, { precision }),
    )
    return keeps ? 0 : 1
  })
}

function readLast(text: string | undefined): number {
  if (text === undefined) return MOST_TICKETS
  const last = Number(text)
  if (!Number.isInteger(last) || last < 1) throw new UsageError('--last is a number of tickets from 1.')
  return last
}

function asJson(
  repository: string,
  { asked, answers, links, linked, articles, examples }: ReplayFigures,
  { precision, keeps }: { precision: number; keeps: boolean },
) {
  return {
    repository,
    precision,
    keeps_precision: keeps,
    asked,
    answers: judgedAsJson(answers),
    links: judgedAsJson(links),
    linked_by_maintainers: linked,
    articles,
    examples: examples.map(({ openedAt, ...example }) => ({ ...example, opened_at: isoOrNull(openedAt) })),
  }
}

function judgedAsJson({ precision, ...counts }: ReplayFigures['answers']) {
  return { ...counts, precision: precision?.share ?? null, interval: precision && intervalOf(precision) }
}

function intervalOf({ low, high }: Share): [number, number] {
  return [low, high]
}
