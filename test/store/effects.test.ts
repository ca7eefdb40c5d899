// Effects: no write without an intent, none without the claim, none twice.
import { expect, test } from 'vitest'
import type { Again } from '../../src/domain/want.ts'
import { type Claim, type ClaimedLine, claim, wake } from '../../src/store/agenda.ts'
import { lineOf } from '../../src/store/agenda-upkeep.ts'
import {
  abandonEffects,
  beginEffects,
  ClaimLost,
  countInDoubt,
  type EffectIntent,
  effectsOf,
  findEffect,
  finishEffects,
} from '../../src/store/effects.ts'
import { describeOnEachEngine } from './engines.ts'

const intent: EffectIntent = {
  key: 'issue:1|answer eacces',
  repositoryId: 1,
  ticketId: 'issue:1',
  place: 'ticket',
  kind: 'say',
  what: 'a comment (answer)',
  marker: 'answer eacces',
}
const other: EffectIntent = {
  ...intent,
  key: 'issue:1|acknowledgement pro',
  what: 'a comment (acknowledgement)',
  marker: 'acknowledgement pro',
}
const GO = { attempt: 1, go: [intent.key], known: [] }

describeOnEachEngine('effects', (bench) => {
  let tokens = 0
  async function takeLine(leaseMs = 60_000): Promise<ClaimedLine> {
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now })
    const [line] = await claim(bench.store, { token: `token-${++tokens}`, limit: 1, leaseMs })
    return line!
  }
  const begin = (held: Claim, intents = [intent], again: Again = 'doubtful') =>
    beginEffects(bench.store, held, intents, { again, timeoutMs: 10_000 })
  const finish = (githubId: string, keys = [intent.key]) =>
    finishEffects(bench.store.db, keys, githubId, bench.now)

  test('an effect goes out once and stays done', async () => {
    const { claim: held } = await takeLine()
    expect(await begin(held)).toEqual(GO)
    await finish('5000000001')
    const done = {
      key: intent.key,
      ticketId: 'issue:1',
      repositoryId: 1,
      place: 'ticket',
      kind: 'say',
      state: 'done',
      claimToken: 'token-1',
      attempt: 1,
      attemptedAt: bench.now,
      githubId: '5000000001',
      marker: 'answer eacces',
      label: null,
      finishedAt: bench.now,
      refusal: null,
    }
    expect(await begin(held)).toEqual({ attempt: 2, go: [], known: [done] })
    await finish('another')
    expect(await abandonEffects(bench.store, [intent.key], 1)).toBe(0)
    expect(await effectsOf(bench.store.db, 'issue:1')).toEqual([done])
  })

  test('what goes out together shares attempt and end; what is known already is left out', async () => {
    const { claim: held } = await takeLine()
    await begin(held, [other])
    await abandonEffects(bench.store, [other.key], 1)
    expect(await begin(held, [intent, other])).toEqual({ attempt: 2, go: [intent.key, other.key], known: [] })
    await finish('9', [intent.key, other.key])
    const effects = await effectsOf(bench.store.db, 'issue:1')
    expect(effects.map(({ attempt, state, githubId }) => [attempt, state, githubId])).toEqual([
      [2, 'done', '9'],
      [2, 'done', '9'],
    ])
    const third = { ...intent, key: 'issue:1|reminder 1', marker: 'reminder 1' }
    expect(await begin(held, [other, third])).toMatchObject({ go: [third.key], known: [{ key: other.key }] })
  })

  test('what GitHub refused is set aside alone, with its reason', async () => {
    const { claim: held } = await takeLine()
    const refusal = { status: 403, reason: 'No', remedy: 'permission' } as const
    await begin(held)
    expect(await abandonEffects(bench.store, [intent.key], 1, refusal)).toBe(1)
    expect(await begin(held, [intent, other])).toMatchObject({
      go: [other.key],
      known: [{ key: intent.key, state: 'refused', refusal }],
    })
  })

  test('an effect whose outcome nobody knows is in doubt, not sent again', async () => {
    const dead = await takeLine(1_000)
    await begin(dead.claim)
    const attemptedAt = bench.now
    bench.now += 60_000
    const { claim: held } = await takeLine()
    expect(await begin(held)).toMatchObject({
      go: [],
      known: [{ state: 'intended', attempt: 1, attemptedAt }],
    })
    expect(await countInDoubt(bench.store.db, bench.now)).toBe(1)
    expect(await countInDoubt(bench.store.db, attemptedAt)).toBe(0)
  })

  test('what changes nothing when repeated is simply made again after a doubt', async () => {
    const { claim: held } = await takeLine()
    await begin(held, [intent], 'safe')
    expect(await begin(held, [intent], 'safe')).toEqual({ ...GO, attempt: 2 })
  })

  test('an effect in doubt that is found on GitHub is done', async () => {
    const { claim: held } = await takeLine()
    await begin(held)
    await finish('9')
    expect(await begin(held)).toMatchObject({ go: [], known: [{ state: 'done', githubId: '9' }] })
  })

  test('an effect in doubt that is not found goes out again, and the old attempt no longer counts', async () => {
    const { claim: held } = await takeLine()
    await begin(held)
    expect(await abandonEffects(bench.store, [intent.key], 1)).toBe(1)
    expect(await begin(held)).toEqual({ ...GO, attempt: 2 })
    expect(await abandonEffects(bench.store, [intent.key], 1)).toBe(0)
    expect(await findEffect(bench.store.db, intent.key)).toMatchObject({ state: 'intended', attempt: 2 })
  })

  test('a worker whose line went to another begins nothing', async () => {
    const stale = await takeLine(1_000)
    bench.now += 1_000
    const holder = await takeLine()
    await expect(begin(stale.claim)).rejects.toThrow(ClaimLost)
    expect(await findEffect(bench.store.db, intent.key)).toBeNull()
    expect(await begin(holder.claim)).toMatchObject({ go: [intent.key] })
  })

  test('a lease that would end during the request is made to outlast it by 5 seconds', async () => {
    const line = await takeLine(1_000)
    await begin(line.claim)
    expect(line.claim.until).toBe(bench.now + 15_000)
    bench.now += 14_999
    expect(await claim(bench.store, { token: 'other', limit: 1, leaseMs: 1_000 })).toEqual([])
    bench.now += 1
    expect(await claim(bench.store, { token: 'other', limit: 1, leaseMs: 1_000 })).toHaveLength(1)
  })

  test('a lease that is long enough is left alone', async () => {
    const line = await takeLine(60_000)
    await begin(line.claim)
    expect(line.claim.until).toBe(bench.now + 60_000)
    expect(await lineOf(bench.store.db, 'issue:1')).toMatchObject({ attempts: 0 })
  })

  test('of two begun at once one goes and the other is in doubt', async () => {
    const { claim: held } = await takeLine()
    const begun = await Promise.all([begin({ ...held }), begin({ ...held })])
    expect(begun.map(({ go }) => go.length).sort()).toEqual([0, 1])
    expect(begun.flatMap(({ known }) => known)).toMatchObject([{ state: 'intended' }])
  })
})
