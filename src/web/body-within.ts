// Reads the body of one request within its own limit, the time it may take, and the memory that all may take together.
import type { IncomingMessage } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import type { BodyBudget } from './body-budget.ts'
import type { Edge } from './edge.ts'
import { HttpError } from './http-error.ts'

/** GitHub gives a delivery up after 10 s, so a body that takes longer is nobody's. */
const BODY_TIMEOUT_MS = 12_000
const BLOCK_BYTES = 64 * 1024

/**
 * Stands before a handler that reads a body, and behind whatever refuses without one. Hono's own limit counts one
 * request alone; many at once would fill the memory.
 * @throws HttpError 413 above `maxBytes`, 408 when it does not arrive in time, 503 when there is no room for it
 */
export function bodyWithin(maxBytes: number): MiddlewareHandler<Edge> {
  return async (c, next) => {
    const { incoming, budget, connections } = c.env
    const body = await readBody(incoming, maxBytes, budget)
    incoming.rawBody = body.bytes
    connections.enter(incoming.socket, 'working')
    try {
      await next()
    } finally {
      body.release()
    }
  }
}

/** `release` once nobody needs the bytes any more. */
interface Body {
  bytes: Buffer
  release(): void
}

function readBody(request: IncomingMessage, maxBytes: number, budget: BodyBudget): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > maxBytes) return Promise.reject(tooLarge(maxBytes))
  return new Promise((resolve, reject) => {
    // In blocks of one size: a body in chunks of one byte would else weigh a hundred times its length.
    let blocks: Buffer[] = []
    let size = 0
    const room = budget.enter(() => fail(busy()))
    const timer = setTimeout(() => fail(late()), BODY_TIMEOUT_MS)
    const settle = () => {
      clearTimeout(timer)
      request.off('data', take).off('error', broken).off('close', broken)
    }
    const fail = (error: HttpError) => {
      settle()
      blocks = []
      room.release()
      reject(error)
    }
    const broken = () => fail(new HttpError(400, 'broken_body', 'The body broke off.'))
    const take = (chunk: Buffer) => {
      if (size + chunk.length > maxBytes) return fail(tooLarge(maxBytes))
      for (let done = 0; done < chunk.length; ) {
        const from = size % BLOCK_BYTES
        if (from === 0) {
          if (!room.grow((blocks.length + 1) * BLOCK_BYTES)) return fail(busy())
          blocks.push(Buffer.allocUnsafeSlow(blockBytes(declared, size)))
        }
        const copied = chunk.copy(blocks.at(-1)!, from, done)
        done += copied
        size += copied
      }
    }
    request.on('data', take)
    request.once('end', () => {
      settle()
      room.keep()
      const [only] = blocks
      const bytes = only && blocks.length === 1 ? only.subarray(0, size) : Buffer.concat(blocks, size)
      resolve({ bytes, release: room.release })
    })
    request.once('error', broken).once('close', broken)
  })
}

/** A block holds what is still to come, where that is told: most deliveries are short. */
function blockBytes(declared: number, received: number): number {
  return declared > received ? Math.min(BLOCK_BYTES, declared - received) : BLOCK_BYTES
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(413, 'too_large', `The body is larger than ${maxBytes} bytes.`)
}

function late(): HttpError {
  return new HttpError(408, 'timeout', 'The body did not arrive in time.')
}

function busy(): HttpError {
  const message = 'Too much is being received at once. Send it again.'
  return new HttpError(503, 'busy', message, { 'retry-after': '1' })
}
