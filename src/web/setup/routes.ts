// The set-up page: whoever has the terminal's code creates the GitHub App; nobody else can do anything here.
import type { IncomingMessage } from 'node:http'
import { type Context, Hono } from 'hono'
import type { CreatedApp } from '../../github/app-manifest.ts'
import { sameSecret } from '../bearer.ts'
import { bodyWithin } from '../body-within.ts'
import type { Edge, Routes } from '../edge.ts'
import { HttpError } from '../http-error.ts'
import { isLoopbackHost } from '../loopback.ts'
import { type Choice, creationUrl, manifestOf, readChoice } from './manifest.ts'
import { donePage, formPage, handOverPage, refusalPage } from './pages.ts'

export interface SetupDeps {
  /** What the terminal printed. */
  code: string
  /** What `app.yml` says. */
  app: Readonly<Record<string, unknown>>
  /** Where people read GitHub. */
  webUrl: string
  /** What the form proposes. */
  proposed: Pick<Choice, 'name' | 'publicUrl'>
  /** A word that nobody can guess. */
  newState(): string
  convert(code: string): Promise<CreatedApp>
  /** Writes the credentials down. */
  keep(app: CreatedApp, choice: Choice): void
  /** Called once, when all is done; the answer goes out before the server closes. */
  done(app: CreatedApp): void
}

const MOST_BYTES = 16 * 1024
/** So often a wrong code may be tried: guessing the right one is hopeless. */
const MOST_TRIES = 10

interface Progress {
  wrongCodes: number
  /** The last form that was handed over to GitHub. */
  waiting: { state: string; choice: Choice } | null
  finished: boolean
}

export function setupRoutes(deps: SetupDeps): Routes {
  const progress: Progress = { wrongCodes: 0, waiting: null, finished: false }
  const first = { ...deps.proposed, organization: '', open: false, mistake: null }
  const routes: Routes = new Hono()
  routes.use(async (c, next) => {
    refuseStrangers(c.env.incoming)
    if (progress.finished) return refusalPage(c, 410, 'The set-up is done, and closed.')
    return next()
  })
  routes.get('/', (c) => formPage(c, first))
  routes.post('/setup', bodyWithin(MOST_BYTES), (c) => begin(deps, progress, c))
  routes.get('/setup/created', (c) => finish(deps, progress, c))
  return routes
}

/** A page of another site may send a browser here, by this machine's name or by one that was made to point to it. */
function refuseStrangers({ headers, method }: IncomingMessage): void {
  if (!isLoopbackHost(headers.host)) {
    throw new HttpError(
      403,
      'forbidden',
      'The set-up page is open to this machine only, as http://127.0.0.1.',
    )
  }
  const { origin } = headers
  if (method === 'POST' && origin !== undefined && origin !== `http://${headers.host}`) {
    throw new HttpError(403, 'forbidden', 'A form of another page is not taken here.')
  }
}

async function begin(deps: SetupDeps, progress: Progress, c: Context<Edge>): Promise<Response> {
  const form = new URLSearchParams(await c.req.text())
  if (progress.wrongCodes >= MOST_TRIES) {
    return refusalPage(c, 403, 'Too many wrong codes. Start the set-up again for a new one.')
  }
  const choice = readChoice(form)
  const again = (status: 400 | 403, mistake: string) => {
    const value = (name: string) => form.get(name) ?? ''
    const said = { name: value('name'), publicUrl: value('public_url'), organization: value('organization') }
    return formPage(c, { ...said, open: form.get('open') !== null, mistake }, status)
  }
  if (!sameSecret(plain(deps.code), plain(form.get('code') ?? ''))) {
    progress.wrongCodes++
    return again(403, 'That is not the code that the terminal printed.')
  }
  if (typeof choice === 'string') return again(400, choice)
  const state = deps.newState()
  progress.waiting = { state, choice }
  const manifest = manifestOf(deps.app, choice, `http://${c.env.incoming.headers.host}`)
  return handOverPage(c, creationUrl(deps.webUrl, choice.organization, state), manifest)
}

/** Small letters, and signs between groups, make no difference. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

async function finish(deps: SetupDeps, progress: Progress, c: Context<Edge>): Promise<Response> {
  const { waiting } = progress
  const code = c.req.query('code') ?? ''
  if (!waiting || !sameSecret(waiting.state, c.req.query('state') ?? '')) {
    return refusalPage(c, 403, 'This does not come from the form that was sent last.')
  }
  if (!/^[\w-]{1,200}$/.test(code)) return refusalPage(c, 400, 'GitHub sent no code.')
  progress.waiting = null
  let app: CreatedApp
  try {
    app = await deps.convert(code)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return refusalPage(c, 502, `GitHub did not hand over the App: ${why}`)
  }
  deps.keep(app, waiting.choice)
  progress.finished = true
  deps.done(app)
  return donePage(c, `${app.url}/installations/new`)
}
