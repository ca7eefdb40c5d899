// Signatures by the Standard Webhooks specification, as Polar makes them.
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSignedAsStandard } from '../../src/entitlements/standard-webhook.ts'
import { T0 } from './build.ts'

const SECRET = 'polar_whs_ovyN6cPrTv56AApvzCaJno08SSmGJmgbWilb33N2JuK'
const BODY = '{"type":"customer.state_changed","data":{"id":"c1"}}'
const SECONDS = String(T0 / 1000)

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64')
const sign = (key: string | Buffer = SECRET, body = BODY, id = 'e1', seconds = SECONDS) =>
  `v1,${hmac(key, `${id}.${seconds}.${body}`)}`

function isSigned(change: Record<string, string | undefined> = {}, secret = SECRET, now = T0): boolean {
  const headers: Record<string, string | undefined> = {
    'webhook-id': 'e1',
    'webhook-timestamp': SECONDS,
    'webhook-signature': sign(),
    ...change,
  }
  return isSignedAsStandard(Buffer.from(BODY), (name) => headers[name], secret, now)
}

describe('a signature is accepted', () => {
  test('that was made with the letters of the secret', () => {
    expect(isSigned()).toBe(true)
  })

  test("of the specification's own example of a secret, by what its base64 means", () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
    expect(isSigned({ 'webhook-signature': sign(key) }, secret)).toBe(true)
    expect(isSigned({ 'webhook-signature': sign(secret) }, secret)).toBe(true)
  })

  test('beside others, as while a secret is changed', () => {
    expect(isSigned({ 'webhook-signature': `v1,AAAA ${sign('old')} v1a,x ${sign()}` })).toBe(true)
  })

  test.each([299_000, 300_000, 300_999, -300_000])('%i ms after it was made', (late) => {
    expect(isSigned({}, SECRET, T0 + late)).toBe(true)
  })
})

test.each([
  ['missing', { 'webhook-signature': undefined }],
  ['empty', { 'webhook-signature': '' }],
  ['without its id', { 'webhook-id': undefined }],
  ['without its time', { 'webhook-timestamp': undefined }],
  [
    'of a time that is none',
    { 'webhook-timestamp': 'soon', 'webhook-signature': sign(SECRET, BODY, 'e1', 'soon') },
  ],
  ['of another id', { 'webhook-id': 'e2' }],
  ['of another time', { 'webhook-timestamp': String(T0 / 1000 + 1) }],
  ['of another body', { 'webhook-signature': sign(SECRET, `${BODY} `) }],
  ['made with another secret', { 'webhook-signature': sign('another') }],
  ['made with nothing', { 'webhook-signature': sign('') }],
  ['of another version', { 'webhook-signature': sign().replace('v1,', 'v2,') }],
  ['cut off', { 'webhook-signature': sign().slice(0, 20) }],
])('a signature that is %s is refused', (_, change) => {
  expect(isSigned(change)).toBe(false)
})

test.each([301_000, 86_400_000, -300_001])('a signature is refused %i ms after it was made', (late) => {
  expect(isSigned({}, SECRET, T0 + late)).toBe(false)
})

test.each(['', 'whsec_', 'AAAA'])('a secret as short as %j opens no other key than itself', (secret) => {
  expect(isSigned({ 'webhook-signature': sign('') }, secret)).toBe(false)
  expect(isSigned({ 'webhook-signature': sign(Buffer.from('AAAA', 'base64')) }, secret)).toBe(false)
})

test('whatever is written in the headers is no signature, and never an error', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('v1,', 'v1,=', ',', ' '.repeat(1000), '-1', '1e3'))
  fc.assert(
    fc.property(text, text, text, (id, timestamp, signature) => {
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
      expect(isSigned(headers)).toBe(false)
    }),
  )
})
