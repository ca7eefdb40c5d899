import fc from 'fast-check'
import { expect, it } from 'vitest'
import { redactSecrets } from '../../src/knowledge/index.ts'

const run = (letters: string, length: number) => letters.repeat(length).slice(0, length)

it.each([
  ['GitHub token', `ghp_${run('aB3', 36)}`],
  ['GitHub token', `github_pat_${run('aB3_', 60)}`],
  ['AWS key', `AKIA${run('ABCD2345', 16)}`],
  ['Slack token', `xoxb-${run('1234-', 30)}`],
  ['Stripe key', `sk_live_${run('aB3', 24)}`],
  ['Stripe key', `whsec_${run('aB3', 32)}`],
  ['npm token', `npm_${run('aB3', 36)}`],
  ['JSON web token', `eyJ${run('hbGci', 30)}.${run('eyJzd', 40)}.${run('sig-_', 30)}`],
  ['private key', `-----BEGIN RSA PRIVATE KEY-----\n${run('MIIEow', 300)}\n-----END RSA PRIVATE KEY-----`],
])('a %s is taken out and named', (kind, secret) => {
  const { text, found } = redactSecrets(`before ${secret} after`)
  expect(text).toBe('before [redacted] after')
  expect(found).toEqual([kind])
})

it.each([
  ['password = hunter2hunter2', 'password = [redacted]', 'password'],
  ['DB_PASSWORD: "s3cr3t-value"', 'DB_PASSWORD: [redacted]', 'password'],
  ['Authorization: Bearer abcdef123456', 'Authorization: Bearer [redacted]', 'authorization header'],
  ['postgres://me:pa55word@host/db', 'postgres://me:[redacted]@host/db', 'credentials in a URL'],
])('%s keeps its name', (before, after, kind) => {
  expect(redactSecrets(before)).toEqual({ text: after, found: [kind] })
})

it.each([
  'password: <your password>',
  'token = $GITHUB_TOKEN',
  'Unexpected token: expected a comma',
  'the secret: patience',
  'https://example.org/a@b',
])('%s is left as it is', (text) => {
  expect(redactSecrets(text)).toEqual({ text, found: [] })
})

it('redacting twice changes nothing more', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(`ghp_${run('a1', 36)}`, 'password=abcdef12', ''),
      (text, secret) => {
        const once = redactSecrets(`${text} ${secret}`).text
        expect(redactSecrets(once).text).toBe(once)
        if (secret !== '') expect(once).not.toContain(secret)
      },
    ),
  )
})
