// The outbox: each Want once, all words in one comment, and what is refused set aside alone.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findMarkers, partName } from '../../src/domain/marker.ts'
import type { Want, WhatOf } from '../../src/domain/want.ts'
import { carryOut } from '../../src/outbox/carry-out.ts'
import { effectsOf } from '../../src/store/effects.ts'
import { entriesOf } from '../../src/store/ledger.ts'
import { openOutbox, type StandIn, want } from './stand-in.ts'

const label = (name: string) => ({ name, color: 'ededed', description: '' })
const on = (name: string) => want(`on ${name} 0`, { do: 'label_on', label: label(name), kept: true }, 'label')
const off = (name: string) => want(`off ${name} 0`, { do: 'label_off', name, kept: true })
const says = (kind: 'answer' | 'reply' | 'escalation', key: string, rank = 2): Want => {
  const what: WhatOf<'say'> = { do: 'say', marker: { kind, key }, text: `Words of ${key}.`, rank }
  return want(`${kind} ${key}`, what, kind === 'escalation' ? 'alarm' : 'answer')
}
const close = want('close', { do: 'close', reason: 'completed' })

let it: StandIn
beforeEach(async () => {
  it = await openOutbox()
})
afterEach(() => it.store.close())
const sent = () => it.sent.splice(0).map(({ what }) => what.split('\n')[0])
const states = async () => {
  const effects = await effectsOf(it.store.db, 'issue:1')
  return Object.fromEntries(effects.map(({ key, state }) => [key.slice('issue:1|'.length), state]))
}

describe('what is said at one moment', () => {
  test('is one comment, by rank, each part ended by its marker and known by itself', async () => {
    await carryOut(it.outbox, [says('reply', '1:why', 5), says('answer', 'install', 2)])
    const [comment] = it.sent
    expect(findMarkers(comment?.what ?? '').map(partName)).toEqual(['answer install', 'reply 1:why'])
    const effects = await effectsOf(it.store.db, 'issue:1')
    expect(effects.map(({ marker, state, githubId, attempt }) => [marker, state, githubId, attempt])).toEqual(
      [
        ['answer install', 'done', '1', 1],
        ['reply 1:why', 'done', '1', 1],
      ],
    )
    expect(await entriesOf(it.store.db, 'issue:1')).toMatchObject([{ sourceKey: 'comment:1' }])
  })

  test('leaves out what was said before', async () => {
    await carryOut(it.outbox, [says('answer', 'install')])
    sent()
    await carryOut(it.outbox, [says('answer', 'install'), says('reply', '1:why')])
    expect(sent()).toEqual(['createComment Words of 1:why.'])
  })

  test('goes as soon as its most urgent part: an alarm before labels, an answer after them', async () => {
    await carryOut(it.outbox, [close, says('answer', 'install'), off('b'), on('a')])
    expect(sent()).toEqual([
      'addLabels a',
      'removeLabel b',
      'createComment Words of install.',
      'close completed',
    ])
    await carryOut(it.outbox, [on('c'), says('reply', '1', 1), says('escalation', 'x')])
    expect(sent()).toEqual(['createComment Words of 1.', 'addLabels c'])
  })
})

test('what was answered in a way that nobody can read is in doubt, and not sent again', async () => {
  const door = await it.outbox.open({ in: 'ticket', ticketId: 'issue:1' })
  const write = door!.github.createComment
  door!.github.createComment = async (...given) => {
    await write(...given)
    throw new TypeError('Cannot read properties of null')
  }
  for (let turn = 1; turn <= 2; turn++) {
    await expect(carryOut(it.outbox, [says('reply', '1')])).rejects.toThrow('is not known yet')
  }
  expect(sent()).toEqual(['createComment Words of 1.'])
})

describe('what GitHub refuses', () => {
  test('is set aside alone: a label does not stop the comment, nor the comment a close', async () => {
    it.refused.push('addLabels a', 'createComment')
    await carryOut(it.outbox, [on('a'), on('b'), says('answer', 'install'), says('reply', '1'), close])
    expect(sent()).toEqual(['addLabels b', 'close completed'])
    expect(await states()).toEqual({
      'on a 0': 'refused',
      'on b 0': 'done',
      'answer install': 'refused',
      'reply 1': 'refused',
      close: 'done',
    })
  })

  test('is left out of what is said later', async () => {
    it.refused.push('createComment')
    await carryOut(it.outbox, [says('answer', 'install')])
    it.refused.splice(0)
    await carryOut(it.outbox, [says('answer', 'install'), says('reply', '1')])
    expect(sent()).toEqual(['createComment Words of 1.'])
  })
})

test('what waits for its place is said when the place is there, and the rest is done meanwhile', async () => {
  const place = { in: 'own_thing', kind: 'private_desk', repositoryId: 1, placeId: 2 } as const
  const wants = [{ ...says('escalation', 'x'), place }, on('a')]
  it.closed.add('own_thing')
  expect((await carryOut(it.outbox, wants)).againAt).toBeGreaterThan(0)
  expect(sent()).toEqual(['addLabels a'])
  it.closed.clear()
  expect(await carryOut(it.outbox, wants)).toEqual({ againAt: null })
  expect(sent()).toEqual(['createComment Words of x.'])
  expect(await entriesOf(it.store.db, 'issue:1')).toEqual([])
})

test('carried out twice, whatever is refused and in whatever order, each Want is sent once at most', async () => {
  const all = [
    on('a'),
    on('b'),
    off('c'),
    says('answer', 'i'),
    says('reply', '1'),
    says('escalation', 'x'),
    close,
  ]
  const refusals = ['addLabels a', 'addLabels b', 'removeLabel c', 'createComment', 'close']
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all),
      fc.subarray(refusals),
      fc.shuffledSubarray(all),
      async (first, refused, second) => {
        const one = await openOutbox()
        one.refused.push(...refused)
        await carryOut(one.outbox, first)
        await carryOut(one.outbox, [...first, ...second.filter((want) => !first.includes(want))])
        const parts = one.sent.flatMap(({ what }) =>
          what.startsWith('createComment') ? findMarkers(what).map(partName) : [what],
        )
        expect(new Set(parts).size).toBe(parts.length)
        const isRefused = (what: string) => refused.some((start) => what.startsWith(start))
        expect(parts.filter(isRefused)).toEqual([])
        const wanted = new Set([...first, ...second].map(({ key }) => key))
        const effects = await effectsOf(one.store.db, 'issue:1')
        expect(new Set(effects.map(({ key }) => key))).toEqual(wanted)
        expect(effects.filter(({ state }) => state === 'done')).toHaveLength(parts.length)
        await one.store.close()
      },
    ),
    { numRuns: 40 },
  )
})
