// Which addresses of a request are taken: plain paths, so that a proxy in front and this server never read one as two.
import { HttpError } from './http-error.ts'

/** Segments of letters, digits and a few signs; nothing escaped, nothing that another reader would fold away. */
const PLAIN = /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))[\w.~@:+-]+)+\/?)$/
/** What may follow `?`: no spaces, control characters or fragments. */
const QUERY = /^[\x21\x22\x24-\x7e]*$/
const LONGEST = 4096

/** Path and query of a request line, as they stand there. @throws HttpError 400 for anything else */
export function readTarget(target: string): { path: string; query: URLSearchParams } {
  const at = target.indexOf('?')
  const path = at === -1 ? target : target.slice(0, at)
  const query = at === -1 ? '' : target.slice(at + 1)
  if (target.length > LONGEST || !PLAIN.test(path) || !QUERY.test(query)) {
    const message = 'The address is not a plain path: "/", names with "/" between them, and nothing escaped.'
    throw new HttpError(400, 'bad_address', message, { connection: 'close' })
  }
  return { path, query: new URLSearchParams(query) }
}
