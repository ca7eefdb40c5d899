// A secret is warned of where it stands, to whom it is, once for each text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor, Entry } from '../../src/domain/ticket.ts'
import { saysOf } from '../../src/plan/ticket/wants.ts'
import { aWorld, carriedOut, planOf, type World } from './carried-out.ts'
import { bystander, comment, entry, HOUR, MONDAY, maintainer, requester, robot } from './ledger-builder.ts'

const withSecrets = (written: Entry, kinds: string[], lane = false): Entry => {
  return { ...written, data: { ...written.data, secrets: kinds, ...(lane ? { lane: true as const } : {}) } }
}
const world = (...entries: Entry[]): World =>
  aWorld({ now: MONDAY + 2 * HOUR, answered: false, entries: [entry('opened', 0, requester), ...entries] })
const warningsIn = (of: World) =>
  planOf(of).wants.filter(({ what }) => what.do === 'say' && what.marker.kind === 'secret-warning')

test('what was written in private is warned of in private alone', () => {
  const [want, ...others] = warningsIn(world(withSecrets(comment(1, bystander, 'Here.'), ['AWS key'], true)))
  expect(others).toEqual([])
  expect(want?.place).toEqual({ in: 'lane', ticketId: aWorld().ticket.id })
})

test('many texts of one person go into one part, and what does not fit into the next', () => {
  const texts = Array.from({ length: 25 }, (_, i) => {
    const written = comment(1, bystander, 'Here.')
    const data = { ...written.data, commentId: 3_562_000_000 + i, secrets: ['AWS key'] }
    return { ...written, sourceKey: `comment:${data.commentId}`, data }
  })
  let now = world(...texts)
  const told: string[] = []
  for (let turn = 0; turn < 3; turn++) {
    const plan = planOf(now)
    told.push(...saysOf(plan.wants, 'secret-warning').flatMap(({ marker }) => marker.key.split(' ')))
    now = carriedOut(now, plan)
  }
  expect(told).toHaveLength(25)
  expect(new Set(told).size).toBe(25)
  expect(warningsIn(now)).toEqual([])
})

test('each person is told once of each of their texts, whatever is edited, and bots never', () => {
  const who = fc.constantFrom<Actor>(requester, maintainer, bystander, robot)
  fc.assert(
    fc.property(
      fc.array(fc.record({ who, dirty: fc.boolean(), edited: fc.boolean() }), { maxLength: 8 }),
      (texts) => {
        const entries = texts.flatMap(({ who, dirty, edited }, i): Entry[] => {
          const written = comment(1, who, `Text ${i}.`)
          const data = { ...written.data, commentId: 100 + i }
          const first = withSecrets(
            { ...written, sourceKey: `comment:${100 + i}`, data },
            dirty ? ['AWS key'] : [],
          )
          const kinds = dirty ? ['AWS key', 'npm token'] : []
          const edit = withSecrets(
            { ...first, kind: 'comment_edited', sourceKey: `edit:${i}`, at: first.at + 1_000 },
            kinds,
          )
          return edited ? [first, edit] : [first]
        })
        const start = world(...entries)
        const plan = planOf(start)
        const said = saysOf(plan.wants, 'secret-warning').flatMap(({ marker }) => marker.key.split(' '))
        const dirty = texts.flatMap(({ who, dirty }, i) => (dirty && who !== robot ? [String(100 + i)] : []))
        expect(said.sort()).toEqual(dirty.sort())
        expect(warningsIn(carriedOut(start, plan))).toEqual([])
      },
    ),
  )
})
