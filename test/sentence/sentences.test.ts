// The bundled model, in its thread: what it says, and what happens when the thread stops.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { readEnvironment } from '../../src/environment/environment.ts'
import { type OpenSentencesOptions, openSentences } from '../../src/sentence/open-sentences.ts'
import type { Sentences } from '../../src/sentence/sentences.ts'

const FOLDER = readEnvironment({}, { serving: false }).sentenceFolder!
const script = new URL('./stopping-thread.ts', import.meta.url)
/** At this text that thread stops. */
const STOP = 'stop here and now'

const opened: Sentences[] = []

async function open(options: OpenSentencesOptions = {}): Promise<Sentences> {
  const sentences = await openSentences(FOLDER, options)
  opened.push(sentences)
  return sentences
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

function close(a: Float32Array | null | undefined, b: Float32Array | null | undefined): number {
  return a!.reduce((sum, value, at) => sum + value * b![at]!, 0)
}

test('the files of the model are as they were made', () => {
  const sum = (name: string) =>
    createHash('sha256')
      .update(readFileSync(`${FOLDER}/${name}`))
      .digest('hex')
  expect(sum('sentence.onnx')).toBe('aed8dd82a7620730f901032e003a89eb0201fefe303645de5199c04888b20e92')
  expect(sum('tokenizer.json')).toBe('6681992d43e581b35b3dd61f3c81ee0f891fbf13ad54f8b692ea868bd46b066b')
})

test('what means the same is close, whatever its words', async () => {
  const sentences = await open()
  expect(sentences.model).toBeNull()
  const [asked, same, other] = await sentences.embed([
    'npm refuses to install, permission denied',
    'I have no rights to write to the folder of packages',
    'How do I change the colour of the chart?',
  ])
  expect(close(asked, same)).toBeGreaterThan(close(asked, other) + 0.15)
  expect(close(asked, asked)).toBeCloseTo(1, 5)
  expect(sentences.model).toEqual({ id: expect.stringMatching(/^[0-9a-f]{16}$/), languages: ['en'] })
  expect(sentences.state).toEqual({ is: 'on' })
})

test('a text has one vector, whatever is read beside it and for whom', async () => {
  const text = 'Where is the settings file?'
  const sentences = await open()
  const [among] = await sentences.embed([text, 'x'.repeat(5_000), 'a much longer text '.repeat(40)])
  const [later] = await sentences.embed([text], { as: 'article', later: true })
  expect(await sentences.embed([text, ''])).toEqual([among, expect.any(Float32Array)])
  expect(later).toEqual(among)
})

test('odd texts are read like any other', async () => {
  const sentences = await open()
  const odd = ['', '\u200b'.repeat(2_000), 'no '.repeat(300_000), '\0\ud800', '漢'.repeat(10_000), '🙈']
  for (const vector of await sentences.embed(odd)) expect(close(vector, vector)).toBeCloseTo(1, 5)
})

test('what somebody waits for comes before the articles of the background', async () => {
  const sentences = await open()
  const order: string[] = []
  const articles = Array.from({ length: 40 }, (_, i) => `Section ${i} of a long documentation`)
  const background = sentences.embed(articles, { as: 'article', later: true }).then((all) => {
    order.push('articles')
    return all
  })
  await sentences.embed(['Who is first?']).then(() => order.push('question'))
  expect(await background).not.toContain(null)
  expect(order).toEqual(['question', 'articles'])
})

test('off: nothing is started, and words decide', async () => {
  const off = await openSentences(null)
  expect(off.state).toEqual({ is: 'off' })
  expect(await off.embed(['anything', 'else'])).toEqual([null, null])
})

test.each([0, 100, 300, 600])('a process that ends %i ms into its reading ends as it should', async (ms) => {
  const script = join(import.meta.dirname, 'ended-early.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, FOLDER, String(ms)])
  expect(stdout).toBe('500\n')
})

describe('when the thread stops', () => {
  test('what was asked is left to words, and the next question starts it again', async () => {
    const troubles: string[] = []
    const sentences = await open({ script, restartMs: 0, onTrouble: (why) => troubles.push(why) })
    const asked = sentences.embed(['one', STOP, 'two'])
    const waiting = sentences.embed(['an article'], { as: 'article', later: true })
    expect(await asked).toEqual([null, null, null])
    expect(await waiting).toEqual([null])
    expect(sentences.state).toEqual({ is: 'on' })
    expect(await sentences.embed(['again'])).toEqual([expect.any(Float32Array)])
    expect(troubles).toEqual([
      'The thread of the sentence model stopped (It ended with 7); it is started again.',
    ])
  })

  test('it is not started again at once: until then words decide, without waiting', async () => {
    const sentences = await open({ script, restartMs: 3_600_000 })
    await sentences.embed([STOP])
    expect(await sentences.embed(['soon after'])).toEqual([null])
    expect(sentences.state).toEqual({ is: 'on' })
  })

  test('nor for ever', async () => {
    const troubles: string[] = []
    const sentences = await open({ script, restartMs: 0, onTrouble: (why) => troubles.push(why) })
    for (let time = 0; time < 5; time++) await sentences.embed([STOP])
    expect(sentences.state).toEqual({ is: 'failed', why: troubles.at(-1) })
    expect(troubles.at(-1)).toContain('stopped 5 times')
    expect(await sentences.embed(['once more'])).toEqual([null])
  })

  test('closing answers what is still asked, and is quick', async () => {
    const sentences = await open()
    const asked = sentences.embed(['a question'])
    await sentences.close()
    expect(await asked).toEqual([null])
    expect(await sentences.embed(['after the end'])).toEqual([null])
  })
})
