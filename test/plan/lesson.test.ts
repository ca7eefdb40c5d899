// What a ticket teaches, and whether its answer was right: by its ledger, in whatever order it became known.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markerText } from '../../src/domain/marker.ts'
import type { Actor, Entry } from '../../src/domain/ticket.ts'
import type { AddressBook } from '../../src/knowledge/address-book.ts'
import { lessonOf } from '../../src/plan/ticket/answers/lesson.ts'
import { wasRight } from '../../src/plan/ticket/answers/was-right.ts'
import { aWorld, factsOf } from './carried-out.ts'
import {
  bystander,
  comment,
  entry,
  firstline,
  HOUR,
  MONDAY,
  maintainer,
  requester,
} from './ledger-builder.ts'

const AT = 'https://kb.example/'
const slugAt: AddressBook = (address) =>
  address.startsWith(AT) ? { slug: address.slice(AT.length) || null } : null
const facts = (entries: Entry[]) => factsOf(aWorld({ entries, now: MONDAY + 1_000 * HOUR }))
const taught = (...entries: Entry[]) => lessonOf(facts(entries), slugAt)?.slug ?? null
const right = (...entries: Entry[]) => wasRight(facts(entries), 'proxy', slugAt)
const says = (hours: number, actor: Actor, body: string) => comment(hours, actor, body)
const answers = (hours: number, slug: string) =>
  says(hours, firstline, `Do so.\n\n${markerText({ kind: 'answer', key: slug })}`)
const edits = (of: Entry, hours: number, body: string) =>
  entry('comment_edited', hours, of.actor, {
    commentId: of.data.commentId,
    previousBody: of.data.body,
    body,
  })

describe('a ticket teaches', () => {
  test('the last that a maintainer linked', () => {
    expect(taught(says(1, maintainer, `${AT}a`), says(2, maintainer, `${AT}b`))).toBe('b')
    expect(taught(says(1, maintainer, `${AT}a`), says(2, maintainer, `${AT}a or ${AT}b`))).toBe('a')
    expect(taught(says(1, maintainer, `${AT}a`), says(2, maintainer, `${AT}a in ${AT}`))).toBe('a')
  })

  test('nothing by others, and nothing of what was edited out', () => {
    expect(taught(says(1, requester, `${AT}a`), says(2, bystander, `${AT}b`))).toBeNull()
    const written = says(1, maintainer, `${AT}a`)
    expect(taught(written, edits(written, 2, 'No.'))).toBeNull()
    const empty = says(1, maintainer, 'Wait.')
    expect(taught(empty, edits(empty, 2, `${AT}a`))).toBe('a')
  })

  test('what a command had posted, unless it was taken back or did not help', () => {
    const posted = [says(1, maintainer, '/answer proxy'), answers(1, 'proxy')]
    expect(taught(...posted)).toBe('proxy')
    expect(taught(answers(1, 'proxy'))).toBeNull()
    expect(taught(...posted, says(2, requester, '/unhelpful'))).toBeNull()
    expect(taught(...posted, says(2, requester, '/unhelpful'), says(3, requester, '/helpful'))).toBe('proxy')
    expect(taught(...posted, says(2, requester, '/unhelpful'), says(3, maintainer, `${AT}proxy`))).toBe(
      'proxy',
    )
    expect(taught(...posted, says(2, requester, '/unhelpful'), says(3, maintainer, `${AT}b`))).toBe('b')
  })
})

describe('an answer was', () => {
  const given = answers(1, 'proxy')
  test.each<[string, boolean | null, Entry[]]>([
    ['not judged where nobody said anything', null, []],
    ['right where it helped', true, [says(2, requester, '/helpful')]],
    ['wrong where it did not', false, [says(2, requester, '/unhelpful')]],
    ['right where a maintainer linked the same', true, [says(2, maintainer, `${AT}proxy`)]],
    ['wrong where they linked another', false, [says(2, maintainer, `${AT}b`)]],
    [
      'what the last of them said',
      false,
      [says(2, maintainer, `${AT}proxy`), says(3, requester, '/unhelpful')],
    ],
    ['right where it solved the ticket', true, [entry('closed', 2, requester, { reason: 'completed' })]],
    [
      'wrong where it was deleted',
      false,
      [entry('comment_deleted', 2, maintainer, { commentId: given.data.commentId })],
    ],
  ])('%s', (_, expected, later) => expect(right(given, ...later)).toBe(expected))

  test('judged only where it is the one that was given', () => {
    expect(wasRight(facts([answers(1, 'b'), says(2, requester, '/helpful')]), 'proxy', slugAt)).toBeNull()
  })
})

test('the order in which entries become known, and how often, changes nothing', () => {
  const acts = fc.array(
    fc.record({
      hours: fc.integer({ min: 1, max: 20 }),
      actor: fc.constantFrom(requester, maintainer, bystander),
      body: fc.constantFrom(
        `${AT}a`,
        `${AT}b`,
        '/answer proxy',
        '/unhelpful',
        '/helpful',
        `> ${AT}a`,
        'Words',
      ),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(acts, fc.integer({ min: 1, max: 20 }), (some, hours) => {
      const entries = [answers(hours, 'proxy'), ...some.map((one) => says(one.hours, one.actor, one.body))]
      const anew = [...entries.toReversed(), ...entries]
      expect(lessonOf(facts(anew), slugAt)).toEqual(lessonOf(facts(entries), slugAt))
      expect(right(...anew)).toBe(right(...entries))
    }),
  )
})
