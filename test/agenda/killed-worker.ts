// A worker process that is killed at random: it writes each delivery of its lines into a file that stands for GitHub.
import { appendFileSync, readFileSync } from 'node:fs'
import type { Handler } from '../../src/agenda/run-line.ts'
import { startWorker } from '../../src/agenda/worker.ts'
import { finishDeliveries, pendingDeliveries } from '../../src/store/deliveries.ts'
import { abandonEffect, beginEffect, finishEffect } from '../../src/store/effects.ts'
import { openStore } from '../../src/store/open-store.ts'
import { IN_DOUBT_MS, LEASE_MS, type Order, TIMEOUT_MS, warped } from './killed-world.ts'

const order = JSON.parse(process.argv[2]!) as Order
const store = await openStore({ ...order.database, role: 'server', clock: warped })

const handler: Handler<'ticket'> = async (line, { claim }) => {
  for (const delivery of await pendingDeliveries(store.db, line.ticketId)) {
    const key = `${line.ticketId}/${delivery.guid}`
    const begun = await beginEffect(store, claim, {
      key,
      repositoryId: 1,
      ticketId: line.ticketId,
      kind: 'comment',
      timeoutMs: TIMEOUT_MS,
    })
    if (begun.state === 'in_doubt') {
      const lookAt = begun.attemptedAt + IN_DOUBT_MS
      if (store.now() < lookAt) return { nextAt: lookAt }
      if (!isWritten(key)) {
        await abandonEffect(store, key, begun.attempt)
        return { nextAt: store.now() }
      }
      await finishEffect(store, key, null)
    }
    if (begun.state === 'go') {
      appendFileSync(order.worldFile, `${key}\n`)
      process.send!('wrote')
      await finishEffect(store, key, null)
    }
    await finishDeliveries(store.db, [delivery.seq], store.now())
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
