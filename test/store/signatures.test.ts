// The signatures of tickets are kept the same on both engines: those of the text as it now is, and no others.
import { expect, test } from 'vitest'
import { countSigned, saveSignatures, ticketsSigned, unsignedTickets } from '../../src/store/signatures.ts'
import { upsertTicket } from '../../src/store/tickets.ts'
import { anIssue } from '../builders.ts'
import { describeOnEachEngine } from './engines.ts'

describeOnEachEngine('signatures of tickets', (bench) => {
  const issue = (number: number, override = {}) =>
    anIssue(number, { id: `issue:${number}`, number, ...override })
  const sign = async (number: number, digests: string[], override = {}) => {
    await upsertTicket(bench.store.db, issue(number, override))
    await saveSignatures(bench.store.db, issue(number), digests, { signedAs: 1, isSigned: true })
  }
  const numbersOf = (tickets: Array<{ number: number }>) => tickets.map(({ number }) => number).sort()

  test('are found by the digest they share, but in another repository or on a ticket that is gone', async () => {
    await sign(1, ['a', 'b'])
    await sign(2, ['a'])
    await sign(3, ['a'], { gone: 'deleted' })
    await upsertTicket(bench.store.db, issue(4, { repositoryId: 8 }))
    await saveSignatures(bench.store.db, issue(4, { repositoryId: 8 }), ['a'], {
      signedAs: 1,
      isSigned: false,
    })
    const { db } = bench.store
    expect(await countSigned(db, 7, ['a', 'b', 'c'])).toEqual(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    )
    expect(await countSigned(db, 7, [])).toEqual(new Map())
    expect(numbersOf(await ticketsSigned(db, 7, 'a', 'issue:1'))).toEqual([2])
  })

  test('take the place of those before', async () => {
    await sign(1, ['a', 'b'])
    await sign(1, ['b'])
    expect(await countSigned(bench.store.db, 7, ['a', 'b'])).toEqual(new Map([['b', 1]]))
  })

  test('are made anew where the text changed or another version made them, the newest tickets first', async () => {
    const { db } = bench.store
    await sign(1, ['a'])
    await sign(2, [])
    await upsertTicket(db, issue(3))
    expect(numbersOf(await unsignedTickets(db, 7, 1, 10))).toEqual([3])
    await upsertTicket(db, issue(1, { labels: ['bug'], updatedAt: 10 }))
    expect(numbersOf(await unsignedTickets(db, 7, 1, 10))).toEqual([3])
    await upsertTicket(db, issue(1, { body: 'Another text', updatedAt: 11 }))
    expect(numbersOf(await unsignedTickets(db, 7, 1, 10))).toEqual([1, 3])
    expect(numbersOf(await unsignedTickets(db, 7, 2, 2))).toEqual([2, 3])
  })
})
