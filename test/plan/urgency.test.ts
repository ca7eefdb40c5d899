// Who goes first where hundreds of tickets are labelled at once.
import { expect, test } from 'vitest'
import { aWorld, entitledTo, planOf } from './carried-out.ts'
import { aTicket, HOUR, MONDAY } from './ledger-builder.ts'

const DAY = 24 * HOUR

test.each([
  ['a ticket from before the installation on which nothing happens', 30 * DAY, 30 * DAY, 'housekeeping'],
  ['one on which something has just happened', 30 * DAY, 0, 'label'],
  ['one of a customer who has just asked', 0, 0, 'paid'],
])('the label of %s', (_, openedAgoMs, updatedAgoMs, urgency) => {
  const ticket = aTicket({
    openedAt: MONDAY - openedAgoMs,
    updatedAt: MONDAY - updatedAgoMs,
    labels: [],
  })
  const { wants } = planOf(aWorld({ ticket, entitlements: [entitledTo('sponsor', false)], answered: false }))
  const labels = wants.filter(({ what }) => what.do === 'label_on')
  expect(labels.map((want) => want.urgency)).toEqual([urgency])
})
