// Time that maintainers spent on a ticket, as they told it with `/spent`.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spentTimes } from '../../src/plan/ticket/commands/spent.ts'
import { aWorld, factsOf } from './carried-out.ts'
import { bystander, comment, entry, HOUR, MONDAY, maintainer, requester } from './ledger-builder.ts'

describe('/spent', () => {
  test.each([
    ['45m', 45],
    ['2h', 120],
    ['1h30m', 90],
    ['1h 30m', 90],
    ['1H30M', 90],
    ['1d', 1440],
  ])('%s are %d minutes', (written, minutes) => {
    expect(minutesOf(`/spent ${written}`)).toEqual([minutes])
  })

  test.each(['', ' much', ' 0m', ' 45', ' 45 minutes', ' 1.5h', ' 45d', ' m', ' -', ' 99999999999h'])(
    '"/spent%s" is no time',
    (written) => {
      expect(minutesOf(`/spent${written}`)).toEqual([])
    },
  )

  test('several add up, and some can be taken back', () => {
    expect(minutesOf('/spent 45m', '/spent 1h', '/spent -15m')).toEqual([45, 60, -15])
  })

  test('nobody takes back more than was told', () => {
    expect(minutesOf('/spent -15m', '/spent 10m', '/spent -1h', '/spent 5m')).toEqual([10, -10, 5])
  })

  test('says who told it and when', () => {
    expect(spentTimes(factsAfter([comment(1, maintainer, '/spent 45m')]))).toEqual([
      { minutes: 45, by: maintainer, at: MONDAY + HOUR },
    ])
  })

  test('of an edited comment only what is new counts, and a deleted one has been told', () => {
    const told = comment(1, maintainer, '/spent 45m')
    const { commentId } = told.data
    const before = { commentId, previousBody: '/spent 45m' }
    const edited = entry('comment_edited', 2, maintainer, { ...before, body: 'Thanks!\n\n/spent 45m' })
    const added = entry('comment_edited', 3, maintainer, { ...before, body: '/spent 45m\n/spent 5m' })
    const deleted = entry('comment_deleted', 4, maintainer, { commentId })
    const times = spentTimes(factsAfter([told, edited, added, deleted]))
    expect(times.map(({ minutes }) => minutes)).toEqual([45, 5])
  })

  test('what came along with a ticket that was moved is not told twice', () => {
    const calls = (...bodies: string[]) =>
      factsAfter(bodies.map((body, at) => comment(at + 1, maintainer, body))).commands
    const told = ['/spent 45m', '/spent 45m', '/spent 5m']
    const facts = { ...factsAfter([]), earlierCommands: calls(...told) }
    const minutes = (...bodies: string[]) =>
      spentTimes({ ...facts, commands: calls(...bodies) }).map((one) => one.minutes)
    expect(minutes(...told)).toEqual([45, 45, 5])
    expect(minutes()).toEqual([45, 45, 5])
    expect(minutes(...told, '/spent 5m', '/spent -45m')).toEqual([45, 45, 5, 5, -45])
  })

  test('is for maintainers alone, and what was told before the installation was told to nobody', () => {
    const strangers = [comment(1, requester, '/spent 45m'), comment(1, bystander, '/spent 45m')]
    expect(spentTimes(factsAfter(strangers))).toEqual([])
    expect(spentTimes(factsAfter([comment(-48, maintainer, '/spent 45m')]))).toEqual([])
  })

  test('there is never less than nothing, whatever is told', () => {
    const call = fc.tuple(fc.constantFrom('', '-'), fc.integer({ min: 1, max: 600 }))
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        const minutes = minutesOf(...calls.map(([sign, amount]) => `/spent ${sign}${amount}m`))
        let sum = 0
        for (const one of minutes) {
          sum += one
          expect(sum).toBeGreaterThanOrEqual(0)
        }
        const given = calls.reduce((all, [sign, amount]) => all + (sign === '' ? amount : -amount), 0)
        expect(sum).toBeGreaterThanOrEqual(given)
      }),
    )
  })
})

function minutesOf(...bodies: string[]): number[] {
  const comments = bodies.map((body, place) => comment(1 + place, maintainer, body))
  return spentTimes(factsAfter(comments)).map(({ minutes }) => minutes)
}

function factsAfter(entries: ReturnType<typeof entry>[]) {
  return factsOf(aWorld({ now: MONDAY + 100 * HOUR, entries: [entry('opened', 0, requester), ...entries] }))
}
