// Whose word counts on what kind of help is wanted.
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../src/domain/ticket.ts'
import { needOf } from '../../../src/plan/ticket/needs/need-of.ts'
import { aWorld, factsOf } from '../carried-out.ts'
import {
  aTicket,
  bystander,
  comment,
  entry,
  firstline,
  HOUR,
  MONDAY,
  maintainer,
  requester,
} from '../ledger-builder.ts'

const ASKS = 'Do you offer training for our team?'

/** The need of a ticket with this text, to which this happened; labels that are on by the ledger are on. */
function needAfter(body: string, ...entries: Entry[]) {
  const on = new Set<string>()
  for (const { kind, data } of entries) {
    if (kind === 'labeled') on.add(data.label ?? '')
    if (kind === 'unlabeled') on.delete(data.label ?? '')
  }
  const ticket = aTicket({ title: 'Hello', body, labels: [...on] })
  const world = { now: MONDAY + 10 * HOUR, ticket, entries: [entry('opened', 0, requester), ...entries] }
  return needOf(factsOf(aWorld(world)))
}

const on = (hours: number, kind: string, actor = maintainer) =>
  entry('labeled', hours, actor, { label: `need: ${kind}` })
const off = (hours: number, kind: string, actor = maintainer) =>
  entry('unlabeled', hours, actor, { label: `need: ${kind}` })

test('unsure is technical support', () => {
  expect(needAfter('It fails')).toEqual({ kind: 'technical-support', from: 'default', corrected: null })
})

test('words tell', () => {
  expect(needAfter(ASKS)).toEqual({ kind: 'training', from: 'words', corrected: null })
})

test('a form goes before words', () => {
  const body = `### Kind of request\n\nConsulting\n\n### Text\n\n${ASKS}`
  expect(needAfter(body)).toEqual({ kind: 'consulting', from: 'form', corrected: null })
  expect(needAfter(body.replace('Consulting', 'Bug'))).toMatchObject({
    kind: 'technical-support',
    from: 'form',
  })
})

test('a label that came with the ticket counts whoever put it', () => {
  expect(needAfter('It fails', on(0, 'training', requester))).toMatchObject({
    kind: 'training',
    from: 'label',
  })
  const told = aTicket({ title: 'Hello', body: 'It fails', labels: ['Need: Consulting'] })
  expect(needOf(factsOf(aWorld({ ticket: told })))).toMatchObject({ kind: 'consulting', from: 'label' })
})

describe('a maintainer', () => {
  test('says so by command', () => {
    expect(needAfter('It fails', comment(1, maintainer, '/need consulting'))).toEqual({
      kind: 'consulting',
      from: 'command',
      corrected: 'technical-support',
    })
  })

  test('agrees: nothing was corrected', () => {
    expect(needAfter(ASKS, comment(1, maintainer, '/need training'))).toMatchObject({ corrected: null })
  })

  test.each(['support', 'technical support', 'technical-support', 'Technical-Support.'])(
    'writes %s',
    (words) => {
      expect(needAfter(ASKS, comment(1, maintainer, `/need ${words}`))).toEqual({
        kind: 'technical-support',
        from: 'command',
        corrected: 'training',
      })
    },
  )

  test('counts by the last word, command or label', () => {
    const command = comment(1, maintainer, '/need consulting')
    expect(needAfter('It fails', command, on(2, 'training'))).toMatchObject({
      kind: 'training',
      from: 'label',
    })
    expect(needAfter('It fails', on(0.5, 'training'), command)).toMatchObject({
      kind: 'consulting',
      from: 'command',
    })
  })

  test('takes off what Firstline put on: technical support', () => {
    expect(needAfter(ASKS, on(0, 'training', firstline), off(1, 'training'))).toEqual({
      kind: 'technical-support',
      from: 'label',
      corrected: 'training',
    })
  })

  test('swaps labels in either order', () => {
    const own = on(0, 'training', firstline)
    const want = { kind: 'consulting', from: 'label', corrected: 'training' }
    expect(needAfter(ASKS, own, off(1, 'training'), on(1.1, 'consulting'))).toEqual(want)
    expect(needAfter(ASKS, own, on(1, 'consulting'), off(1.1, 'training'))).toEqual(want)
  })
})

test('nobody else says so', () => {
  for (const who of [requester, bystander])
    expect(needAfter('It fails', comment(1, who, '/need training'))).toMatchObject({ from: 'default' })
})

test('what Firstline put on stays said when the text is written anew', () => {
  expect(needAfter('It fails', on(0, 'training', firstline))).toMatchObject({ kind: 'training' })
})
