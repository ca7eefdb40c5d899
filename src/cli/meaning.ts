// The sentence model for a command: what it makes of articles is kept in the user's cache folder.
import { join } from 'node:path'
import { loadDotEnv, readSentenceEnvironment } from '../environment/environment.ts'
import { articleVectors } from '../facts/article-vectors.ts'
import type { FactsDeps } from '../facts/deps.ts'
import type { VectorKeeper } from '../facts/vector-keeper.ts'
import { openSentences } from '../sentence/open-sentences.ts'
import type { VectorCache } from '../store/vector-cache.ts'
import { cacheFolder } from './cache-folder.ts'
import type { Io } from './command.ts'
import { type Progress, progress } from './progress.ts'

export type Meaning = Pick<FactsDeps, 'sentences' | 'vectors'>

/** Fewer are made before a bar could be read. */
const SHOWN_FROM = 100

/** What the server was started with, and what it has kept, which is only read. */
export interface OfServer {
  sentenceFolder: string | null
  read: VectorKeeper['read']
}

/**
 * Opens what a command needs to ask by meaning, runs, and closes. Where the model cannot be used words decide, which is
 * said once.
 */
export async function withMeaning<T>(
  io: Io,
  run: (meaning: Meaning) => Promise<T>,
  server?: OfServer,
): Promise<T> {
  const { sentenceFolder } = server ?? readSentenceEnvironment(loadDotEnv(io.cwd, io.env), { cwd: io.cwd })
  const sentences = await openSentences(sentenceFolder, {
    onTrouble: (why) => io.err(`${why} Words alone decide.\n`),
  })
  const cache = cacheOnDemand(io)
  const shown = shownProgress(io)
  const vectors = articleVectors(sentences, {
    keeper: server ? behind(server.read, cache) : cache,
    // A command shows one verdict, not two.
    waitMs: Number.POSITIVE_INFINITY,
    onProgress: shown.told,
  })
  try {
    return await run({ sentences, vectors })
  } finally {
    await sentences.close()
    await vectors.close()
    await cache.close()
    shown.end()
  }
}

/** What the server has kept goes first; what it lacks is kept in the cache. */
function behind(server: VectorKeeper['read'], cache: VectorKeeper): VectorKeeper {
  return {
    read: async (model, contents) => {
      const found = await server(model, contents)
      const more = await cache.read(
        model,
        contents.filter((content) => !found.has(content)),
      )
      return new Map([...found, ...more])
    },
    write: cache.write,
  }
}

/** Opened when it is first needed: a command that asks nothing creates nothing. */
function cacheOnDemand(io: Io): VectorKeeper & { close(): Promise<void> } {
  let opening: Promise<VectorCache | null> | null = null
  const open = () => {
    opening ??= import('../store/vector-cache.ts').then(({ openVectorCache }) =>
      openVectorCache(join(cacheFolder(io), 'vectors-1.db')),
    )
    return opening
  }
  return {
    read: async (model, contents) => (await open())?.read(model, contents) ?? new Map(),
    write: async (model, made) => (await open())?.write(model, made),
    close: async () => (await opening)?.close(),
  }
}

function shownProgress(io: Io) {
  const bars = new Map<string, Progress>()
  return {
    told: ({ place, made, total }: { place: string; made: number; total: number }) => {
      if (total < SHOWN_FROM) return
      const bar = bars.get(place) ?? progress(io, total, 'Reading articles for the first time')
      bars.set(place, bar)
      bar.at(made)
      if (made === total) bar.end()
    },
    end: () => bars.clear(),
  }
}
