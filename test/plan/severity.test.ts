// How grave a ticket is: a label, put on by `/severity` or by hand.
import { expect, test } from 'vitest'
import type { Entry } from '../../src/domain/ticket.ts'
import { severityOf } from '../../src/plan/ticket/labels/severity.ts'
import { aWorld, carriedOut, factsOf, leftToDo, planOf, type World } from './carried-out.ts'
import { aTicket, comment, entry, HOUR, MONDAY, maintainer, requester } from './ledger-builder.ts'

function after(entries: Entry[], labels: string[] = []): World {
  return aWorld({
    now: MONDAY + 9 * HOUR,
    ticket: aTicket({ labels }),
    entries: [entry('opened', 0, requester), ...entries],
    answered: false,
  })
}

const onGitHub = (world: World) => carriedOut(world, planOf(world)).ticket.labels

test('/severity puts its label on, and takes the other one off', () => {
  const world = after(
    [entry('labeled', 1, maintainer, { label: 'severity: 3' }), say(2, '/severity 1')],
    ['severity: 3', 'bug'],
  )
  const next = carriedOut(world, planOf(world))
  expect(next.ticket.labels).toEqual(['bug', 'severity: 1'])
  expect(severityOf(factsOf(next))).toBe(1)
  expect(leftToDo(planOf(next))).toEqual([])
})

test('of several in one comment the last counts', () => {
  expect(onGitHub(after([say(1, '/severity 1\n/severity 4\n/severity 2')]))).toEqual(['severity: 2'])
})

test('what a maintainer changes by hand afterwards stays so', () => {
  const world = after([say(1, '/severity 1')])
  const done = carriedOut(world, planOf(world))
  const byHand = {
    ...done,
    now: MONDAY + 20 * HOUR,
    ticket: { ...done.ticket, labels: ['Severity: 3'] },
    entries: [
      ...done.entries,
      entry('unlabeled', 10, maintainer, { label: 'severity: 1' }),
      entry('labeled', 11, maintainer, { label: 'Severity: 3' }),
    ],
  }
  expect(severityOf(factsOf(byHand))).toBe(3)
  expect(leftToDo(planOf(byHand))).toEqual([])
})

test('of two labels that are on, the one that was put on last counts; where nobody knows, the graver', () => {
  const labels = ['severity: 2', 'severity: 4', 'severity: 5']
  const told = ['severity: 2', 'severity: 4'].map((label, i) => entry('labeled', i, maintainer, { label }))
  expect(severityOf(factsOf(after(told, labels)))).toBe(4)
  expect(severityOf(factsOf(after([], labels)))).toBe(2)
  expect(severityOf(factsOf(after([], ['severity: 5', 'severity'])))).toBe(null)
})

test('what is no severity is a mistake, and a requester may not', () => {
  expect(leftToDo(planOf(after([say(1, '/severity 0')])))).toEqual([
    expect.stringMatching(/^say reply/),
    expect.stringMatching(/^do react/),
  ])
  const world = after([comment(1, requester, '/severity 1')])
  expect(planOf(world).wants.map(({ what }) => what)).toMatchObject([{ do: 'react', content: '-1' }])
})

function say(hours: number, body: string): Entry {
  return comment(hours, maintainer, body)
}
