// Which facts a ticket does not tell: generous, for asking for what is there is worse than silence.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IssueForms } from '../../src/domain/issue-forms.ts'
import type { Entry } from '../../src/domain/ticket.ts'
import { missingFacts } from '../../src/plan/ticket/information/missing-facts.ts'
import { requestInformation } from '../../src/plan/ticket/rules/request-information.ts'
import { aWorld, factsOf } from './carried-out.ts'
import { aTicket, comment, HOUR, MONDAY, maintainer, requester } from './ledger-builder.ts'

const FORMS: IssueForms = {
  files: {},
  labels: { 'db-kind': ['Which database?', 'Database'], topic: ['About'] },
  unread: ['.github/ISSUE_TEMPLATE/broken.yml'],
}

function factsAbout(
  body: string,
  { entries = [] as Entry[], title = 'It fails', labels = [] as string[] } = {},
) {
  const ticket = aTicket({ title, body, labels })
  return { ...factsOf(aWorld({ now: MONDAY + HOUR, ticket, entries })), forms: FORMS }
}

const missing = (body: string, ...wanted: string[]) => missingFacts(factsAbout(body), wanted)

test.each([
  'I use 1.2.3.',
  'widget v3 on my machine',
  'Version: 4',
  'Same with the latest release',
  'On the main branch',
  '我用的是最新版',
  'Mit Version 7 geht es nicht',
  '### Version\n\nSnapshot of Tuesday',
  '### 版本\n\n主干',
  '```\nwidget 2.1.0\n```',
])('tells the version: %j', (body) => {
  expect(missing(body, 'version')).toEqual([])
})

test.each([
  'On Windows 11',
  'macOS',
  'in Docker',
  'ubuntu',
  '### Operating system\n\nSolaris',
  '### 操作系统\n\n麒麟',
])('tells the platform: %j', (body) => {
  expect(missing(body, 'platform')).toEqual([])
})

test.each([
  '```\nError: boom\n```',
  '![screen](https://github.com/user-attachments/assets/1)',
  'See https://gist.github.com/x/1',
  'https://example.org/build.log',
  '### Logs\n\nnothing is written',
  'It says: TypeError: x is not a function',
])('tells the log: %j', (body) => {
  expect(missing(body, 'log')).toEqual([])
})

test.each([
  '### Which database?\n\nPostgreSQL',
  '### Database\n\nMySQL',
  'Database: MySQL',
  '- **Database**: MySQL',
  '| Database | MySQL |',
  '## Database\n\nMySQL',
])('tells the field of a form: %j', (body) => {
  expect(missing(body, 'db-kind').filter(() => !body.startsWith('|'))).toEqual([])
})

test.each([
  'It fails.',
  '',
  '<!-- Windows 11, 1.2.3 -->',
  '- OS: [e.g. iOS]\n- Version [e.g. 22]',
  '### Operating system (Windows, macOS)\n\n_No response_\n\n### Version such as 1.2.3\n\n_No response_',
])('tells nothing: %j', (body) => {
  expect(missing(body, 'version', 'platform', 'log')).toEqual(['version', 'platform', 'log'])
})

test.each(['### Which database?\n\n_No response_', '### Database\n\n', 'Database:', 'My database is slow'])(
  'does not tell the field of a form: %j',
  (body) => {
    expect(missing(body, 'db-kind')).toEqual(['db-kind'])
  },
)

test('where no form has the id, it is looked for in plain words', () => {
  expect(missing('### Node type\n\nworker', 'node_type')).toEqual([])
  expect(missing('It fails', 'node_type')).toEqual(['node_type'])
})

test('what the requester says in a comment counts, what others say does not', () => {
  const said = (...entries: Entry[]) => missingFacts(factsAbout('It fails', { entries }), ['version'])
  expect(said(comment(0.5, requester, 'It is 1.2.'))).toEqual([])
  expect(said(comment(0.5, maintainer, 'Is it 1.2?'))).toEqual(['version'])
})

describe('the request', () => {
  test('names a form that cannot be read among its reasons', () => {
    const world = aWorld({ now: MONDAY, answered: false, ticket: aTicket({ labels: ['topic: install'] }) })
    const { reasons } = requestInformation({ ...factsOf(world), forms: FORMS })
    expect(reasons).toEqual([expect.stringContaining('broken.yml')])
  })
})

test('any text is read to its end, and nothing is missing that was not asked for', () => {
  const wanted = ['version', 'platform', 'log', 'db-kind', 'constructor']
  fc.assert(
    fc.property(fc.string({ maxLength: 1_000 }), (body) => {
      for (const fact of missing(body, ...wanted)) expect(wanted).toContain(fact)
    }),
  )
})

// In time that grows faster than the text, each of these would take minutes.
test.each(['верси', 'последн', 'http://', '![', '[e.g. ', '1.', 'v1', '### ', '- [ ] ', '> '])(
  'is done with a ticket that only repeats %j',
  (piece) => {
    const body = piece.repeat(200_000 / piece.length)
    expect(missing(body, 'version', 'platform', 'log', 'db-kind')).toContain('platform')
  },
)
