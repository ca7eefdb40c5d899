// Checks that a delivery was signed with one of our secrets, in constant time.
import { createHmac, timingSafeEqual } from 'node:crypto'

/** True if `signature` (`sha256=…`) is the HMAC of the bytes of `body` under any of the secrets. */
export type VerifySignature = (body: Buffer, signature: string | undefined) => boolean

/** A check against the secrets that are set: two while one is being rotated; with none nothing can be signed. */
export function signatureCheck(secrets: ReadonlyArray<string | null>): VerifySignature {
  const known = secrets.filter((secret): secret is string => !!secret)
  return (body, signature) => {
    const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(signature ?? '') ?? []
    if (hex === undefined || body.length === 0) return false
    const given = Buffer.from(hex, 'hex')
    return known.some((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given))
  }
}
