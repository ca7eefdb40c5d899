// Who an actor was at a moment, asked in two ways.
import { expect, test } from 'vitest'
import { type RoleFacts, roleTeller } from '../../src/domain/roles.ts'

const robin = { id: 7, login: 'robin', type: 'User' as const }
const facts: RoleFacts = { botLogin: 'desk[bot]', settings: [], maintainers: [], backdated: [] }

test('who was added to the maintainers responds from ever, acts from then on, and neither once taken out', () => {
  const roleOf = roleTeller({
    ...facts,
    maintainers: [{ actorId: 7, fromAt: 100, respondsFromAt: 0, untilAt: 200 }],
  })
  expect([50, 100, 199, 200].map((at) => roleOf(robin, at))).toEqual([
    'maintainer',
    'maintainer',
    'maintainer',
    'bystander',
  ])
  expect([50, 99, 100, 199, 200].map((at) => roleOf(robin, at, 'act'))).toEqual([
    'bystander',
    'bystander',
    'maintainer',
    'maintainer',
    'bystander',
  ])
})

test('a machine user that is told to be one never responded, but what it did by hand before stands', () => {
  const settings = [
    { fromAt: 100, bots: [] },
    { fromAt: 200, bots: ['Robin'] },
    { fromAt: 300, bots: [] },
  ]
  const maintainers = [{ actorId: 7, fromAt: 0, respondsFromAt: 0, untilAt: null }]
  const roleOf = roleTeller({ ...facts, settings, maintainers })
  expect([50, 150, 250, 350].map((at) => roleOf(robin, at))).toEqual(['bot', 'bot', 'bot', 'maintainer'])
  expect([50, 150, 250, 350].map((at) => roleOf(robin, at, 'act'))).toEqual([
    'maintainer',
    'maintainer',
    'bot',
    'maintainer',
  ])
})

test('where the settings were told to count since a day, so does their list of maintainers', () => {
  const roleOf = roleTeller({
    ...facts,
    maintainers: [{ actorId: 7, fromAt: 300, respondsFromAt: 300, untilAt: null }],
    backdated: [{ fromAt: 100, untilAt: 400 }],
  })
  expect([99, 100, 250].map((at) => roleOf(robin, at, 'act'))).toEqual([
    'bystander',
    'maintainer',
    'maintainer',
  ])
})
