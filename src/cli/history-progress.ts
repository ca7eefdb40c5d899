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
  let shown: Progress | null = null
  let told = 0
  let said = ''
  const end = () => {
    shown?.end()
    shown = null
  }
  return {
    end,
    at: ({ kinds }) => {
      for (const { kind, read, total, finished } of kinds.slice(told)) {
        if (total === null) return
        shown ??= progress(io, total, `Reading ${kind}s`)
        // GitHub counts discussions from the beginning, also where only some are asked for.
        shown.at(read, finished ? read : total)
        if (!finished) return
        told++
        end()
      }
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
