// Reads 10,000 sponsors over 100 pages from a stand-in with 50 ms latency: `node bench/entitlements.ts`.
import { performance } from 'node:perf_hooks'
import { SPONSORS, settings, T0 } from '../test/entitlements/build.ts'
import { openDesk } from '../test/entitlements/desk.ts'
import { sponsorsServer } from '../test/entitlements/stand-ins.ts'

const SCOPE = 'github_sponsors:acme'
const COUNT = 10_000
const MOST_CALLS = 101
const MOST_SECONDS = 30

const server = await sponsorsServer()
server.latencyMs = 50
server.sponsors = Array.from({ length: COUNT }, (_, i) => {
  return { id: i + 1, login: `sponsor-${i}`, cents: 100 * (i % 600), createdAt: T0 - i * 60_000 }
})
const desk = await openDesk({ sponsors: server })
const wanted = settings({ githubSponsors: SPONSORS })
await desk.configure(wanted)

console.log('| what | calls | seconds |\n|---|---|---|')
const first = await measure('first bulk read', () => desk.syncAll(SCOPE))
desk.now += 6 * 3_600_000
const second = await measure('bulk read, nothing changed', () => desk.syncAll(SCOPE))
desk.now += 3_600_000
server.activities = [{ id: 'A_1', action: 'TIER_CHANGE', at: desk.now - 1000, sponsor: server.sponsors[5]! }]
await measure('feed', () => desk.sync(SCOPE))
const lookups = 1000
const asked = await measure(`${lookups} lookups`, async () => {
  for (let id = 1; id <= lookups; id++) await desk.tiersOf(id, wanted)
})
await desk.close()
await server.close()

const good =
  [first, second].every((one) => one.calls <= MOST_CALLS && one.seconds < MOST_SECONDS) && asked.calls === 0
console.log(
  `\nAt most ${MOST_CALLS} calls and ${MOST_SECONDS} s, no call for a lookup: ${good ? 'kept' : 'MISSED'}`,
)
process.exitCode = good ? 0 : 1

async function measure(
  name: string,
  work: () => Promise<unknown>,
): Promise<{ calls: number; seconds: number }> {
  const before = server.calls.length
  const startedAt = performance.now()
  await work()
  const seconds = (performance.now() - startedAt) / 1000
  const calls = server.calls.length - before
  console.log(`| ${name} | ${calls} | ${seconds.toFixed(2)} |`)
  return { calls, seconds }
}
