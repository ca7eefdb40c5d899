// From what Firstline did itself nothing follows, unless somebody has yet to make something of it.
import { describe, expect, test } from 'vitest'
import type { Effect } from '../../src/domain/effect.ts'
import { followsFromComment, followsFromLabel } from '../../src/plan/ticket/labels/echo.ts'

const TICKET = 'issue:1'

function effect(change: Partial<Effect>): Effect {
  return {
    key: `${TICKET}|on support: pro 0`,
    ticketId: TICKET,
    repositoryId: 1,
    place: 'ticket',
    kind: 'label_on',
    state: 'done',
    claimToken: 'turn-1',
    attempt: 1,
    attemptedAt: 0,
    finishedAt: 0,
    githubId: null,
    marker: null,
    label: 'support: pro',
    refusal: null,
    ...change,
  }
}

const said = (marker: string, change: Partial<Effect> = {}) =>
  effect({ key: `${TICKET}|${marker}`, kind: 'say', githubId: '77', marker, label: null, ...change })

describe('a label of ours', () => {
  const follows = (
    effects: Effect[],
    decidedBy: string | null = 'turn-1',
    label = 'support: pro',
    isOn = true,
  ) => followsFromLabel({ effects, decidedBy }, label, isOn)

  test('went on because the last decision wanted it: nothing follows, in whatever case GitHub writes it', () => {
    expect(follows([effect({})])).toBe(false)
    expect(follows([effect({})], 'turn-1', 'Support: Pro')).toBe(false)
  })

  test.each([
    ['somebody has decided since without it', [effect({})], 'turn-2'],
    ['an older version decided', [effect({ claimToken: null })], null],
    ['nobody knows of it', [], 'turn-1'],
    [
      'it went the other way since',
      [effect({}), effect({ key: `${TICKET}|off support: pro 1`, kind: 'label_off' })],
      'turn-1',
    ],
    ['a rule put it on', [effect({ key: `${TICKET}|rule:x@1:add:support: pro` })], 'turn-1'],
    ['another write is in doubt', [effect({}), said('reply 1', { state: 'intended' })], 'turn-1'],
    ['the write failed, and somebody else put it on', [effect({ state: 'failed' })], 'turn-1'],
  ])('is looked at where %s', (_, effects, decidedBy) => {
    expect(follows(effects, decidedBy)).toBe(true)
  })

  test.each(['waiting: requester', 'support: needs human'])('%s is always looked at', (label) => {
    const effects = [effect({ key: `${TICKET}|on ${label} 0`, label })]
    expect(follows(effects, 'turn-1', label)).toBe(true)
  })

  test('that came off because the last decision wanted that: nothing follows', () => {
    const off = effect({ key: `${TICKET}|off support: pro 1`, kind: 'label_off' })
    expect(follows([effect({ claimToken: 'turn-0' }), off], 'turn-1', 'support: pro', false)).toBe(false)
    expect(follows([off], 'turn-1', 'support: pro', true)).toBe(true)
  })
})

describe('a comment of ours', () => {
  const follows = (effects: Effect[], decidedBy: string | null = 'turn-1') =>
    followsFromComment({ effects, decidedBy }, 77)

  test.each(['reply 5:help', 'acknowledgement pro', 'escalation first_response:missed'])(
    'that says only "%s" has no consequences',
    (marker) => {
      expect(follows([said(marker)])).toBe(false)
    },
  )

  test.each(['answer install', 'label-rule x@1', 'reminder 5'])('that says "%s" is looked at', (marker) => {
    expect(follows([said('reply 5:help'), said(marker)])).toBe(true)
  })

  test('at which a turn has looked since is done with, whatever it says', () => {
    expect(follows([said('answer install')], 'turn-2')).toBe(false)
  })

  test('of which nobody knows, or beside which something is in doubt, is looked at', () => {
    expect(follows([])).toBe(true)
    expect(follows([said('reply 5:help', { githubId: '78' })])).toBe(true)
    expect(follows([said('reply 5:help')], null)).toBe(true)
    expect(follows([said('reply 5:help'), effect({ state: 'intended' })], 'turn-2')).toBe(true)
  })
})
