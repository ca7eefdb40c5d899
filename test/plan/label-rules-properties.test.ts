// Whatever rules for labels say, they do not drive each other: what they write is bounded by what people do.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LabelRule } from '../../src/domain/settings.ts'
import type { Actor, EntryKind } from '../../src/domain/ticket.ts'
import type { PlainAct } from '../../src/domain/want.ts'
import { aWorld, carriedOut, planOf, type World } from './carried-out.ts'
import { HOUR, maintainer, requester } from './ledger-builder.ts'

const LABELS = ['a', 'b', 'c', 'waiting: requester', 'support: needs human', 'kb: install']
const label = fc.constantFrom(...LABELS)

const rule = (name: string): fc.Arbitrary<LabelRule> =>
  fc.record({
    label: fc.constant(name),
    comment: fc.option(fc.constant('Please add an example.')),
    template: fc.option(fc.constant({ path: 'a.md', text: 'Hi {{requester}}, by {{day}}' })),
    answer: fc.option(fc.constantFrom('install', 'nowhere')),
    add: fc.array(label, { maxLength: 2 }),
    remove: fc.array(label, { maxLength: 2 }),
    assign: fc.constantFrom([], ['mona']),
    waitMs: fc.option(fc.constantFrom(HOUR, 24 * HOUR)),
    // biome-ignore lint/suspicious/noThenProperty: the key is called so, and nobody awaits a rule.
    then: fc.option(fc.constantFrom('close' as const, 'remind' as const)),
    close: fc.boolean(),
    acts: fc.subarray<PlainAct>(['lock', 'reopen']),
    reason: fc.constantFrom('completed', 'not_planned'),
  })

const rules = fc.tuple(...LABELS.map(rule))

type Act = { who: Actor; kind: EntryKind; label?: string } | { pass: number }

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    who: fc.constant(maintainer),
    kind: fc.constantFrom('labeled' as const, 'unlabeled' as const),
    label,
  }),
  fc.record({
    who: fc.constant(requester),
    kind: fc.constantFrom('comment' as const, 'closed' as const, 'reopened' as const),
  }),
  fc.record({ pass: fc.constantFrom(60_000, 2 * HOUR, 48 * HOUR) }),
)

/** At one moment everything is done after so many turns, and each act of a person brings so many writes at most. */
const MOST_TURNS = 6
const MOST_WRITES = 20

test('whatever rules say and people do, each moment comes to rest and writes are bounded', () => {
  fc.assert(
    fc.property(rules, fc.array(act, { minLength: 1, maxLength: 8 }), (labels, acts) => {
      const start = aWorld()
      let world: World = { ...start, settings: { ...start.settings, labels } }
      let writes = 0
      for (const [i, one] of acts.entries()) {
        world = after(world, one, i)
        const rested = toRest(world)
        world = rested.world
        writes += rested.writes
      }
      expect(writes).toBeLessThanOrEqual(MOST_WRITES * (acts.length + 1))
    }),
    { numRuns: 300 },
  )
})

function toRest(start: World): { world: World; writes: number } {
  let world = start
  let writes = 0
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const plan = planOf(world)
    if (plan.wants.length === 0) return { world, writes }
    writes += plan.wants.length
    // A second goes by, so that what is done next is another time.
    world = { ...carriedOut(world, plan), now: world.now + 1_000 }
  }
  throw new Error(`no rest: ${JSON.stringify(planOf(world).wants.map(({ key }) => key))}`)
}

function after(world: World, one: Act, place: number): World {
  const now = world.now + ('pass' in one ? one.pass : 1_000)
  const next: World = { ...world, now, ticket: { ...world.ticket }, entries: [...world.entries] }
  if ('pass' in one) return next
  const { labels } = world.ticket
  const has = labels.some((name) => name === one.label)
  const { open } = world.ticket
  if (one.kind === 'labeled') {
    if (has) return next
    next.ticket.labels = [...labels, one.label!]
  }
  if (one.kind === 'unlabeled') {
    if (!has) return next
    next.ticket.labels = labels.filter((name) => name !== one.label)
  }
  if (one.kind === 'closed' || one.kind === 'reopened') {
    if (open === (one.kind === 'reopened')) return next
    next.ticket.open = !open
  }
  const data =
    one.kind === 'comment'
      ? { commentId: 100 + place, body: 'Any news?' }
      : { ...(one.label ? { label: one.label } : {}) }
  const sourceKey = `${one.kind}:${place}:${one.label ?? ''}`
  next.entries.push({ ticketId: world.ticket.id, sourceKey, kind: one.kind, at: now, actor: one.who, data })
  return next
}
