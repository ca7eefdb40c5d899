// Keeps what a replay found in the user's cache folder, so that one that was cut short goes on where it was.
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Replay } from '../facts/replay.ts'
import type { Shown } from '../report/replay.ts'
import type { Io } from './command.ts'

export interface ReplayCache extends NonNullable<Replay['kept']> {
  /** Writes what is not written yet, and leaves in the file only what this replay asked for. */
  close(): void
}

/** So many verdicts are lost at most when the command is ended. */
const AT_ONCE = 50
/** Questions may come from a private repository. */
const PRIVATE = { mode: 0o600 }

/** `folder`: the same each time. One that cannot be written is told; the replay then begins anew each time. */
export function openReplayCache(io: Pick<Io, 'err'>, folder: string, name: string): ReplayCache {
  const path = join(folder, `${name}.jsonl`)
  const known = new Map(linesOf(path))
  const used = new Map<string, Shown | null>()
  const unwritten: string[] = []
  let writable = true
  const attempt = (write: () => void) => {
    if (!writable) return
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      write()
    } catch (error) {
      writable = false
      io.err(`Nothing can be kept in ${folder}, so that a run that is cut begins anew: ${messageOf(error)}\n`)
    }
  }
  return {
    get: (key) => {
      const shown = known.get(key)
      if (shown !== undefined) used.set(key, shown)
      return shown
    },
    put: (key, shown) => {
      known.set(key, shown)
      used.set(key, shown)
      unwritten.push(lineOf(key, shown))
      if (unwritten.length >= AT_ONCE)
        attempt(() => appendFileSync(path, unwritten.splice(0).join(''), PRIVATE))
    },
    close: () =>
      attempt(() => {
        const next = `${path}.${process.pid}`
        writeFileSync(next, [...used].map(([key, shown]) => lineOf(key, shown)).join(''), PRIVATE)
        renameSync(next, path)
      }),
  }
}

function lineOf(key: string, shown: Shown | null): string {
  return `${JSON.stringify([key, shown])}\n`
}

/** A line that was cut when the command was ended is asked again. What cannot be read is told when it cannot be written. */
function linesOf(path: string): Array<[string, Shown | null]> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
  return text.split('\n').flatMap((line): Array<[string, Shown | null]> => {
    try {
      const read: unknown = JSON.parse(line)
      return Array.isArray(read) && typeof read[0] === 'string' ? [[read[0], read[1] as Shown | null]] : []
    } catch {
      return []
    }
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
