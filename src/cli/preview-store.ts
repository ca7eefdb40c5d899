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
  const store = await openIn(folder).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    io.err(`${whyNot(folder, error)} What is read now is not kept for another time.\n`)
    return null
  })
  if (store === null) {
    const inMemory = await openStore({ dataDir: ':memory:', role: 'command' })
    return { store: inMemory, folder: null, before: null, keep: () => {} }
  }
  const file = join(folder, STATE_FILE)
  const before = stateIn(file, store.now())
  await store.transaction(async (tx) => {
    await forgetAllButThreads(tx)
    if (before === null) await forgetThreads(tx)
  })
  return { store, folder, before, keep: (read) => writeWhole(file, JSON.stringify({ form: FORM, read })) }
}

/** Threads may be private: those of repositories that nobody looks at any more do not stay. */
function dropOld(ofHost: string, now: number): void {
  for (const id of foldersIn(ofHost)) {
    const state = statSync(join(ofHost, id, STATE_FILE), { throwIfNoEntry: false })
    if (state && now - state.mtimeMs > DROPPED_AFTER_MS)
      rmSync(join(ofHost, id), { recursive: true, force: true })
  }
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return []
    throw error
  }
}

function openIn(folder: string): Promise<Store> {
  return openStore({ dataDir: folder, role: 'server' })
}

function whyNot(folder: string, { cause }: UserError): string {
  const { code, message } = cause as NodeJS.ErrnoException
  if (code === 'SQLITE_BUSY') return 'Another preview of this repository is running.'
  return `${folder} cannot be used (${code ?? message}); it may be deleted.`
}

function stateIn(file: string, now: number): NewestRead | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const { form, read } = JSON.parse(text) as { form: number; read: NewestRead }
  return form === FORM && now - read.beganAt < KEPT_MS && read.beganAt <= now ? read : null
}

/** A run that is killed leaves the old text or the new one. */
function writeWhole(file: string, text: string): void {
  const next = `${file}.next`
  writeFileSync(next, text, { mode: 0o600 })
  renameSync(next, file)
}
