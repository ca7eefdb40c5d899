// Claims of profiles elsewhere, on both engines: one code for each account and ticket, and one owner of a profile.
import { expect, test } from 'vitest'
import { lineOf } from '../../src/store/agenda-upkeep.ts'
import { addClaim, claimsBook, claimsOf, type NewClaim } from '../../src/store/profile-claims.ts'
import { type Bench, describeOnEachEngine } from './engines.ts'

const SCOPE = 'open_collective:acme'
const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR

describeOnEachEngine('claims', (bench) => {
  let drawn = 0
  const claim = (callKey: string, change: Partial<NewClaim> = {}) =>
    addClaim(
      bench.store.db,
      { ticketId: 'issue:1', callKey, scope: SCOPE, by: 'requester', accountId: 7, login: 'ada', ...change },
      { newCode: () => `code-${++drawn}`, now: bench.now },
    )
  const codes = async ({ store }: Bench, ticketId = 'issue:1') =>
    (await claimsOf(store.db, ticketId)).map(({ code }) => code)

  test('are noted once, keep their code for a week, and share it with nobody', async () => {
    drawn = 0
    await claim('1')
    await claim('1')
    bench.now += HOUR
    await claim('2')
    await claim('3', { accountId: 8, login: 'bert' })
    await claim('4', { scope: 'open_collective:other' })
    await claim('5', { ticketId: 'issue:2' })
    bench.now += WEEK
    await claim('6')
    const [first, second, third, fourth, last] = await codes(bench)
    expect(second).toBe(first)
    expect(new Set([first, third, fourth, last, ...(await codes(bench, 'issue:2'))]).size).toBe(5)
  })

  test('that have proved something open nothing again', async () => {
    await claim('1')
    const book = claimsBook(bench.store)
    const open = await book.open(SCOPE)
    const proof = { profileId: 'p', accountId: 7, accountType: 'User', login: 'ada', handle: 'ada' } as const
    await book.prove(SCOPE, { ...proof, by: 'requester' }, open)
    expect(await book.open(SCOPE)).toEqual([])
    expect((await claimsOf(bench.store.db, 'issue:1'))[0]?.outcome).toBe('proved')
    expect((await lineOf(bench.store.db, 'issue:1'))?.dueAt).toBe(bench.now)
    const [before] = await codes(bench)
    await claim('2')
    expect((await codes(bench))[1]).not.toBe(before)
  })

  test('leave a profile to whoever proved it last, and end with it', async () => {
    const book = claimsBook(bench.store)
    const of = (accountId: number, login: string) =>
      ({ profileId: 'p', accountId, accountType: 'User', login, handle: login, by: 'maintainer' }) as const
    await book.prove(SCOPE, of(7, 'ada'), [])
    bench.now += HOUR
    await book.prove(SCOPE, of(8, 'bert'), [])
    await book.prove('open_collective:other', of(7, 'ada'), [])
    expect(await book.proofs(SCOPE)).toEqual([{ ...of(8, 'bert'), provedAt: bench.now }])
    await book.endProof(SCOPE, 'p')
    expect(await book.proofs(SCOPE)).toEqual([])
    expect(await book.proofs('open_collective:other')).toHaveLength(1)
  })

  test('of ids beyond 32 bits are kept whole', async () => {
    const accountId = 2 ** 40 + 1
    await claim('1', { accountId })
    expect((await claimsBook(bench.store).open(SCOPE))[0]?.accountId).toBe(accountId)
  })
})
