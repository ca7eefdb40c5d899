import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { closenessOf, embedArticles } from '../../src/knowledge/closeness.ts'
import { loadEmbedder } from '../../src/knowledge/embedder.ts'
import { askKnowledge } from '../../src/knowledge/index.ts'
import { knowledgeOf } from './build.ts'

const absent = async () => {
  throw Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' })
}

it('without a folder there is nothing to say', async () => {
  expect(await loadEmbedder(undefined)).toEqual({ embedder: null, note: null })
})

it('a folder or package that is absent is said in one line', async () => {
  const nowhere = await loadEmbedder('/no/such/folder')
  expect(nowhere.note).toContain('there is no folder')
  const missing = await loadEmbedder(tmpdir(), absent)
  expect(missing.note).toContain('is not installed')
  expect(missing.note).not.toContain('\n')
})

it('a package that is there and broken is an error', async () => {
  await expect(
    loadEmbedder(tmpdir(), async () => {
      throw new Error('broken')
    }),
  ).rejects.toThrow('broken')
})

it('a model finds what shares no word, and does not make it sure', async () => {
  const knowledge = knowledgeOf({
    'car.md': '---\ntitle: Repair an automobile\n---\nUse a wrench.',
    'cake.md': '---\ntitle: Bake a cake\n---\nUse an oven.',
  })
  const library = {
    env: {},
    pipeline: async () => async (texts: string[]) => ({
      tolist: () => texts.map((text) => (/vehicle|automobile/.test(text) ? [1, 0] : [0, 1])),
    }),
  }
  const { embedder } = await loadEmbedder(tmpdir(), async () => library)
  const articles = await embedArticles(knowledge, embedder!)
  const question = { text: 'my vehicle is broken' }
  const closeness = await closenessOf(articles, embedder!, question)
  const match = askKnowledge(knowledge, question, { precision: 0.95, closeness })
  expect(match.ranked[0]?.slug).toBe('car')
  expect(match.answered).toBe(false)
})
