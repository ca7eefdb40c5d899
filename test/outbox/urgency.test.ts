// What goes first when many tickets are relabelled: who has just asked, then labels of who pays, then what comes off.
import { expect, test } from 'vitest'
import { type Acting, carryOut } from '../../src/outbox/carry-out.ts'
import { mergeContributions } from '../../src/plan/ticket/plan.ts'
import { claim, wake } from '../../src/store/agenda.ts'
import { openStore } from '../../src/store/open-store.ts'

const label = { name: 'support: pro', color: '000000', description: '' }

async function urgencies(who: { paid: boolean; hurry: boolean }): Promise<string[]> {
  const store = await openStore({ dataDir: ':memory:', role: 'command' })
  await wake(store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: store.now() })
  const [line] = await claim(store, { token: 't', limit: 1, leaseMs: 60_000 })
  const asked: string[] = []
  const note = async (_thread: unknown, _labels: unknown, urgency: string) => void asked.push(urgency)
  const found = async () => ({ name: label.name, nodeId: 'L_1' })
  const acting = {
    ...who,
    store,
    claim: line!.claim,
    github: { addLabels: note, removeLabel: note },
    labels: { find: found, ensure: found },
    thread: {},
    ticket: { id: 'issue:1' },
    story: { labels: [] },
  } as unknown as Acting
  await carryOut(acting, { ...mergeContributions([]), on: [label], off: ['support: sponsor'] })
  await store.close()
  return asked
}

test.each([
  ['who has just asked', { paid: true, hurry: true }, ['alarm', 'alarm']],
  ['who pays', { paid: true, hurry: false }, ['label', 'label']],
  ['whose tier has lapsed', { paid: false, hurry: false }, ['label', 'answer']],
])('a ticket of somebody %s', async (_, who, expected) => {
  expect(await urgencies(who)).toEqual(expected)
})
