// Shows on the command line how far a reading of history has come.
import type { HistoryProgress } from '../domain/history.ts'
import type { Io } from './command.ts'
import { type Progress, progress } from './progress.ts'

export interface HistoryBar {
  at(reading: HistoryProgress): void
  /** Tells what keeps it from going on; the same words are not repeated. */
  say(text: string): void
  end(): void
}

/** A bar for each kind of threads, one after the other. */
export function historyBar(io: Pick<Io, 'err' | 'interactive'>): HistoryBar {
  let shown: { kind: string; total: number; bar: Progress } | null = null
  let said = ''
  const end = () => {
    shown?.bar.end()
    shown = null
  }
  return {
    end,
    at: ({ kinds }) => {
      const current = kinds.find(({ finished }) => !finished) ?? kinds.at(-1)
      if (!current || current.total === null) return
      const { kind, read, total, finished } = current
      if (shown && shown.kind !== kind) {
        shown.bar.at(shown.total)
        end()
      }
      shown ??= { kind, total, bar: progress(io, total, `Reading ${kind}s`) }
      shown.bar.at(finished ? shown.total : read)
    },
    say: (text) => {
      if (text === said) return
      end()
      said = text
      io.err(`${text}\n`)
    },
  }
}

/** The moment as it is told on the command line, to the minute. */
export function momentText(at: number): string {
  return `${new Date(Math.ceil(at / 60_000) * 60_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
