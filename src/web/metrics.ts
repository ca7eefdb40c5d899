// `GET /metrics` in the OpenMetrics format: what waits, what fails, what was called and delivered.
import { Hono } from 'hono'
import client from 'prom-client'
import { agendaStats } from '../store/agenda-upkeep.ts'
import { countDeliveries } from '../store/deliveries.ts'
import { countInDoubt } from '../store/effects.ts'
import { scopeStates } from '../store/entitlement-scopes.ts'
import { countNotices } from '../store/notice-channels.ts'
import type { Store } from '../store/open.ts'
import type { Routes } from './edge.ts'

export interface Counters {
  githubCall(operation: string, kind: 'read' | 'write'): void
  refused(reason: string): void
}

export interface Metrics {
  counters: Counters
  routes: Routes
}

const DOUBTFUL_AFTER_MS = 120_000

/** Counters of this process, and gauges read from the store when asked. */
export function createMetrics(store: Store): Metrics {
  const registry = new client.Registry<client.OpenMetricsContentType>()
  registry.setContentType(client.Registry.OPENMETRICS_CONTENT_TYPE)
  client.collectDefaultMetrics({ register: registry, prefix: 'firstline_' })
  const calls = new client.Counter({
    name: 'firstline_github_calls',
    help: 'Requests to GitHub by operation',
    labelNames: ['operation', 'kind'],
    registers: [registry],
  })
  const refused = new client.Counter({
    name: 'firstline_refused_deliveries',
    help: 'Deliveries that were refused, by reason',
    labelNames: ['reason'],
    registers: [registry],
  })
  addGauges(registry, store)
  const routes: Routes = new Hono()
  routes.get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  )
  return {
    counters: {
      githubCall: (operation, kind) => calls.inc({ operation, kind }),
      refused: (reason) => refused.inc({ reason }),
    },
    routes,
  }
}

function addGauges(registry: client.Registry<client.OpenMetricsContentType>, store: Store): void {
  const gauge = (
    name: string,
    help: string,
    labelNames: string[],
    collect: (gauge: client.Gauge) => Promise<void>,
  ) =>
    new client.Gauge({
      name: `firstline_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset()
        await collect(this)
      },
    })
  gauge('deliveries', 'Deliveries by state', ['state'], async (one) => {
    for (const [state, count] of Object.entries(await countDeliveries(store.db))) one.set({ state }, count)
  })
  gauge('agenda_lines', 'Agenda lines that are due, claimed or failing', ['state'], async (one) => {
    const { due, claimed, failing } = await agendaStats(store.db, store.now())
    for (const [state, count] of Object.entries({ due, claimed, failing })) one.set({ state }, count)
  })
  gauge('agenda_oldest_due_seconds', 'How long the oldest due line has waited', [], async (one) => {
    one.set((await agendaStats(store.db, store.now())).oldestDueMs / 1000)
  })
  gauge('effects_in_doubt', 'Writes of which nobody knows whether they arrived', [], async (one) => {
    one.set(await countInDoubt(store.db, store.now() - DOUBTFUL_AFTER_MS))
  })
  gauge('notices', 'Notices to channels that wait, fail or were dropped', ['state'], async (one) => {
    for (const [state, count] of Object.entries(await countNotices(store.db))) one.set({ state }, count)
  })
  gauge(
    'source_last_success_seconds',
    'When each source of who pays was last read; of several lists the oldest reading',
    ['source'],
    async (one) => {
      const oldest = new Map<string, number>()
      for (const { source, lastOkAt } of await scopeStates(store)) {
        oldest.set(source, Math.min(lastOkAt ?? 0, oldest.get(source) ?? Number.POSITIVE_INFINITY))
      }
      for (const [source, at] of oldest) one.set({ source }, Math.round(at / 1000))
    },
  )
}
