// Which addresses of a request are taken: plain paths, so that a proxy in front and this server never read one as two.
import { HttpError } from './http-error.ts'

/** Segments of letters, digits and a few signs; nothing escaped, nothing that another reader would fold away. */
const PLAIN = /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))[\w.~@:+-]+)+\/?)$/
/** What may follow `?`: no spaces, control characters or fragments. */
const QUERY = /^[\x21\x22\x24-\x7e]*$/
const LONGEST = 4096

/** The path of a request line, as it stands there. @throws HttpError 400 for anything but a plain one */
export function readPath(target: string): string {
  const at = target.indexOf('?')
  const path = at === -1 ? target : target.slice(0, at)
  const query = at === -1 ? '' : target.slice(at + 1)
  if (target.length > LONGEST || !PLAIN.test(path) || !QUERY.test(query)) throw notPlain()
  return path
}

export function notPlain(): HttpError {
  const message =
    'The address is no plain path ("/", names with "/" between them, and nothing escaped), or the Host is none.'
  return new HttpError(400, 'bad_address', message, { connection: 'close' })
}
