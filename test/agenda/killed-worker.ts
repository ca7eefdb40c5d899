// A worker process that is killed at random: it writes each delivery of its lines into a file that stands for GitHub.
import { appendFileSync, readFileSync } from 'node:fs'
import type { Handler } from '../../src/agenda/run-line.ts'
import { startWorker } from '../../src/agenda/worker.ts'
import { finishDelivery, pendingDeliveries } from '../../src/store/deliveries.ts'
import { abandonEffects, beginEffects, finishEffects } from '../../src/store/effects.ts'
import { openStore } from '../../src/store/open-store.ts'
import { IN_DOUBT_MS, LEASE_MS, type Order, TIMEOUT_MS, warped } from './killed-world.ts'

const order = JSON.parse(process.argv[2]!) as Order
const store = await openStore({ ...order.database, role: 'server', clock: warped })

const handler: Handler<'ticket'> = async (line, { claim }) => {
  for (const delivery of await pendingDeliveries(store.db, line.ticketId)) {
    const key = `${line.ticketId}/${delivery.guid}`
    const about = { repositoryId: 1, ticketId: line.ticketId, place: 'ticket', kind: 'say', what: 'words' }
    const once = { again: 'doubtful', timeoutMs: TIMEOUT_MS } as const
    const { go, known } = await beginEffects(store, claim, [{ key, ...about }], once)
    const doubt = known.find(({ state }) => state === 'intended')
    if (doubt) {
      const lookAt = doubt.attemptedAt + IN_DOUBT_MS
      if (store.now() < lookAt) return { nextAt: lookAt }
      if (!isWritten(key)) {
        await abandonEffects(store, [key], doubt.attempt)
        return { nextAt: store.now() }
      }
      await finishEffects(store.db, [key], null, store.now())
    }
    if (go.length > 0) {
      appendFileSync(order.worldFile, `${key}\n`)
      process.send!('wrote')
      await finishEffects(store.db, [key], null, store.now())
    }
    await finishDelivery(store.db, delivery.seq, store.now())
  }
  return { nextAt: null }
}

function isWritten(key: string): boolean {
  return readFileSync(order.worldFile, 'utf8').split('\n').includes(key)
}

startWorker({
  store,
  handlers: { ticket: handler },
  concurrency: 4,
  pollMs: 20,
  leaseMs: LEASE_MS,
  random: () => 0,
  log: { debug() {}, info() {}, warn() {}, error() {} },
})
process.send!('started')
process.on('disconnect', () => process.exit())
