// Vectors of articles: made once in the background, kept by content and model, dropped when nobody asks for them.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ArticleVectorsOptions, articleVectors } from '../../src/facts/article-vectors.ts'
import { keptInDatabase } from '../../src/facts/vector-keeper.ts'
import { articlesIn, buildKnowledge, packVectors, piecesOf, readArticles } from '../../src/knowledge/index.ts'
import type { Sentences } from '../../src/sentence/sentences.ts'
import { keptVectors, purgeVectors } from '../../src/store/article-vectors.ts'
import { openVectorCache } from '../../src/store/vector-cache.ts'
import { describeOnEachEngine } from '../store/engines.ts'

const DAY = 86_400_000
const run = promisify(execFile)

/** A model that is quick: three numbers out of a text's letters, and a list of what it read. */
function quickModel(id = 'one') {
  const read: string[] = []
  const model = {
    read,
    answers: true,
    state: { is: 'on' } as const,
    model: { id, languages: ['en'] },
    embed: async (texts: readonly string[]) => {
      if (!model.answers) return texts.map(() => null)
      read.push(...texts)
      return texts.map((text) => Float32Array.from([text.length, text.charCodeAt(0), 1]))
    },
    close: async () => {},
  }
  return model satisfies Sentences & { read: string[] }
}

function knowledgeOf(articles: Record<string, string>) {
  const files = Object.entries(articles).map(([name, body]) => ({
    path: `${name}.md`,
    text: `---\ntitle: About ${name}\n---\n${body}\n`,
  }))
  return buildKnowledge(readArticles(files).articles)
}

const TWO = knowledgeOf({ proxy: 'Set the variable.', install: 'Run the command.' })
const CHANGED = knowledgeOf({ proxy: 'Set the variable.', install: 'Run another command.' })
const PIECES = articlesIn(TWO).flatMap((article) => piecesOf(article)).length

describeOnEachEngine('vectors of articles', (bench) => {
  const open = (sentences: Sentences, options: ArticleVectorsOptions = {}) =>
    articleVectors(sentences, { keeper: keptInDatabase(bench.store), waitMs: Infinity, ...options })
  const stored = async () =>
    bench.store.db.selectFrom('article_vectors').select(['model', 'content']).execute()

  test('are made once, and read by the next process', async () => {
    const first = quickModel()
    const of = await open(first).of('here', TWO)
    expect(first.read).toHaveLength(PIECES)
    const second = quickModel()
    const again = await open(second).of('here', TWO)
    expect(second.read).toEqual([])
    for (const article of articlesIn(TWO)) {
      expect(of(article)?.scales).toHaveLength(piecesOf(article).length)
      expect(again(article)).toEqual(of(article))
    }
  })

  test('an article that changes is read again, it alone', async () => {
    const model = quickModel()
    const vectors = open(model)
    await vectors.of('here', TWO)
    model.read.length = 0
    const of = await vectors.of('here', CHANGED)
    const changed = articlesIn(CHANGED).find(({ slug }) => slug === 'install')!
    expect(model.read).toEqual(piecesOf(changed).map(({ text }) => text))
    expect(articlesIn(CHANGED).map(of)).not.toContain(null)
  })

  test("an older model's are not read as the new one's", async () => {
    await open(quickModel('old')).of('here', TWO)
    const model = quickModel('new')
    await open(model).of('here', TWO)
    expect(model.read).toHaveLength(PIECES)
    expect(new Set((await stored()).map((row) => row.model))).toEqual(new Set(['old', 'new']))
  })

  test('are dropped when nobody asks for them, and soon once another model makes them', async () => {
    await open(quickModel('old')).of('here', TWO)
    bench.now += 2 * DAY
    await open(quickModel('new')).of('here', TWO)
    await purgeVectors(bench.store.db, bench.now)
    expect(new Set((await stored()).map((row) => row.model))).toEqual(new Set(['new']))
    bench.now += 29 * DAY
    await open(quickModel('new')).of('here', TWO)
    bench.now += 29 * DAY
    await purgeVectors(bench.store.db, bench.now)
    expect(await stored()).toHaveLength(2)
    bench.now += 2 * DAY
    await purgeVectors(bench.store.db, bench.now)
    expect(await stored()).toEqual([])
  })

  test('that do not fit together are made again', async () => {
    await open(quickModel()).of('here', TWO)
    await bench.store.db.updateTable('article_vectors').set({ dimensions: 7 }).execute()
    expect(
      (
        await keptVectors(
          bench.store.db,
          'one',
          (await stored()).map((row) => row.content),
          null,
        )
      ).size,
    ).toBe(0)
  })
})

