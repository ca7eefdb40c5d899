// How far long work has come: a bar on a terminal, plain lines elsewhere; on the error output, apart from results.
import type { Io } from './command.ts'

export interface Progress {
  /** So many are done, of how many where that is known better by now; may be told as often as one likes. */
  at(done: number, of?: number): void
  /** Leaves the line as it is, and the next text on a line of its own. */
  end(): void
}

type Shows = Pick<Io, 'err' | 'interactive' | 'draw'>

const WIDTH = 24

/** @param what what is being done, as a noun or a few words: `Reading articles` */
export function progress(io: Shows, total: number, what: string): Progress {
  let told = -1
  const draw = io.draw ?? ((text: string) => io.err(`\r${text}`))
  const bar = (done: number, of: number) => {
    const filled = Math.round((done / of) * WIDTH)
    const percent = Math.floor((done / of) * 100)
    if (percent === told) return
    told = percent
    draw(`${what} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done} of ${of}`)
  }
  const line = (done: number, of: number) => {
    const tenth = Math.floor((done / of) * 10)
    // That it has hardly begun is no news in a log.
    if (tenth === 0 || tenth === told) return
    told = tenth
    io.err(`${what}: ${done} of ${of}\n`)
  }
  const show = io.interactive ? bar : line
  return {
    at: (done, of = total) => {
      if (of > 0) show(Math.min(done, of), of)
    },
    end: () => {
      if (io.interactive && told >= 0) io.err(io.draw ? '' : '\n')
    },
  }
}

/** The same where how many there are is only known once something is done. */
export function lateProgress(
  io: Shows,
  what: string,
): { at(done: number, total: number): void; end(): void } {
  let bar: Progress | null = null
  return {
    at: (done, total) => {
      bar ??= progress(io, total, what)
      bar.at(done, total)
    },
    end: () => bar?.end(),
  }
}
