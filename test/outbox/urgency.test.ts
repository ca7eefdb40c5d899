// What goes first when many tickets are relabelled: who has just asked, then labels of who pays, then what comes off.
import { expect, test } from 'vitest'
import type { Facts } from '../../src/domain/facts.ts'
import { carryOut } from '../../src/outbox/carry-out.ts'
import type { Door } from '../../src/outbox/outbox.ts'
import { mergeContributions } from '../../src/plan/ticket/plan.ts'
import { wantsOf } from '../../src/plan/ticket/wants.ts'
import { claim, wake } from '../../src/store/agenda.ts'
import { openStore } from '../../src/store/open-store.ts'

const label = { name: 'support: pro', color: '000000', description: '' }

async function urgencies(who: { paid: boolean; fresh: boolean }): Promise<string[]> {
  const store = await openStore({ dataDir: ':memory:', role: 'command' })
  await wake(store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: store.now() })
  const [line] = await claim(store, { token: 't', limit: 1, leaseMs: 60_000 })
  const asked: string[] = []
  const note = async (_thread: unknown, _labels: unknown, urgency: string) => void asked.push(urgency)
  const found = async () => ({ name: label.name, nodeId: 'L_1' })
  const door = {
    github: { addLabels: note, removeLabel: note },
    labels: { find: found, ensure: found },
    thread: {},
  } as unknown as Door
  const facts = {
    now: 86_400_000,
    ticket: { id: 'issue:1', openedAt: who.fresh ? 86_000_000 : 0 },
    standing: { tier: who.paid ? 'pro' : null },
    story: { labels: [] },
  } as unknown as Facts
  const plan = { ...mergeContributions([]), on: [label], off: ['support: sponsor'] }
  const turn = { store, claim: line!.claim, repositoryId: 1, ticketId: 'issue:1', open: async () => door }
  await carryOut(turn, wantsOf(facts, plan))
  await store.close()
  return asked
}

test.each([
  ['who has just asked', { paid: true, fresh: true }, ['paid', 'paid']],
  ['who pays', { paid: true, fresh: false }, ['label', 'label']],
  ['whose tier has lapsed', { paid: false, fresh: true }, ['label', 'answer']],
])('a ticket of somebody %s', async (_, who, expected) => {
  expect(await urgencies(who)).toEqual(expected)
})
