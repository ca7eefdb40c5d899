// Credentials in an address, also where the password holds signs that should have been escaped.

/** `scheme://user:password@host/…` without the password. `match` begins with the scheme and holds no space. */
export function redactAddress(match: string): string {
  const begins = match.indexOf('://') + 3
  const rest = match.slice(begins)
  const slash = rest.search(/[/?#]/)
  const authority = slash === -1 ? rest : rest.slice(0, slash)
  // The last @ of the authority ends the credentials; one behind a slash only if what stands before is no port.
  const end = authority.lastIndexOf('@')
  if (end !== -1) return withoutPassword(match, begins, rest, end)
  const colon = authority.indexOf(':')
  // A database may have a name of one word.
  const late = rest.search(
    /^https?:/i.test(match) ? /@[\w-]{1,100}(?:\.[\w-]{1,100}|:\d)/ : /@[\w-]{1,100}(?:[.:/?]|$)/,
  )
  if (colon === -1 || late === -1 || /^\d{0,5}$/.test(authority.slice(colon + 1))) return match
  return withoutPassword(match, begins, rest, late)
}

/** Values that stand for a secret in an example. */
const PLACEHOLDER =
  /^(?:\*+|x{3,}|\.{3,}|\$\{?[\w.]+\}?|%\w+%|\[redacted\]|your[\w-]*|password|pass|pw|secret|token)$/i

function withoutPassword(match: string, begins: number, rest: string, end: number): string {
  const colon = rest.indexOf(':')
  const named = colon !== -1 && colon < end
  const secret = rest.slice(named ? colon + 1 : 0, end)
  // A name alone is no secret, unless it is as long and as mixed as only a token is.
  if (!named && !/^(?=.*\d)(?=.*[a-z])[\w.-]{20,}$/i.test(secret)) return match
  if (secret === '' || PLACEHOLDER.test(secret)) return match
  const from = begins + (named ? colon + 1 : 0)
  return `${match.slice(0, from)}[redacted]${match.slice(begins + end)}`
}
