// Checks what was signed by the Standard Webhooks specification, as Polar does. https://www.standardwebhooks.com
import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERANCE_SECONDS = 300
/** Signatures that one header may carry: a few while a secret is changed. */
const MOST_SIGNATURES = 10
/** A shorter key would be one that happens to look like base64. */
const LEAST_KEY_BYTES = 16

/** False where the signature is wrong or missing, or not of the last and next 300 s. `header` takes lower case; `now` in ms. */
export function isSignedAsStandard(
  body: Buffer,
  header: (name: string) => string | undefined,
  secret: string,
  now: number,
): boolean {
  const id = header('webhook-id')
  const timestamp = header('webhook-timestamp') ?? ''
  const signatures = header('webhook-signature')?.split(' ').slice(0, MOST_SIGNATURES) ?? []
  if (!secret || !id || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(Math.floor(now / 1000) - Number(timestamp)) > TOLERANCE_SECONDS) return false
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
  const expected = keysOf(secret).map((key) => createHmac('sha256', key).update(signed).digest())
  return signatures.some((one) => {
    const [version, text = ''] = one.split(',', 2)
    const given = Buffer.from(text, 'base64')
    return (
      version === 'v1' && expected.some((own) => own.length === given.length && timingSafeEqual(own, given))
    )
  })
}

/**
 * Polar signs with the letters of the whole secret; since September 2026, and as the specification says, with what
 * stands behind `whsec_` in base64. Which of them is not told.
 */
function keysOf(secret: string): Buffer[] {
  const bare = secret.replace(/^whsec_/, '')
  const decoded = /^[A-Za-z0-9+/]+={0,2}$/.test(bare) ? Buffer.from(bare, 'base64') : Buffer.alloc(0)
  const whole = Buffer.from(secret)
  return decoded.length >= LEAST_KEY_BYTES ? [whole, decoded] : [whole]
}
