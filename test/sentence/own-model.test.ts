// A folder with a model of the operator's own: how it is read, and what is said where something is wrong with it.
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkFolder } from '../../src/sentence/check-folder.ts'
import { type OpenModel, openFolder } from '../../src/sentence/open-folder.ts'
import { openSentences } from '../../src/sentence/open-sentences.ts'
import { type TinyModel, writeTinyModel } from './tiny-model.ts'

const MEAN = { languages: ['en', 'de'], pooling: 'mean' }

let folder: string
let open: OpenModel | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-model-'))
})
afterEach(async () => {
  await open?.close()
  open = undefined
  rmSync(folder, { recursive: true })
})

async function opened(manifest: unknown, model: TinyModel = {}): Promise<OpenModel> {
  writeTinyModel(folder, manifest, model)
  open = await openFolder(folder, await checkFolder(folder))
  return open
}

async function numbersOf(text: string, as: 'question' | 'article' = 'question'): Promise<number[]> {
  return [...(await open!.embed(text, as))].map((value) => Math.round(value * 100) / 100)
}

describe('vectors', () => {
  test.each<[string, string, TinyModel, number[]]>([
    ['the mean of its tokens', 'mean', {}, [0.71, 0.71]],
    ['its first token', 'cls', {}, [1, 0]],
    ['what the model makes of them', 'none', { gives: 'mean' }, [0.71, 0.71]],
    ['narrow numbers', 'mean', { narrow: true }, [0.71, 0.71]],
    ['inputs as our own model names them', 'mean', { inputs: ['ids'] }, [0.71, 0.71]],
  ])('are %s', async (_name, pooling, model, expected) => {
    await opened({ ...MEAN, pooling }, model)
    expect(await numbersOf('proxy colour')).toEqual(expected)
  })

  test('questions and articles are told apart by the prefixes', async () => {
    await opened({ ...MEAN, pooling: 'cls', prefixes: { query: 'ask ' } })
    expect(await numbersOf('proxy')).toEqual([0, -1])
    expect(await numbersOf('proxy', 'article')).toEqual([1, 0])
  })

  test('what is beyond the tokens that it reads is left out', async () => {
    await opened({ ...MEAN, tokens: 8 })
    expect(await numbersOf(`${'proxy '.repeat(7)}${'colour '.repeat(3)}proxy`)).toEqual([1, 0])
    expect(await numbersOf(`${'proxy '.repeat(6)}${'colour '.repeat(3)}proxy`)).not.toEqual([1, 0])
  })

  test('it runs in its thread, and is told from another model', async () => {
    await opened(MEAN)
    const sentences = await openSentences(folder)
    expect(await sentences.embed(['proxy'])).toEqual([Float32Array.from([1, 0])])
    expect(sentences.model).toEqual({ id: open!.id, languages: ['en', 'de'] })
    await sentences.close()
    writeTinyModel(folder, { ...MEAN, pooling: 'cls' })
    expect((await openFolder(folder, await checkFolder(folder))).id).not.toBe(open!.id)
  })
})

describe('what is wrong is told with its file, and words decide', () => {
  const wrong = async (): Promise<string> => {
    const sentences = await openSentences(folder)
    expect(await sentences.embed(['proxy'])).toEqual([null])
    await sentences.close()
    expect(sentences.state.is).toBe('failed')
    return 'why' in sentences.state ? sentences.state.why.replaceAll(`${folder}/`, '') : ''
  }

  test.each<[string, unknown, RegExp]>([
    ['no keys', {}, /^sentence.json: "languages": /],
    [
      'a list',
      [],
      /^sentence.json: must hold an object with the keys file, languages, prefixes, pooling, tokens\.$/,
    ],
    ['an unknown key', { ...MEAN, pool: 'mean' }, /^sentence.json: "pool" is no key here; there are file, /],
    [
      'an unknown prefix',
      { ...MEAN, prefixes: { question: '' } },
      /^sentence.json: "prefixes.question" is no key here; there are query, passage\.$/,
    ],
    [
      'another pooling',
      { ...MEAN, pooling: 'max' },
      /^sentence.json: "pooling": must be "mean", "cls" or "none"\.$/,
    ],
    [
      'a path in the place of a name',
      { ...MEAN, file: '../tiny.onnx' },
      /^sentence.json: "file": must be the name of an .onnx file/,
    ],
    ['a file that is not there', { ...MEAN, file: 'other.onnx' }, /^other.onnx: cannot be read \(ENOENT\)/],
    [
      'pooling that does not fit',
      { ...MEAN, pooling: 'none' },
      /^tiny.onnx: gives last_hidden_state float32 \[1, 1, 2\], but "pooling": "none" needs float32 \[texts, numbers\]\.$/,
    ],
  ])('sentence.json with %s', async (_name, manifest, expected) => {
    writeTinyModel(folder, manifest)
    expect(await wrong()).toMatch(expected)
  })

  test('two models and no word which', async () => {
    writeTinyModel(folder, MEAN)
    writeFileSync(join(folder, 'another.onnx'), readFileSync(join(folder, 'tiny.onnx')))
    expect(await wrong()).toBe(
      'sentence.json: "file" must name the model; there are another.onnx, tiny.onnx.',
    )
  })

  test('an input that nobody knows', async () => {
    writeTinyModel(folder, MEAN, { inputs: ['input_ids', 'position_ids'] })
    expect(await wrong()).toMatch(
      /^tiny.onnx: wants an input "position_ids"; a model may want ids, input_ids, /,
    )
  })

  test.each([
    ['tiny.onnx', 'is not whole, or no ONNX model. Put the whole file in its place.'],
    ['tokenizer.json', 'is not whole, or no JSON. Put the whole file in its place.'],
    ['sentence.json', 'is not whole, or no JSON.'],
  ])('%s that was cut short, is empty, or is something else', async (name, expected) => {
    writeTinyModel(folder, MEAN)
    truncateSync(join(folder, name), 30)
    expect(await wrong()).toBe(`${name}: ${expected}`)
    truncateSync(join(folder, name), 0)
    expect(await wrong()).toBe(`${name}: ${expected}`)
    writeFileSync(join(folder, name), 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n')
    expect(await wrong()).toBe(`${name}: ${expected}`)
  })

  test('a tokenizer of another kind', async () => {
    writeTinyModel(folder, MEAN)
    writeFileSync(join(folder, 'tokenizer.json'), '{"model": {"type": "Abacus"}}')
    expect(await wrong()).toMatch(/^tokenizer.json: holds no tokenizer that can be used \(/)
  })

  test('a tokenizer that knows more words than the model', async () => {
    writeTinyModel(folder, MEAN)
    const path = join(folder, 'tokenizer.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"[UNK]":0', '"[UNK]":900'))
    expect(await wrong()).toMatch(/^tiny.onnx: does not run with this tokenizer.json \(/)
  })

  test('a folder without a model', async () => {
    expect(await wrong()).toMatch(/^sentence.json: cannot be read \(ENOENT\); a model needs this file\.$/)
  })
})
