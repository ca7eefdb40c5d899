// The sentence model reads a project's own words in English wherever questions are asked.
import { expect, test } from 'vitest'
import type { KnowledgeBaseSettings } from '../../src/domain/settings.ts'
import { checkUnderstood } from '../../src/facts/ask-served.ts'
import { replay } from '../../src/facts/replay.ts'
import { packVectors, piecesOf } from '../../src/knowledge/index.ts'
import type { Sentences } from '../../src/sentence/sentences.ts'
import { knowledgeOf } from '../knowledge/build.ts'

const WORDS = { 小部件: 'widget' }
const KNOWLEDGE = knowledgeOf({
  'start.md': '---\ntitle: Start the widget\nquestions: [小部件无法启动]\n---\nRun it.',
  'proxy.md': '---\ntitle: Use a proxy\nnot_for: [给小部件换颜色]\n---\nSet `HTTPS_PROXY`.',
})

/** Makes the same vector of everything, and lists what it read. */
function readingModel() {
  const read: string[] = []
  const embed = async (texts: readonly string[]) => {
    read.push(...texts)
    return texts.map(() => Float32Array.from([1, 0]))
  }
  const sentences: Sentences = {
    state: { is: 'on' },
    model: { id: 'one', languages: ['en'] },
    embed,
    close: async () => {},
  }
  const of = (article: Parameters<typeof piecesOf>[0]) =>
    packVectors(piecesOf(article).map(() => Float32Array.from([1, 0])))
  return { read, deps: { sentences, vectors: { of: async () => of } } as never }
}

test('the check of articles has them read, of questions and of what an article is not for', async () => {
  const { read, deps } = readingModel()
  await checkUnderstood(deps, { place: 'here', knowledge: KNOWLEDGE }, { precision: 0.95, words: WORDS })
  expect(read).toHaveLength(2)
  for (const text of read) expect(text).toContain('widget')
})

test('the questions of the past have them read', async () => {
  const { read, deps } = readingModel()
  const knowledgeBase = { precision: 0.95, suggest: 0.5, words: WORDS } as unknown as KnowledgeBaseSettings
  const served = {
    knowledge: KNOWLEDGE,
    repository: { id: 1, name: 'widget-shop' },
    settings: { knowledgeBase },
    bar: null,
  } as never
  await replay(deps, served, { questions: [{ title: '小部件打不开', body: '', language: 'zh' }] })
  expect(read.some((text) => /\bwidget\b/.test(text) && text !== 'widget-shop')).toBe(true)
})
