// `/healthz`: the process serves. `/readyz`: everything was read once since the start, or failed visibly.
import type { Store } from '../store/open.ts'
import type { Route } from './http.ts'

/** What is still awaited, and what is wrong, in words. */
export interface Readiness {
  ready: boolean
  waitingFor: string[]
  /** Sources and repositories that failed, with their last error; no names of customers. */
  failing: string[]
}

export function healthRoutes(deps: { store: Store; readiness(): Promise<Readiness> }): Route[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => ({ status: 200, body: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        const state = await deps.readiness()
        return { status: state.ready ? 200 : 503, body: state }
      },
    },
  ]
}
