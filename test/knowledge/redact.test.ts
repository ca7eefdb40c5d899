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
  expect(redactSecrets(before)).toMatchObject({ text: after, found: [kind] })
})

it.each([
  'password: <your password>',
  'token = $GITHUB_TOKEN',
  'Unexpected token: expected a comma',
  'the secret: patience',
  'https://example.org/a@b',
])('%s is left as it is', (text) => {
  expect(redactSecrets(text)).toMatchObject({ text, found: [] })
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
  expect(redactSecrets(text)).toMatchObject({ text, found: [] })
})

it.each([
  ['a value with quotes in quotes', '{"password": "pa\\"ss1234"}', 'ss1234'],
  ['JSON within a text', '{\\"password\\":\\"hunter22\\"}', 'hunter22'],
  ['a line of YAML with one word', 'db:\n  password: correcthorse\n', 'correcthorse'],
  ['folded YAML', 'password: >-\n  hunter2secret', 'hunter2secret'],
  ['a variable of Kubernetes', '- name: DB_PASSWORD\n  value: hunter2pw', 'hunter2pw'],
  ['a pair of name and value', '{"name":"DB_PASSWORD","value":"hunter2pw"}', 'hunter2pw'],
  ['an element of XML', '<password>hunter2</password>', 'hunter2'],
  ['a constant of PHP', "define('DB_PASSWORD', 'hunter2');", 'hunter2'],
  ['a row of a table', '| password | hunter2pw |', 'hunter2pw'],
  ['bold words', '**Password:** hunter2pw', 'hunter2pw'],
  ['a sentence', 'the password is hunter2pw', 'hunter2pw'],
  ['Chinese', '密码：hunter2pw', 'hunter2pw'],
  ['Russian', 'пароль: hunter2pw', 'hunter2pw'],
  ['.netrc', 'machine h\n  login me\n  password correcthorse', 'correcthorse'],
  ['a Dockerfile', 'ENV DB_PASSWORD hunter2pw', 'hunter2pw'],
  ['a value with signs that end others', 'DB_PASSWORD=ab,cd;12(34', 'cd;12'],
  ['a short password', 'DB_PASSWORD=1234', '1234'],
  ['a key of 64 signs behind a scheme', 'APP_KEY=base64:FBXJVxz1TbT1zxVJXBF93n7hRRh7n39F=', 'FBXJ'],
  ['mysql', 'mysql -u root -pS3cretPw! mydb', 'S3cretPw'],
  ['a registry', 'docker login -u me -p hunter2pw registry.example.org', 'hunter2pw'],
  ['redis', 'redis-cli -a hunter2x ping', 'hunter2x'],
  ['curl with a password of three words', 'curl --user "alice:my pass word" https://example.org', 'word'],
  ['a scheme of its own', 'Authorization: ApiKey aB3aB3aB3aB3', 'aB3'],
  ['a signed request', 'Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=0c22c0e684aa', '0c22c0'],
  ['the second cookie', 'Cookie: a=b; session=abcdef1234567890', 'abcdef1234567890'],
  ['a registry of containers', '{"auths":{"ghcr.io":{"auth":"bWU6aHVudGVyMnB3Cg=="}}}', 'bWU6'],
  ['a key in base64', `key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVkt${B64}`, 'MIIE'],
  ['a key of JSON', `{"kty":"RSA","n":"x","d":"${B64}"}`, 'MIIE'],
  ['a key whose beginning is lost', `${B64}\n${B64}\nMIIEab==\n-----END PRIVATE KEY-----`, 'MIIE'],
  ['a key of PuTTY', `Private-Lines: 2\n${B64}\n${B64}\nPrivate-MAC: 00ff00ff`, 'MIIE'],
  ['a key with marks behind its lines', `-----BEGIN PRIVATE KEY----- # a\n${B64} # a\n${B64} # a`, 'MIIE'],
  ['a secret key of AWS', 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzKEZz', 'bPxRf'],
  ['a token glued to a word', `xghp_${run('aB3', 36)}`, 'aB3'],
  ['a webhook of Discord', `https://discord.com/api/webhooks/123456789012345678/${run('aB3', 68)}`, 'aB3'],
  ['a workflow of Slack', `https://hooks.slack.com/workflows/T0/A0/1/${run('aB3', 24)}`, 'aB3'],
  ['a phrase that restores a wallet', `mnemonic: ${run('legal winner thank ', 75).trim()}`, 'winner'],
  ['a database with a name of one word', 'postgresql://u:a#b?c1@db/main', 'a#b'],
])('nothing of %s stays', (_name, text, secret) => {
  const { text: redacted, found } = redactSecrets(text)
  expect(redacted).not.toContain(secret)
  expect(found).not.toEqual([])
})

it.each([
  ['glffct-', run('aB3', 20)],
  ['rubygems_', run('0af', 48)],
  ['gsk_', run('aB3', 52)],
  ['shpat_', run('0af', 32)],
  ['hvs.', run('aB3', 90)],
  ['dapi', run('0af', 32)],
  ['ntn_', run('aB3', 46)],
  ['figd_', run('aB3', 40)],
  ['sntrys_', run('aB3', 100)],
  ['tskey-auth-', run('aB3', 40)],
  ['polar_oat_', run('aB3', 43)],
  ['pscale_tkn_', run('aB3', 43)],
  ['AGE-SECRET-KEY-1', run('QP3', 58)],
])('a token that begins with %s is taken out, also behind a name', (begins, rest) => {
  for (const text of [`${begins}${rest}`, `(${begins}${rest}).`, `MY_${begins}${rest}`]) {
    expect(redactSecrets(text).text).not.toContain(rest.slice(0, 12))
  }
})

it.each([
  'PWD=/home/user/app1 OLDPWD=/home/user/app2',
  'client-key: /etc/ssl/client2.pem',
  '"password": "string"',
  'const token = req.headers.authorization',
  'token = os.environ["TOKEN"]',
  'token => token.id1',
  'token := lexer.next1()',
  'password=$(cat /run/secrets/db)',
  'password: z.string().min(8)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: so it stands in workflows
  'GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}',
  'bearer authentication is not supported',
  'Authorization: required',
  "credentials: 'same-origin'",
  'the token = expired',
  'SyntaxError: Unexpected token } in JSON at position 12',
  'password authentication failed for user "postgres"',
  'error: password: must be at least 8 characters',
  'max_tokens: 4096, num_tokens=1234567',
  'sort_key=created_at1 cache-key: v1-npm-abcdef1234567',
  'Tests: 12 passed, pass: 12',
  'git commit 0c22c0e684aa486e0c22c0e684aa486e0c22c0e6',
  'sha512-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn==',
  '_ZN4core3ops8function6FnOnce9call_once17h0123456789abcdefE',
  'docker run -p 8080:80 --user 1000:1000 image curl http://x',
  'mysql -u root -p mydb, mysql -P3306',
  'ssh -p 2222 host; mkdir -p foo/bar1; sort -u file1:2',
  'curl -u https://example.org/path',
  '<input type="password" id="pw1" />',
  'Password for user postgres1:',
  '密码错误 12',
  '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----',
  '- name: DB_PASSWORD\n  valueFrom: { secretKeyRef: { name: s1, key: p2 } }',
])('ordinary text stays: %s', (text) => {
  expect(redactSecrets(text)).toMatchObject({ text, found: [] })
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

it.each([
  `token ghp_${run('aB3dE6', 36)}`,
  `AKIA${run('QZ7LW2', 16)}`,
  'DB_PASSWORD=Zk8vQ2mXp4',
  'my password is Tr0ub4dor&3',
  'Authorization: Bearer 9f8a7b6c5d4e3f2a1b0c9d8e',
  'postgres://app:Zk8vQ2mXp4Lw@db.acme.io:5432/app',
  'api_key = "f8e7d6c5b4a39281706f5e4d3c2b1a09"',
  'curl -u alice:Zk8vQ2mXp4 https://acme.io',
  '密码：Zk8vQ2mXp4',
  `-----BEGIN PRIVATE KEY-----\n${B64}\n-----END PRIVATE KEY-----`,
])('somebody should be told of %s', (text) => {
  expect(redactSecrets(text).real).toHaveLength(1)
})

it.each([
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${run('x', 36)}`,
  `ghp_your_token_here_${run('aB3', 20)}`,
  'https://hooks.slack.com/services/xxx/xxx/xxx',
  `sk_test_${run('aB3dE6', 24)}`,
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fw',
  'DB_PASSWORD=postgres1',
  'password: correcthorse',
  'PASSWORD=hunter2hunter2',
  'postgres://postgres:postgres@localhost:5432/app',
  'https://user:Zk8vQ2mXp4@example.com/',
  'redis://:Zk8vQ2mXp4@redis:6379',
  'Set-Cookie: session=abcdef1234567890abcdef',
  'Authorization: Bearer abcdef123456',
  'https://codecov.io/gh/acme/widget/graph/badge.svg?token=8N5CTVQ1ZK',
  'cache-key-d41d8cd98f00b204e9800998ecf8427e',
  'request api-3f2b1c4d-1a2b-4c3d-8e9f-0a1b2c3d4e5f failed',
  'const x = ghs_installation_token_of_the_app',
  '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
])('nobody is told of %s', (text) => {
  expect(redactSecrets(text).real).toEqual([])
})
