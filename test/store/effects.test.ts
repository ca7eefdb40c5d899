// Effects: no write without an intent, none without the claim, none twice.
import { expect, test } from 'vitest'
import { type ClaimedLine, claim, wake } from '../../src/store/agenda.ts'
import { lineOf } from '../../src/store/agenda-upkeep.ts'
import {
  abandonEffect,
  beginEffect,
  ClaimLost,
  countInDoubt,
  effectsOf,
  findEffect,
  finishEffect,
  settleEffect,
} from '../../src/store/effects.ts'
import { describeOnEachEngine } from './engines.ts'

const intent = {
  key: 'issue:1/answer',
  repositoryId: 1,
  ticketId: 'issue:1',
  kind: 'comment',
  timeoutMs: 10_000,
  detail: { slug: 'eacces' },
}

describeOnEachEngine('effects', (bench) => {
  let tokens = 0
  async function takeLine(leaseMs = 60_000): Promise<ClaimedLine> {
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now })
    const [line] = await claim(bench.store, { token: `token-${++tokens}`, limit: 1, leaseMs })
    return line!
  }

  test('an effect goes out once and stays done', async () => {
    const { claim: held } = await takeLine()
    expect(await beginEffect(bench.store, held, intent)).toEqual({ state: 'go', attempt: 1 })
    await finishEffect(bench.store, intent.key, '5000000001')
    expect(await beginEffect(bench.store, held, intent)).toEqual({ state: 'done', githubId: '5000000001' })
    await finishEffect(bench.store, intent.key, 'another')
    expect(await abandonEffect(bench.store, intent.key, 1)).toBe(false)
    expect(await effectsOf(bench.store.db, 'issue:1')).toEqual([
      {
        key: intent.key,
        ticketId: 'issue:1',
        kind: 'comment',
        state: 'done',
        attempt: 1,
        attemptedAt: bench.now,
        githubId: '5000000001',
        detail: { slug: 'eacces' },
        finishedAt: bench.now,
        refusal: null,
      },
    ])
  })

  test('an effect whose outcome nobody knows is in doubt, not sent again', async () => {
    const dead = await takeLine(1_000)
    await beginEffect(bench.store, dead.claim, intent)
    const attemptedAt = bench.now
    bench.now += 60_000
    const { claim: held } = await takeLine()
    const begun = await beginEffect(bench.store, held, intent)
    expect(begun).toEqual({ state: 'in_doubt', attempt: 1, attemptedAt })
    expect(await countInDoubt(bench.store.db, bench.now)).toBe(1)
    expect(await countInDoubt(bench.store.db, attemptedAt)).toBe(0)
  })

  test('an effect in doubt that is found on GitHub is done', async () => {
    const { claim: held } = await takeLine()
    await beginEffect(bench.store, held, intent)
    await settleEffect(bench.store, { key: intent.key, ticketId: 'issue:1', kind: 'comment', githubId: '9' })
    expect(await beginEffect(bench.store, held, intent)).toEqual({ state: 'done', githubId: '9' })
  })

  test('an effect in doubt that is not found goes out again, and the old attempt no longer counts', async () => {
    const { claim: held } = await takeLine()
    await beginEffect(bench.store, held, intent)
    expect(await abandonEffect(bench.store, intent.key, 1)).toBe(true)
    expect(await beginEffect(bench.store, held, intent)).toEqual({ state: 'go', attempt: 2 })
    expect(await abandonEffect(bench.store, intent.key, 1)).toBe(false)
    expect(await findEffect(bench.store.db, intent.key)).toMatchObject({ state: 'intended', attempt: 2 })
  })

  test('a webhook of our own write settles it even where the store knows nothing', async () => {
    const found = { key: intent.key, ticketId: 'issue:1', kind: 'comment', githubId: '9' }
    await settleEffect(bench.store, found)
    await settleEffect(bench.store, { ...found, githubId: 'forged' })
    const { claim: held } = await takeLine()
    expect(await beginEffect(bench.store, held, intent)).toEqual({ state: 'done', githubId: '9' })
  })

  test('a worker whose line went to another begins nothing', async () => {
    const stale = await takeLine(1_000)
    bench.now += 1_000
    const holder = await takeLine()
    await expect(beginEffect(bench.store, stale.claim, intent)).rejects.toThrow(ClaimLost)
    expect(await findEffect(bench.store.db, intent.key)).toBeNull()
    expect(await beginEffect(bench.store, holder.claim, intent)).toMatchObject({ state: 'go' })
  })

  test('a lease that would end during the request is made to outlast it by 5 seconds', async () => {
    const line = await takeLine(1_000)
    await beginEffect(bench.store, line.claim, intent)
    expect(line.claim.until).toBe(bench.now + 15_000)
    bench.now += 14_999
    expect(await claim(bench.store, { token: 'other', limit: 1, leaseMs: 1_000 })).toEqual([])
    bench.now += 1
    expect(await claim(bench.store, { token: 'other', limit: 1, leaseMs: 1_000 })).toHaveLength(1)
  })

  test('a lease that is long enough is left alone', async () => {
    const line = await takeLine(60_000)
    await beginEffect(bench.store, line.claim, intent)
    expect(line.claim.until).toBe(bench.now + 60_000)
    expect(await lineOf(bench.store.db, 'issue:1')).toMatchObject({ attempts: 0 })
  })

  test('of two begun at once one goes and the other is in doubt', async () => {
    const { claim: held } = await takeLine()
    const begun = await Promise.all([
      beginEffect(bench.store, { ...held }, intent),
      beginEffect(bench.store, { ...held }, intent),
    ])
    expect(begun.map(({ state }) => state).sort()).toEqual(['go', 'in_doubt'])
  })
})
