import { expect, it } from 'vitest'
import { redactPayload } from '../../src/inbox/redact-payload.ts'

it('a payload is kept without secrets, also where JSON writes their served in another way', () => {
  const body = 'my settings:\n{"password":"hunter2pw"}\n"token" = "abc\\"def123"'
  const kept = redactPayload(Buffer.from(JSON.stringify({ action: 'opened', issue: { id: 1, body } })))
  expect(kept?.toString()).not.toMatch(/hunter2pw|def123/)
  expect(JSON.parse(kept!.toString())).toMatchObject({ action: 'opened', issue: { id: 1 } })
})

it('what is no JSON, nested without end or larger than anybody reads is not kept', () => {
  expect(redactPayload(Buffer.from('{'))).toBeNull()
  expect(redactPayload(Buffer.from('['.repeat(200_000)))).toBeNull()
  expect(redactPayload(Buffer.from(JSON.stringify('a'.repeat(2_000_000))))).toBeNull()
})
