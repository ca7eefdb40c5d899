// `POST /support`: the knowledge base asked from outside, with keys, limits and CORS.
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import type { SupportAnswer } from '../facts/support.ts'
import { bearer, sameSecret } from './bearer.ts'
import { bodyWithin } from './body-within.ts'
import type { Edge, Routes } from './edge.ts'
import { HttpError } from './http-error.ts'
import { type Caller, isDirectLoopback } from './loopback.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'

export interface SupportDeps {
  keys: Array<{ key: string; repositories: string[] }>
  /** Where the server is reached from outside, if it is: then requests from this machine may be anybody's. */
  publicUrl: string | null
  /** Web pages of these origins may call. */
  origins: string[]
  /** `owner/name` of the repositories that can be asked; of those in `allowed` (lower case), or of all. */
  repositories(allowed: string[] | null): Promise<string[]>
  /** Null: the repository is not covered. May take up to 10 s the first time. */
  ask(repository: string, question: { text: string; language?: string }): Promise<SupportAnswer | null>
  now(): number
}

const MOST_BYTES = 64 * 1024
const A_MINUTE = 600

/** What was meant, in words for whoever calls. */
const TEXT = { error: 'must be a text' }

const Question = z.strictObject({
  question: z.string(TEXT).trim().min(1, 'must not be empty'),
  repository: z
    .string(TEXT)
    .regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name')
    .optional(),
  language: z
    .string(TEXT)
    .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, 'must be a language such as en, zh or pt-BR')
    .optional(),
})

/** The route, and the answer to a browser's preliminary question. */
export function supportRoutes(deps: SupportDeps): Routes {
  const limit = createRateLimit({ most: A_MINUTE, perMs: 60_000 })
  const routes: Routes = new Hono()
  const pages = cors({
    origin: deps.origins,
    allowMethods: ['POST'],
    allowHeaders: ['authorization', 'content-type'],
    exposeHeaders: ['retry-after'],
    maxAge: 600,
  })
  const authorized = createMiddleware<Edge & { Variables: { allowed: string[] | null } }>(async (c, next) => {
    c.set('allowed', authorize(deps, limit, c.env.incoming))
    await next()
  })
  routes.post('/support', pages, authorized, bodyWithin(MOST_BYTES), async (c) =>
    c.json(await answer(deps, c.get('allowed'), readQuestion(c.env.incoming.rawBody))),
  )
  routes.options('/support', pages)
  return routes
}

async function answer(
  deps: SupportDeps,
  allowed: string[] | null,
  { question: text, language, repository: named }: z.output<typeof Question>,
): Promise<SupportAnswer> {
  const repository = named ?? (await onlyRepository(deps, allowed))
  if (allowed && !allowed.includes(repository.toLowerCase())) throw notCovered(repository)
  const found = await deps.ask(repository, { text, ...(language ? { language } : {}) })
  if (!found) throw notCovered(repository)
  return found
}

/** The repositories of the key; null (all) for a direct connection from this machine where no keys are set. */
function authorize(deps: SupportDeps, limit: RateLimit, request: Caller): string[] | null {
  if (deps.keys.length === 0) {
    if (isDirectLoopback(request, deps.publicUrl)) return null
    throw new HttpError(
      401,
      'unauthorized',
      deps.publicUrl === null
        ? 'No keys are set, so only direct connections from this machine are served. Set SUPPORT_API_KEYS to serve others.'
        : 'No keys are set, and while PUBLIC_URL is set nobody is served without one. Set SUPPORT_API_KEYS.',
    )
  }
  const given = bearer(request)
  const key = deps.keys.find((one) => sameSecret(one.key, given))
  if (!key) {
    throw new HttpError(401, 'unauthorized', 'Send a valid key: Authorization: Bearer KEY.', {
      'www-authenticate': 'Bearer',
    })
  }
  const waitMs = limit.take(key.key, deps.now())
  if (waitMs > 0) {
    const seconds = String(Math.ceil(waitMs / 1000))
    throw new HttpError(429, 'too_many_requests', `At most ${A_MINUTE} questions a minute.`, {
      'retry-after': seconds,
    })
  }
  return key.repositories
}

function readQuestion(body: Buffer): z.output<typeof Question> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new HttpError(400, 'bad_request', 'The body is not JSON in UTF-8.')
  }
  const read = Question.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.')
  const message =
    unknown !== undefined
      ? `is no key here; there are ${Object.keys(Question.shape).join(', ')}`
      : path === ''
        ? 'must be a JSON object'
        : issue?.message
  throw new HttpError(400, 'bad_request', `${path || 'The body'}: ${message}`, {}, path)
}

async function onlyRepository(deps: SupportDeps, allowed: string[] | null): Promise<string> {
  const all = await deps.repositories(allowed)
  if (all.length === 1) return all[0]!
  const message =
    all.length === 0 ? 'No repository can be asked.' : 'Several repositories can be asked: name one.'
  throw new HttpError(400, 'bad_request', `repository: ${message}`, {}, 'repository')
}

function notCovered(repository: string): HttpError {
  return new HttpError(404, 'not_found', `The repository ${repository} is not covered.`, {}, 'repository')
}
