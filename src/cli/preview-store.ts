// Where a preview keeps what it read: in the user's cache folder, so that the next one reads only what is new.
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../domain/problem.ts'
import type { NewestRead } from '../reading/preview/newest.ts'
import type { Store } from '../store/open.ts'
import { openStore } from '../store/open-store.ts'
import { forgetAllButThreads, forgetThreads } from '../store/preview-rows.ts'
import { cacheFolder } from './cache-folder.ts'
import type { Io } from './command.ts'

export interface PreviewStore {
  store: Store
  /** Where it is kept; null: nowhere. */
  folder: string | null
  /** What an earlier run read; null: there is none, or it is too old. */
  before: NewestRead | null
  /** Remembers how far the reading is; its threads have to be in the store. */
  keep(read: NewestRead): void
}

/** What was deleted or moved away since is only noticed when all is read anew. */
const KEPT_MS = 24 * 60 * 60_000
const DROPPED_AFTER_MS = 7 * KEPT_MS
/** Of what is kept: another form is not gone on with. */
const FORM = 1
const STATE_FILE = 'reading.json'

/**
 * `host`: of GitHub; `id`: of the repository. Where nothing can be kept, or another preview of the repository runs,
 * that is said, and the store is in memory.
 */
export async function openPreviewStore(
  io: Pick<Io, 'env' | 'err'>,
  { host, id }: { host: string; id: number },
): Promise<PreviewStore> {
  const ofHost = join(cacheFolder(io), 'preview', host.replaceAll(/[^\w.-]/g, '_'))
  const folder = join(ofHost, String(id))
  dropOld(ofHost, Date.now())
  const opened = await openIn(folder).catch((error: unknown) => {
    if (!(error instanceof UserError || isOfFiles(error))) throw error
    io.err(`${whyNot(folder, error)} What is read now is not kept for another time.\n`)
    return null
  })
  if (opened === null) {
    const inMemory = await openStore({ dataDir: ':memory:', role: 'command' })
    return { store: inMemory, folder: null, before: null, keep: () => {} }
  }
  const file = join(folder, STATE_FILE)
  return { ...opened, folder, keep: (read) => writeWhole(file, JSON.stringify({ form: FORM, read })) }
}

/** Threads may be private: those of repositories that nobody looks at any more do not stay. */
function dropOld(ofHost: string, now: number): void {
  for (const id of orElse([], () => readdirSync(ofHost))) {
    const folder = join(ofHost, id)
    const state = orElse(undefined, () => statSync(join(folder, STATE_FILE), { throwIfNoEntry: false }))
    if (state && now - state.mtimeMs > DROPPED_AFTER_MS)
      orElse(undefined, () => rmSync(folder, { recursive: true, force: true }))
  }
}

/** What cannot be looked at or removed in the user's cache was not put there by a preview of this user. */
function orElse<T>(instead: T, look: () => T): T {
  try {
    return look()
  } catch (error) {
    if (isOfFiles(error)) return instead
    throw error
  }
}

/** Errors of the system and of SQLite have a code. */
function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}

async function openIn(folder: string): Promise<Pick<PreviewStore, 'store' | 'before'>> {
  const store = await openStore({ dataDir: folder, role: 'server' })
  try {
    const before = stateIn(join(folder, STATE_FILE), store.now())
    await store.transaction(async (tx) => {
      await forgetAllButThreads(tx)
      if (before === null) await forgetThreads(tx)
    })
    return { store, before }
  } catch (error) {
    await store.close()
    throw error
  }
}

function whyNot(folder: string, error: Error): string {
  const { code } = (error.cause ?? error) as NodeJS.ErrnoException
  if (code === 'SQLITE_BUSY') return 'Another preview of this repository is running.'
  return `${folder} cannot be used (${code ?? error.message}); it may be deleted.`
}

function stateIn(file: string, now: number): NewestRead | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const { form, read } = stateOf(text)
  return form === FORM && read && now - read.beganAt < KEPT_MS && read.beganAt <= now ? read : null
}

/** A file that a failing disk cut short says nothing: all is read anew. */
function stateOf(text: string): { form?: number; read?: NewestRead | null } {
  try {
    return (JSON.parse(text) as ReturnType<typeof stateOf> | null) ?? {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** A run that is killed leaves the old text or the new one. */
function writeWhole(file: string, text: string): void {
  const next = `${file}.next`
  writeFileSync(next, text, { mode: 0o600 })
  renameSync(next, file)
}
