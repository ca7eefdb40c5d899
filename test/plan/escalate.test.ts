// `/escalate`: who may, how often, and whom it calls.
import { expect, test } from 'vitest'
import type { Actor, Entry } from '../../src/domain/ticket.ts'
import { standingEscalation } from '../../src/plan/ticket/commands/escalate.ts'
import { saysOf } from '../../src/plan/ticket/wants.ts'
import { aWorld, carriedOut, entitledTo, factsOf, planOf, type World } from './carried-out.ts'
import { aTicket, bystander, comment, entry, HOUR, MONDAY, maintainer, requester } from './ledger-builder.ts'

function after(entries: Entry[], tier: string | null = 'sponsor', quiet = false): World {
  return aWorld({
    now: entries.at(-1)!.at + 1000,
    entries: [entry('opened', 0, requester), ...entries],
    entitlements: tier === null ? [] : [entitledTo(tier, quiet)],
    answered: false,
  })
}

function own(): World {
  const ticket = aTicket({ requester: maintainer })
  const entries = [entry('opened', 0, maintainer), escalate(2, maintainer)]
  const entitlements = [entitledTo('pro', false)]
  return aWorld({ now: MONDAY + 3 * HOUR, ticket, entries, entitlements, answered: false })
}

const escalate = (hours: number, by: Actor = requester) => comment(hours, by, '/escalate')
const alarms = (world: World) => saysOf(planOf(world).wants, 'escalation').map(({ text }) => text)
const thumbs = (world: World) =>
  planOf(world).wants.flatMap(({ what }) => (what.do === 'react' ? [what.content] : []))
const replies = (world: World) => saysOf(planOf(world).wants, 'reply')

test('whoever pays calls those whom the tier names, and so may a maintainer', () => {
  const paid = after([escalate(1)], 'pro')
  expect(alarms(paid)).toEqual(['@acme/support Whoever opened this asks for a maintainer now (`/escalate`).'])
  expect(thumbs(paid)).toEqual(['+1'])
  expect(alarms(after([escalate(1, maintainer)], 'pro'))).toEqual([
    '@acme/support A maintainer escalates this (`/escalate`).',
  ])
})

test.each([
  ['whoever pays nothing', after([escalate(1)], null)],
  ['a maintainer, for whoever pays nothing', after([escalate(1, maintainer)], null)],
  ['a private sponsor, in public', after([escalate(1)], 'pro', true)],
  ['a maintainer on their own ticket', own()],
  ['somebody else', after([escalate(1, bystander)], 'pro')],
])('%s gets a thumb down and no word', (_, world) => {
  expect(thumbs(world)).toEqual(['-1'])
  expect([...alarms(world), ...replies(world)]).toEqual([])
  expect(standingEscalation(factsOf(world))).toBe(null)
})

test('who calls again before anybody has answered is told so; afterwards it counts again', () => {
  const first = after([escalate(1)])
  const called = carriedOut(first, planOf(first))
  const goOn = (world: World, ...entries: Entry[]): World => ({
    ...world,
    now: entries.at(-1)!.at + 1000,
    entries: [...world.entries, ...entries],
  })
  const again = goOn(called, escalate(2), comment(3, bystander), comment(4, maintainer, '/why'))
  expect(alarms(again)).toEqual([])
  expect(replies(again).map(({ text }) => text)[0]).toContain('was called already')
  expect(standingEscalation(factsOf(again))?.call.at).toBe(MONDAY + HOUR)
  const answered = goOn(called, comment(5, maintainer))
  expect(standingEscalation(factsOf(answered))).toBe(null)
  const anew = goOn(answered, escalate(6))
  expect(alarms(anew)).toHaveLength(1)
  expect(alarms(carriedOut(anew, planOf(anew)))).toEqual([])
})

test('what a maintainer set by hand is a paid tier too, from when it was set', () => {
  const tier = comment(1, maintainer, '/tier pro')
  expect(alarms(after([tier, escalate(2)], null))).toHaveLength(1)
  expect(alarms(after([escalate(0.5), tier], null))).toEqual([])
})
