// One request to a payment provider's own address: what refusals and odd answers mean.
import { z } from 'zod'
import { UserError } from '../domain/problem.ts'
import { RetryLater } from '../domain/retry-later.ts'

/** A moment as a provider writes it, in UTC where it does not say otherwise; ms since 1970. */
export const moment = z.string().transform((text, context) => {
  const at = Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text)
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'no moment' })
  return at
})

export interface ProviderRequest<T> {
  /** What it is called in messages. */
  provider: string
  url: string
  headers: Record<string, string>
  /** JSON to post; left out: it is got. */
  body?: object
  schema: z.ZodType<T>
  /** What a status means that the person who runs the server can mend. */
  refusals: Record<number, string>
  signal: AbortSignal
  timeoutMs?: number
}

const TIMEOUT_MS = 20_000
/** A page of a hundred payments is far shorter. */
const MOST_BYTES = 16 * 1024 * 1024

/** Asks one provider; `now` in ms. */
export type Asker = <T>(asked: ProviderRequest<T>) => Promise<T | null>

/**
 * The answer, checked. Null: there is no such thing (404, or 422 for an id that cannot be one). While the provider asks
 * for fewer requests it is asked nothing, whatever is pushed meanwhile.
 *
 * @throws UserError for a refusal that is named; RetryLater for all that may be over by itself
 */
export function providerAsker(now: () => number): Asker {
  let quietUntil = Number.NEGATIVE_INFINITY
  return async (asked) => {
    const { provider, refusals, schema } = asked
    const fewer = `${provider} asks for fewer requests`
    if (now() < quietUntil) throw new RetryLater(fewer, { retryAt: quietUntil })
    const { response, text } = await send(asked)
    const refusal = refusals[response.status]
    if (refusal !== undefined) throw new UserError(refusal)
    if (response.status === 404 || response.status === 422) return null
    if (response.status === 429) {
      const waitMs = waitOf(response, now())
      if (waitMs !== null) quietUntil = now() + waitMs
      throw new RetryLater(fewer, { retryAt: waitMs === null ? null : quietUntil })
    }
    if (!response.ok)
      throw new RetryLater(`${provider} did not answer (${response.status})`, { retryAt: null })
    const answer = schema.safeParse(jsonOf(text))
    if (answer.success) return answer.data
    throw new RetryLater(`${provider} answered in a form that is not known`, {
      retryAt: null,
      cause: answer.error,
    })
  }
}

async function send({
  provider,
  url,
  headers,
  body,
  signal,
  timeoutMs = TIMEOUT_MS,
}: ProviderRequest<unknown>) {
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        'user-agent': 'firstline',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    return { response, text: await textOf(response) }
  } catch (cause) {
    throw new RetryLater(`${provider} could not be reached`, { retryAt: null, cause })
  }
}

/** @throws for an answer that does not come to an end */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new Error(`The answer has more than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** Undefined where it is no JSON, such as a proxy's page or half an answer. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How long it asks to wait, ms; a moment is told by its own clock, which may go otherwise than ours. Null: it does not say. */
function waitOf({ headers }: Response, now: number): number | null {
  const dated = Date.parse(headers.get('date') ?? '')
  const answeredAt = Number.isNaN(dated) ? now : dated
  const after = headers.get('retry-after')
  if (after === null) {
    const reset = Number(headers.get('x-ratelimit-reset'))
    const isSpent = headers.get('x-ratelimit-remaining') === '0' && reset > 0
    return isSpent ? Math.max(0, reset * 1000 - answeredAt) : null
  }
  const wait = /^\d{1,6}$/.test(after) ? Number(after) * 1000 : Date.parse(after) - answeredAt
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}
