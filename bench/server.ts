// Firstline in a process of its own, which tells what it costs and may be killed: see `launch.ts`.
import pino from 'pino'

import { startFirstline } from '../src/app.ts'
import type { Pacing } from '../src/domain/pace.ts'
import { HORIZON_MS } from '../src/domain/pace.ts'
import { readEnvironment } from '../src/environment/environment.ts'
import { openStore } from '../src/store/open-store.ts'
import { createPacing } from '../src/store/pacing.ts'

const speed = Number(process.argv[2] ?? 1)
const environment = readEnvironment(process.env)
const running = await startFirstline(environment, {
  log: pino({ level: 'error' }),
  ...(speed === 1 ? {} : { pacing: await hurried() }),
})
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.once('disconnect', () => process.exit(0))
process.send?.({ port: running.port })

/** The pace itself, with its seconds run off faster. */
async function hurried(): Promise<Pacing> {
  // A file of its own: two connections of one thread to one SQLite file would wait for each other.
  const beside = await openStore({ dataDir: `${environment.dataDir}/pace`, role: 'server' })
  const pacing = createPacing(beside)
  return {
    take: async (installation, budget, urgency, now) => {
      const aheadMs = (await pacing.take(installation, budget, urgency, now * speed)) - now * speed
      const isReserved = aheadMs <= HORIZON_MS[urgency]
      return Math.round(now + Math.max(aheadMs / speed, isReserved ? 0 : HORIZON_MS[urgency] + 1))
    },
  }
}
