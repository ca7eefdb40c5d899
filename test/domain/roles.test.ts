// Who an actor was at a moment, asked in two ways.
import { describe, expect, it, test } from 'vitest'
import { type RoleFacts, roleInTicket, roleTeller } from '../../src/domain/roles.ts'

const robin = { id: 7, login: 'robin', type: 'User' as const }
const facts: RoleFacts = { botLogin: 'desk[bot]', settings: [], maintainers: [], backdated: [] }

test('who was added to the maintainers responds from the beginning, acts from then on, and neither once taken out', () => {
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

describe('in the ticket that they opened', () => {
  const opener = { id: 5, login: 'olga', type: 'User' } as const
  const as = (role: 'maintainer' | 'bystander' | 'bot' | 'self') =>
    roleInTicket({ requester: opener }, () => role)

  it('everybody is the requester in what they write', () => {
    expect(as('bystander')(opener, 0)).toBe('requester')
    expect(as('maintainer')(opener, 0)).toBe('requester')
  })

  it('what a maintainer does is done as one', () => {
    expect(as('maintainer')(opener, 0, 'act')).toBe('maintainer')
    expect(as('bystander')(opener, 0, 'act')).toBe('requester')
  })

  it('a machine stays one', () => {
    expect(as('bot')(opener, 0)).toBe('bot')
    expect(as('self')(opener, 0, 'act')).toBe('self')
  })
})
