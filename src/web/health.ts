// `/healthz`: the process serves. `/readyz`: everything was read once since the start, or failed visibly.
import type { Route, WebRequest } from './http.ts'

/** What is still awaited, and what is wrong, in words. */
export interface Readiness {
  ready: boolean
  waitingFor: string[]
  /** Sources and repositories that failed, with their last error; no names of customers. */
  failing: string[]
}

export interface HealthDeps {
  readiness(): Promise<Readiness>
  /** Why nothing can be stored at the moment, in a sentence; null where it can. */
  storeTrouble(): Promise<string | null>
  /** Who may read names of repositories. */
  isTrusted(request: WebRequest): boolean
}

export function healthRoutes(deps: HealthDeps): Route[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => ({ status: 200, body: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async (request) => {
        const state = await readState(deps)
        const body = deps.isTrusted(request) ? state : withoutNames(state)
        return { status: state.ready ? 200 : 503, body }
      },
    },
  ]
}

/** A database that cannot be written is told even where it cannot be read either. */
async function readState(deps: HealthDeps): Promise<Readiness> {
  const trouble = await deps.storeTrouble()
  if (trouble === null) return deps.readiness()
  const failing = await deps.readiness().then(
    (state) => state.failing,
    () => [],
  )
  return { ready: false, waitingFor: ['the database'], failing: [`database: ${trouble}`, ...failing] }
}

function withoutNames({ ready, waitingFor, failing }: Readiness): Readiness {
  const counted = (things: string[]) =>
    things.length === 0 ? [] : [`${things.length}; named for METRICS_TOKEN and on this machine only`]
  return { ready, waitingFor: counted(waitingFor), failing: counted(failing) }
}
