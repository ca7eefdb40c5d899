// Secrets that a caller sends in `Authorization: Bearer`, compared in constant time.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What stands behind `Bearer`; empty where there is none. */
export function bearer(request: Pick<IncomingMessage, 'headers'>): string {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

/** Hashed first, so that the time it takes does not even tell the length. */
export function sameSecret(secret: string, given: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(secret), hash(given))
}
