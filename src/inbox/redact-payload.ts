// Takes secrets out of a delivery that is kept as it came: out of its texts, not out of JSON, which writes signs otherwise.
import { redactSecrets } from '../knowledge/index.ts'

/** Larger ones are not kept: nobody reads them, and looking through them would hold up everything else. */
const MOST_BYTES = 1024 * 1024

/** The body of a delivery without secrets; null where it is too large, or no JSON. */
export function redactPayload(body: Buffer): Buffer | null {
  if (body.length > MOST_BYTES) return null
  try {
    const kept = JSON.parse(body.toString('utf8'), (_key, value) =>
      typeof value === 'string' ? redactSecrets(value).text : value,
    )
    return Buffer.from(JSON.stringify(kept))
  } catch {
    // What is no JSON, or nested deeper than anything of GitHub's, tells nobody anything.
    return null
  }
}
