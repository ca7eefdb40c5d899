// The set-up page: whoever has the terminal's code creates the GitHub App; nobody else can do anything here.
import type { CreatedApp } from '../../github/app-manifest.ts'
import { sameSecret } from '../bearer.ts'
import type { Route, WebRequest, WebResponse } from '../http.ts'
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

export function setupRoutes(deps: SetupDeps): Route[] {
  const progress: Progress = { wrongCodes: 0, waiting: null, finished: false }
  const guarded = (handle: Route['handle']) => async (request: WebRequest) => {
    refuseStrangers(request)
    if (progress.finished) return refusalPage(410, 'The set-up is done, and closed.')
    return handle(request)
  }
  const first = { ...deps.proposed, organization: '', open: false, mistake: null }
  return [
    { method: 'GET', path: '/', handle: guarded(() => formPage(first)) },
    { method: 'POST', path: '/setup', handle: guarded((request) => begin(deps, progress, request)) },
    { method: 'GET', path: '/setup/created', handle: guarded((request) => finish(deps, progress, request)) },
  ]
}

/** A page of another site may send a browser here, by this machine's name or by one that was made to point to it. */
function refuseStrangers({ headers, method }: WebRequest): void {
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

async function begin(deps: SetupDeps, progress: Progress, request: WebRequest): Promise<WebResponse> {
  const form = new URLSearchParams((await request.body(MOST_BYTES)).toString('utf8'))
  if (progress.wrongCodes >= MOST_TRIES) {
    return refusalPage(403, 'Too many wrong codes. Start the set-up again for a new one.')
  }
  const choice = readChoice(form)
  const again = (status: number, mistake: string) => {
    const value = (name: string) => form.get(name) ?? ''
    const said = { name: value('name'), publicUrl: value('public_url'), organization: value('organization') }
    return formPage({ ...said, open: form.get('open') !== null, mistake }, status)
  }
  if (!sameSecret(plain(deps.code), plain(form.get('code') ?? ''))) {
    progress.wrongCodes++
    return again(403, 'That is not the code that the terminal printed.')
  }
  if (typeof choice === 'string') return again(400, choice)
  const state = deps.newState()
  progress.waiting = { state, choice }
  const manifest = manifestOf(deps.app, choice, `http://${request.headers.host}`)
  return handOverPage(creationUrl(deps.webUrl, choice.organization, state), manifest)
}

/** Small letters, and signs between groups, make no difference. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

async function finish(deps: SetupDeps, progress: Progress, { query }: WebRequest): Promise<WebResponse> {
  const { waiting } = progress
  const code = query.get('code') ?? ''
  if (!waiting || !sameSecret(waiting.state, query.get('state') ?? '')) {
    return refusalPage(403, 'This does not come from the form that was sent last.')
  }
  if (!/^[\w-]{1,200}$/.test(code)) return refusalPage(400, 'GitHub sent no code.')
  progress.waiting = null
  let app: CreatedApp
  try {
    app = await deps.convert(code)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return refusalPage(502, `GitHub did not hand over the App: ${why}`)
  }
  deps.keep(app, waiting.choice)
  progress.finished = true
  deps.done(app)
  return donePage(`${app.url}/installations/new`)
}
