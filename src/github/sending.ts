// The instant of sending: a write asks once more whether it may still go, after every wait that came before it.
import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Throws where the write may no longer go out: whoever meant to send it has lost the right to. `address`: where the
 * request goes, which may be for a token that the write needs. It may ask GitHub itself.
 */
export type MayGo = (address: string) => Promise<void>

/** Told of every request, for metrics. `operation` is our own name, such as `issues.createComment`. */
export type OnCall = (operation: string, kind: 'read' | 'write') => void

/** Writes that nobody else can make meanwhile: in scripts and tests. */
export const always: MayGo = async () => {}

/** A request did not leave; `cause` is what `MayGo` threw. */
export class NotSent extends Error {
  constructor(cause: unknown) {
    super('The request was not sent', { cause })
    this.name = 'NotSent'
  }
}

const underWay = new AsyncLocalStorage<MayGo>()

/**
 * Every request within `send` asks `mayGo` before it leaves: those for a token, and those tried again, too.
 *
 * @throws NotSent where it may not go
 */
export async function sendIf<T>(mayGo: MayGo, send: () => Promise<T>): Promise<T> {
  try {
    return await underWay.run(mayGo, send)
  } catch (error) {
    throw notSentIn(error) ?? error
  }
}

/** A `fetch` for Octokit. Octokit's hooks wait for tokens, so asking any earlier would be asking too early. */
export function askingFetch(inner?: typeof fetch): typeof fetch {
  return async (input, init) => {
    const mayGo = underWay.getStore()
    if (mayGo) await askApart(mayGo, input instanceof Request ? input.url : String(input))
    return (inner ?? globalThis.fetch)(input, init)
  }
}

/** Outside of Octokit's chain of calls: its authentication reckons with a time of its own, and what asks with another. */
function askApart(mayGo: MayGo, address: string): Promise<void> {
  return underWay.exit(
    () =>
      new Promise((resolve, reject) => {
        setImmediate(() => {
          mayGo(address).then(
            () => resolve(),
            (cause) => reject(new NotSent(cause)),
          )
        })
      }),
  )
}

/** Octokit wraps what its `fetch` throws. */
function notSentIn(error: unknown): NotSent | null {
  if (error instanceof NotSent) return error
  return error instanceof Error && error.cause !== undefined ? notSentIn(error.cause) : null
}