describe('while vectors are made', () => {
  test('a question does not wait for a model that does not answer, and the next one tries again', async () => {
    const model = quickModel()
    model.answers = false
    const vectors = articleVectors(model, { waitMs: Infinity })
    const none = await vectors.of('here', TWO)
    expect(articlesIn(TWO).map(none)).toEqual([null, null])
    model.answers = true
    const all = await vectors.of('here', TWO)
    expect(articlesIn(TWO).map(all)).not.toContain(null)
  })

  test('words decide for those that are missing, until they are there', async () => {
    const { promise: go, resolve } = Promise.withResolvers<void>()
    const model = quickModel()
    const slow = { ...model, embed: async (texts: readonly string[]) => go.then(() => model.embed(texts)) }
    const vectors = articleVectors(slow, { waitMs: 0 })
    const early = await vectors.of('here', TWO)
    expect(articlesIn(TWO).map(early)).toEqual([null, null])
    resolve()
    await vectors.close()
    expect(articlesIn(TWO).map(early)).not.toContain(null)
  })

  test('only those who ask in the first moments wait for them', async () => {
    const go = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const model = quickModel()
    const embed = async (texts: readonly string[]) => {
      asked.resolve()
      await go.promise
      return model.embed(texts)
    }
    let now = 0
    const vectors = articleVectors({ ...model, embed }, { waitMs: 60_000, clock: () => now })
    const first = vectors.of('here', TWO)
    await asked.promise
    now = 60_000
    const later = await vectors.of('here', TWO)
    expect(articlesIn(TWO).map(later)).toEqual([null, null])
    go.resolve()
    expect(articlesIn(TWO).map(await first)).not.toContain(null)
  })

  test('two questions at once make them once', async () => {
    const model = quickModel()
    const vectors = articleVectors(model, { waitMs: Infinity })
    await Promise.all([vectors.of('here', TWO), vectors.of('here', TWO)])
    expect(model.read).toHaveLength(PIECES)
  })

  test('how far it is, is told', async () => {
    const many = knowledgeOf(
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`a${i}`, `Text ${i}.`])),
    )
    const told: number[] = []
    const options = {
      waitMs: Infinity,
      random: () => 0.7,
      onProgress: ({ made }: { made: number }) => told.push(made),
    }
    await articleVectors(quickModel(), options).of('here', many)
    expect(told).toEqual([16, 32, 40])
  })

  test('where they cannot be kept they are used all the same', async () => {
    const troubles: unknown[] = []
    const broken = async () => {
      throw new Error('no room')
    }
    const keeper = { read: broken, write: broken }
    const vectors = articleVectors(quickModel(), {
      keeper,
      waitMs: Infinity,
      onTrouble: (one) => troubles.push(one),
    })
    const of = await vectors.of('here', TWO)
    expect(articlesIn(TWO).map(of)).not.toContain(null)
    expect(troubles).toEqual([new Error('no room'), new Error('no room')])
  })
})

describe("in the user's cache folder", () => {
  let folder: string
  const file = () => join(folder, 'firstline', 'vectors.db')
  const ask = async (model = quickModel()) => {
    const cache = await openVectorCache(file())
    const vectors = articleVectors(model, { waitMs: Infinity, ...(cache ? { keeper: cache } : {}) })
    const of = await vectors.of('here', TWO)
    expect(articlesIn(TWO).map(of)).not.toContain(null)
    await cache?.close()
    return model.read.length
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firstline-vectors-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('the next command finds them', async () => {
    expect(await ask()).toBe(PIECES)
    expect(await ask()).toBe(0)
    expect(statSync(join(folder, 'firstline')).mode & 0o077).toBe(0)
  })

  test('several commands at once use one file', async () => {
    const script = join(import.meta.dirname, 'write-cache.ts')
    const contents = ['a', 'b', 'c', 'd']
    await Promise.all(contents.map((content) => run(process.execPath, [script, file(), content])))
    const cache = await openVectorCache(file())
    expect([...(await cache!.read('one', contents)).keys()].sort()).toEqual(contents)
    await cache!.close()
  })

  test('a file that was cut short, or is something else, is begun anew', async () => {
    await ask()
    truncateSync(file(), readFileSync(file()).length - 5_000)
    expect(await ask()).toBe(PIECES)
    writeFileSync(file(), 'this is no database, but it is long enough to be one '.repeat(100))
    expect(await ask()).toBe(PIECES)
    expect(await ask()).toBe(0)
  })

  test('where nothing can be written it goes without', async () => {
    writeFileSync(join(folder, 'firstline'), 'a file in the place of the folder')
    expect(await ask()).toBe(PIECES)
    expect(await ask()).toBe(PIECES)
  })

  test('it is bounded: what was used longest ago goes first', async () => {
    const vectors = packVectors([Float32Array.from([1, 0]), Float32Array.from([0, 1])])
    const open = (now: number, mostBytes: number) => openVectorCache(file(), { now: () => now, mostBytes })
    for (const [at, content] of ['first', 'second', 'third'].entries()) {
      const cache = await open(at, 1_000)
      await cache!.write('one', new Map([[content, vectors]]))
      await cache!.close()
    }
    const cache = await open(4, 24)
    const left = await cache!.read('one', ['first', 'second', 'third'])
    expect([...left.keys()].sort()).toEqual(['second', 'third'])
    expect(left.get('third')).toEqual(vectors)
    await cache!.close()
  })
})
