// In the instant of sending: the claim is held, and the lease outlasts the request, or nothing is sent.
import { expect, test } from 'vitest'
import { type Claim, claim, extend, wake } from '../../src/store/agenda.ts'
import { ClaimLost } from '../../src/store/effects.ts'
import { makeSureStillMine, TooLate } from '../../src/store/still-mine.ts'
import { describeOnEachEngine } from './engines.ts'

const REQUEST_MS = 10_000

describeOnEachEngine('the instant of sending', (bench) => {
  let tokens = 0
  async function take(leaseMs: number): Promise<Claim> {
    await wake(bench.store.db, { line: { kind: 'ticket', ticketId: 'issue:1' }, at: bench.now })
    const [line] = await claim(bench.store, { token: `token-${++tokens}`, limit: 1, leaseMs })
    return line!.claim
  }
  const ask = (held: Claim) => makeSureStillMine(bench.store, held, REQUEST_MS)

  test('a write goes while its lease outlasts the request by more than five seconds', async () => {
    const held = await take(60_000)
    await ask(held)
    bench.now += 44_000
    await ask(held)
  })

  test('a write on waking does not go: the time it slept through counts', async () => {
    const held = await take(60_000)
    bench.now += 46_000
    await expect(ask(held)).rejects.toThrow(TooLate)
    bench.now += 600_000
    await expect(ask(held)).rejects.toThrow(TooLate)
  })

  test('what was too late is due again at once, and is no failure', async () => {
    const held = await take(10_000)
    await expect(ask(held)).rejects.toMatchObject({ retryAt: bench.now })
  })

  test('a write whose line another worker has taken does not go, however long that one holds it', async () => {
    const stale = await take(1_000)
    bench.now += 1_000
    const held = await take(60_000)
    await expect(ask(stale)).rejects.toThrow(ClaimLost)
    await ask(held)
  })

  test('a heartbeat in time keeps the right to send', async () => {
    const held = await take(60_000)
    bench.now += 50_000
    await extend(bench.store, held, 60_000)
    await ask(held)
  })
})
