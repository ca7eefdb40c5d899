// What holds for every route: its address is a plain path, 405 names what is taken, and mistakes are told as JSON.
import type { IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { Logger } from 'pino'
import type { BodyBudget } from './body-budget.ts'
import type { Connections } from './connections.ts'
import { HttpError } from './http-error.ts'
import { readPath } from './plain-path.ts'

/** What handlers find in `c.env`. */
export interface Edge {
  Bindings: {
    /** `rawBody`: what `bodyWithin` has read, as it came; hono's own readers (`c.req.json()` …) read it too. */
    incoming: IncomingMessage & { rawBody: Buffer }
    budget: BodyBudget
    connections: Connections
  }
}

/** A group of routes: what a file of this folder makes, and the register (`routes.ts`) names. */
export type Routes = Hono<Edge>

/** All groups together, as one server answers them. */
export function createEdge(groups: Routes[], log: Logger): Routes {
  // Hono would read an address as a browser does, and so fold away what is not plain.
  const app: Routes = new Hono({ getPath: (_, options) => readPath(options?.env?.incoming.url ?? '') })
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allow = methods.filter((method) => method !== 'HEAD').join(', ')
        const message = `${c.req.path} takes ${allow}.`
        return told(new HttpError(405, 'method_not_allowed', message, { allow }))
      },
    }),
  )
  for (const group of groups) app.route('/', group)
  app.notFound((c) => told(new HttpError(404, 'not_found', `There is nothing at ${c.req.path}.`)))
  app.onError((error, c) => answerOf(error, log, c.req.path))
  return app
}

/** How a mistake is told to the caller; of what is not theirs, that it happened. */
export function answerOf(error: unknown, log: Logger, path = ''): Response {
  if (error instanceof HttpError) return told(error)
  // The edge of the program: an unexpected error must not end the process, and its detail must not leave it.
  log.error({ err: error, path }, 'request failed')
  return told(new HttpError(500, 'internal', 'Something went wrong here.'))
}

function told({ status, headers, code, message, path }: HttpError): Response {
  return Response.json({ error: { code, message, path } }, { status, headers })
}
