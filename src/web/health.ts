// `/healthz`: the process serves. `/readyz`: everything was read once since the start, or failed visibly.
import { Hono } from 'hono'
import type { Readiness } from '../facts/readiness.ts'
import type { SentenceState } from '../sentence/sentences.ts'
import { bearer, sameSecret } from './bearer.ts'
import type { Routes } from './edge.ts'
import { type Caller, isDirectLoopback } from './loopback.ts'

export interface HealthDeps {
  readiness(): Promise<Readiness>
  /** Whether the sentence model is at hand; the server is ready without it. */
  sentenceModel(): SentenceState
  /** Why nothing can be stored at the moment, in a sentence; null where it can. */
  storeTrouble(): Promise<string | null>
  /** Whoever sends it may read names of repositories; null: nobody does. */
  metricsToken: string | null
  /** Where the server is reached from outside, if it is: then requests from this machine may be anybody's. */
  publicUrl: string | null
}

export function healthRoutes(deps: HealthDeps): Routes {
  const routes: Routes = new Hono()
  routes.get('/healthz', (c) => c.json({ status: 'ok' }))
  routes.get('/readyz', async (c) => {
    const readiness = await readState(deps)
    const { failingInPublic: _, ...state } = readiness
    const { is, ...why } = deps.sentenceModel()
    const told = isTrusted(deps, c.env.incoming)
      ? { ...state, sentenceModel: { state: is, ...why } }
      : { ...withoutNames(readiness), sentenceModel: { state: is } }
    return c.json(told, state.ready ? 200 : 503)
  })
  return routes
}

/** Who may read names of repositories: whoever has the token, and who sits at this machine. */
function isTrusted({ metricsToken, publicUrl }: HealthDeps, caller: Caller): boolean {
  if (metricsToken !== null && sameSecret(metricsToken, bearer(caller))) return true
  return isDirectLoopback(caller, publicUrl)
}

/** A database that cannot be written is told even where it cannot be read either. */
async function readState(deps: HealthDeps): Promise<Readiness> {
  const trouble = await deps.storeTrouble()
  if (trouble === null) return deps.readiness()
  const nothing = { failing: [], failingInPublic: 0, reading: [] }
  const { failing, failingInPublic, reading } = await deps.readiness().catch(() => nothing)
  return {
    ready: false,
    waitingFor: ['the database'],
    failing: [`database: ${trouble}`, ...failing],
    failingInPublic: failingInPublic + 1,
    reading,
  }
}

function withoutNames({ ready, waitingFor, failingInPublic, reading }: Readiness) {
  const counted = (count: number) =>
    count === 0 ? [] : [`${count}; named for METRICS_TOKEN and on this machine only`]
  return {
    ready,
    waitingFor: counted(waitingFor.length),
    failing: counted(failingInPublic),
    reading: counted(reading.length),
  }
}
