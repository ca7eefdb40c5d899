// Checks that a delivery was signed with one of our secrets, in constant time.
import { Webhooks } from '@octokit/webhooks'

/** True if `signature` (`sha256=…`) is the HMAC of `body` under any of the secrets. */
export type VerifySignature = (body: string, signature: string | undefined) => Promise<boolean>

/** A check against several secrets: two while one is being rotated. */
export function signatureCheck(secrets: readonly string[]): VerifySignature {
  const checkers = secrets.map((secret) => new Webhooks({ secret }))
  return async (body, signature) => {
    if (!signature || body === '') return false
    for (const checker of checkers) {
      if (await checker.verify(body, signature)) return true
    }
    return false
  }
}
