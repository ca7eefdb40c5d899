// The channels of the server, and the one request that tells one of them something.
import { createHash, createHmac } from 'node:crypto'
import type { Answer } from './answers.ts'

export interface ChannelAddress {
  name: string
  /** Lower case. */
  owner: string
  url: string
}

/** One channel, without its address. */
export interface Channel {
  /** Tells this address from another, and is none itself. */
  mark: string
  /** Sends JSON. Never throws for what the receiver or the network does. */
  send(body: string, signal: AbortSignal): Promise<Answer>
}

export interface Channels {
  /** Null where the server has no channel of this name for this owner. */
  find(owner: string, name: string): Channel | null
  /** All of them, without addresses. */
  names(): Array<{ owner: string; name: string }>
}

/** A request takes this long at most. */
export const CHANNEL_TIMEOUT_MS = 10_000

/** `secret`: signs what is sent; null: it is unsigned. */
export function createChannels(
  addresses: readonly ChannelAddress[],
  { secret, timeoutMs = CHANNEL_TIMEOUT_MS }: { secret: string | null; timeoutMs?: number },
): Channels {
  return {
    find: (owner, name) => {
      const one = addresses.find((it) => it.owner === owner.toLowerCase() && it.name === name)
      if (!one) return null
      const mark = createHash('sha256').update(one.url).digest('hex').slice(0, 32)
      return { mark, send: (body, signal) => post(one.url, body, { secret, timeoutMs, signal }) }
    },
    names: () => addresses.map(({ owner, name }) => ({ owner, name })),
  }
}

interface Posting {
  secret: string | null
  timeoutMs: number
  signal: AbortSignal
}

async function post(url: string, body: string, { secret, timeoutMs, signal }: Posting): Promise<Answer> {
  const signature = secret === null ? null : createHmac('sha256', secret).update(body).digest('hex')
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'firstline',
        ...(signature === null ? {} : { 'x-firstline-signature-256': `sha256=${signature}` }),
      },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    // Nothing that it says is needed.
    await response.body?.cancel()
    return { status: response.status, retryAfter: response.headers.get('retry-after') }
  } catch (error) {
    return { failed: failureOf(error, timeoutMs) }
  }
}

/** By its code: messages may hold the address. */
function failureOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `it did not answer within ${timeoutMs / 1_000} seconds`
  }
  if (error instanceof Error && error.name === 'AbortError') return 'the server was stopped'
  const code = codeOf(error)
  return code === null ? 'it could not be reached' : `it could not be reached (${code})`
}

function codeOf(error: unknown, depth = 0): string | null {
  if (!(error instanceof Error) || depth > 4) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause, depth + 1)
}
