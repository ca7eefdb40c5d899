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

const B64 = run('MIIEowIBAAKCAQEA7x', 64)

it.each([
  [
    'lines with the prefix of a log',
    `12:01 INFO -----BEGIN PRIVATE KEY-----\n12:01 INFO ${B64}\n12:01 INFO -----END PRIVATE KEY-----`,
  ],
  [
    'an encrypted key',
    `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AB12\n\n${B64}\n-----END RSA PRIVATE KEY-----`,
  ],
  [
    'a PGP key with headers',
    `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\nComment: a-b\n\n${B64}\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----`,
  ],
  ['a key on one line', `"key": "-----BEGIN EC PRIVATE KEY-----\\n${B64}\\n-----END EC PRIVATE KEY-----\\n"`],
  ['a key that was cut off', `-----BEGIN PRIVATE KEY-----\n${B64}\n${B64}\nthen the server stopped`],
])('%s is taken out whole', (_name, text) => {
  const redacted = redactSecrets(text)
  expect(redacted.text).not.toContain('MIIE')
  expect(redacted.found).toEqual(['private key'])
  if (text.includes('then')) expect(redacted.text).toContain('then the server stopped')
})

it.each([
  ['postgres://app:p@ss@word@db.example.org:5432/main', 'p@ss@word'],
  ['redis://:s3cr3t/with/slash@cache.example.org:6379', 's3cr3t/with'],
  ['https://deploy:t0ken@ghcr.example.org/acme', 't0ken'],
  ["SECRET_KEY = 'django-insecure-abcdef'", 'django-insecure'],
  ['DB_PASS=hunter2hunter2', 'hunter2'],
  ['MY_ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'ghp_a'],
  ['DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abcDEF123456/+==;EndpointSuffix=y', 'abcDEF'],
  ['docker login with dckr_pat_abcdefghijklmnopqrstuvwxyz1', 'dckr_pat'],
  ['HF is hf_abcdefghijklmnopqrstuvwxyzABCDEFGH', 'hf_abc'],
  ['curl -u admin:hunter2 https://example.org', 'hunter2'],
  ['curl --user "admin:hunter2" https://example.org', 'hunter2'],
  ['tool --password hunter2 --verbose', 'hunter2'],
  ['tool --db-password=hunter2x', 'hunter2x'],
  ["  'api_key' => 'abc123def456',", 'abc123'],
  ['os.environ["STRIPE_SECRET"] = "abcdefgh"', 'abcdefgh'],
  ['X-Api-Key: abcdefgh12345678', 'abcdefgh'],
  ['https://blob.example.org/x?sv=2020&sig=abcDEF123456', 'abcDEF'],
])('nothing of the secret in %s stays', (text, secret) => {
  const redacted = redactSecrets(text)
  expect(redacted.text).not.toContain(secret)
  expect(redacted.text).toContain('[redacted]')
  expect(redacted.found).toHaveLength(1)
})

it.each([
  'http://localhost:3000/users/@me',
  'see https://example.org:8080/a@b.example',
  'docker run -u 1000:1000 image; curl x',
  'git@github.com:acme/widget.git',
  'ssh://git@github.com/acme/widget.git',
  'if (token == expected) return',
  'the keyboard: qwertz123',
  'bypass: 123456789',
  'postgres://user:password@localhost/db',
  'at Object.keys (node:internal/x:12:34)',
])('no secret is seen in %s', (text) => {
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
