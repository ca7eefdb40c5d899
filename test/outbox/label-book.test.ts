// The remembered labels of a repository never hide one that GitHub has.

import { expect, test } from 'vitest'
import { createLabelBook } from '../../src/outbox/label-book.ts'
import { claim, wake } from '../../src/store/agenda.ts'
import { forgetLabels } from '../../src/store/labels.ts'
import { openStore } from '../../src/store/open-store.ts'
import { aRepository } from '../builders.ts'

const repository = aRepository({ id: 1, installationId: 3 })

function labelOf(name: string, id: number) {
  return { id, nodeId: `LA_${id}`, name, color: 'ededed', description: '' }
}

async function bookOver(names: string[]) {
  const store = await openStore({ dataDir: ':memory:', role: 'command' })
  const labels = names.map((name, i) => labelOf(name, i + 1))
  let reads = 0
  await wake(store.db, { line: { kind: 'repository', repositoryId: 1 }, at: store.now() })
  const [line] = await claim(store, { token: 'one', limit: 1, leaseMs: 60_000 })
  const book = createLabelBook(
    { store, claim: line!.claim },
    {
      listLabels: async () => {
        reads += 1
        return [...labels]
      },
      createLabel: async (_repository, { name }) => {
        const label = labelOf(name, labels.length + 1)
        labels.push(label)
        return label
      },
    },
    repository,
  )
  return { store, book, labels, reads: () => reads }
}

test('a label that is created while the others are forgotten does not hide them', async () => {
  const { store, book } = await bookOver(['support: sponsor'])
  const spec = { name: 'support: pro', color: 'b60205', description: '' }
  await book.find('support: sponsor')
  const [created] = await Promise.all([book.ensure(spec), forgetLabels(store.db, repository.id)])
  expect(created).toEqual({ name: 'support: pro', nodeId: 'LA_2' })
  expect(await book.find('support: sponsor')).toEqual({ name: 'support: sponsor', nodeId: 'LA_1' })
  await store.close()
})

test('a label that somebody created since is found, so that it can be taken off', async () => {
  const { store, book, labels } = await bookOver(['bug'])
  await book.find('bug')
  labels.push(labelOf('support: pro', 9))
  expect(await book.find('Support: Pro')).toEqual({ name: 'support: pro', nodeId: 'LA_9' })
  await store.close()
})

test('labels are read once for many questions', async () => {
  const { store, book, reads } = await bookOver(['bug'])
  for (let n = 0; n < 3; n++) await book.find('bug')
  expect(reads()).toBe(1)
  await store.close()
})

test.each(['constructor', '__proto__', 'toString'])(
  'a label called %s is a label like any other',
  async (name) => {
    const { store, book } = await bookOver(['bug'])
    expect(await book.find(name)).toBeNull()
    const spec = { name, color: 'b60205', description: '' }
    expect(await book.ensure(spec)).toEqual({ name, nodeId: 'LA_2' })
    expect(await book.find(name)).toEqual({ name, nodeId: 'LA_2' })
    await store.close()
  },
)
