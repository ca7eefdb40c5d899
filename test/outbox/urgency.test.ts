// What goes first when many tickets are relabelled: who has just asked, then labels of who pays, then what comes off.
import { expect, test } from 'vitest'
import { carryOut } from '../../src/outbox/carry-out.ts'
import { aWorld, entitledTo, planOf } from '../plan/carried-out.ts'
import { aTicket, entry, HOUR, MONDAY, maintainer, requester } from '../plan/ledger-builder.ts'
import { openOutbox } from './stand-in.ts'

const asked = entry('opened', 0, requester)
const answered = entry('comment', 0.1, maintainer, { commentId: 1, body: 'Like this.' })
const SPONSOR = aTicket({ labels: ['support: sponsor'] })

test.each([
  ['who has just asked', { tier: 'pro', hours: 0.5 }, ['paid', 'paid']],
  ['who pays', { tier: 'pro', hours: 2 }, ['label', 'label']],
  ['whose tier has lapsed', { tier: null, hours: 0.5 }, ['answer']],
])('a ticket of somebody %s', async (_, { tier, hours }, expected) => {
  const world = aWorld({
    now: MONDAY + hours * HOUR,
    ticket: { ...SPONSOR, assignees: ['mona'] },
    entries: [asked, answered],
    entitlements: tier === null ? [] : [entitledTo(tier, false)],
    answered: false,
  })
  const { outbox, sent, store } = await openOutbox()
  const { wants } = planOf(world)
  await carryOut(
    outbox,
    wants.filter(({ what }) => 'kept' in what),
  )
  expect(sent.map(({ urgency }) => urgency)).toEqual(expected)
  await store.close()
})

test('labels of a promise that runs out are alarms, and make all that is wanted there urgent', () => {
  const world = aWorld({
    now: MONDAY + 5 * HOUR,
    entries: [asked],
    entitlements: [entitledTo('pro', false)],
    answered: false,
  })
  const urgencies = planOf(world).wants.map(({ what, urgency }) => [what.do, urgency])
  expect(urgencies).toEqual([
    ['label_on', 'paid'],
    ['label_on', 'alarm'],
    ['say', 'alarm'],
    ['assign', 'paid'],
  ])
})
