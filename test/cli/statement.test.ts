// `firstline statement`: what a customer's tickets of a month came to, as the server's database knows it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { statementCommand } from '../../src/cli/statement.ts'
import { DAY, HOUR, openScene, REPO, type Scene } from '../scenarios/harness.ts'
import { runCommand } from './run-command.ts'

const OTHER = 'acme/gadget'
const SETTINGS = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h, next_response: 8h }
entitlements:
  github_sponsors: ~
  users: { paula: pro }
  customers: { repository: acme/customers, path: customers.yml }
calendars: { office: { time_zone: Europe/Berlin, hours: { mon-fri: ["09:00-17:00"] } } }
`
const CUSTOMERS = `
- { customer: "Big & Co", tier: pro, seats: [carl, cora], valid: { from: 2026-01-01 } }
- { customer: "Gone Ltd", tier: pro, seats: [gus], valid: { from: 2026-01-01, until: 2026-11-01 } }
`

let scene: Scene
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-statement-'))
  scene = await openScene({
    settings: SETTINGS,
    dataDir,
    covers: [REPO, OTHER, 'acme/customers'],
    before: (acts) => {
      for (const login of ['carl', 'cora', 'gus']) acts.addUser(login)
      acts.addRepository(OTHER)
      acts.setPermission(OTHER, 'maya', 'triage')
      acts.putFile(OTHER, 'maya', '.github/firstline.yml', SETTINGS)
      acts.addRepository('acme/customers', { private: true })
      acts.putFile('acme/customers', 'maya', 'customers.yml', CUSTOMERS)
      acts.addOrganization('beta')
      acts.addRepository('beta/tool')
      acts.putFile('beta/tool', 'maya', '.github/firstline.yml', SETTINGS.replace(/ {2}customers: .*\n/, ''))
      acts.install('beta', ['beta/tool'])
    },
  })
  await aMonth()
}, 60_000)
afterAll(async () => {
  await scene.close()
  await rm(dataDir, { recursive: true })
})

const open = async (repo: string, login: string, title: string) => {
  const { number } = scene.acts.openIssue(repo, login, { title, body: 'Since Tuesday.' })
  await scene.settle()
  return number
}
const say = async (repo: string, number: number, login: string, body: string) => {
  scene.acts.comment(repo, number, login, body)
  await scene.settle()
}

/** One ticket is answered in time, then waits and is answered late; another, elsewhere, is answered in December. */
async function aMonth(): Promise<void> {
  const kept = await open(REPO, 'carl', '=cmd|A1 "quoted", with a comma')
  await scene.pass(HOUR)
  await say(REPO, kept, 'maya', 'Which version?\n\n/spent 45m')
  await scene.pass(HOUR)
  await say(REPO, kept, 'carl', 'It is 2.1.')
  await scene.pass(10 * HOUR)
  await say(REPO, kept, 'maya', 'Then try 2.2.')
  scene.acts.close(REPO, kept, 'maya', 'completed')
  await open(REPO, 'paula', 'Another payer asks')
  await open(REPO, 'robin', 'Somebody asks')
  await open(REPO, 'gus', 'A contract that is over')
  await scene.pass(Date.parse('2026-11-30T21:00:00Z') - scene.clock.now())
  const late = await open(OTHER, 'cora', 'Late in the month')
  await scene.pass(3 * HOUR)
  await say(OTHER, late, 'maya', 'We look.\n\n/spent 2h')
  await scene.pass(DAY)
}

/** As somebody runs it on 3 December. */
async function statement(...args: string[]) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-03T12:00:00Z') })
  try {
    const env = { DATA_DIR: dataDir, SENTENCE_MODEL: 'off' }
    return (await runCommand(statementCommand, args, { cwd: '/', env })).out
  } finally {
    vi.useRealTimers()
  }
}

describe('a statement', () => {
  test('tells of each promise with its clock, what was kept, and the time spent', async () => {
    expect(await statement('Big & Co', '--month', '2026-11')).toMatchInlineSnapshot(`
      "# November 2026: support for Big &amp; Co

      - Support by: acme
      - Tier: pro
      - Accounts: carl, cora
      - Tickets: 2
      - Promises kept: **50 %** (1 of 2)
      - Time spent: 0.75 h

      ## [acme/widget#​2](https://github.com/acme/widget/issues/2) =cmd\\|A1 "quoted", with a comma

      Opened Mon 16 Nov 11:00 by carl · closed · 0.75 h spent

      | Clock | Promise | Target | From | Due | Ended | Took |
      | --- | --- | --- | --- | --- | --- | --- |
      | First response | **kept** | 4 h (pro) | Mon 16 Nov 11:00 | Mon 16 Nov 15:00 | Mon 16 Nov 12:00 | 1 h |
      | Next response | **missed** | 8 h (pro) | Mon 16 Nov 13:00 | Mon 16 Nov 21:00 | Mon 16 Nov 23:00 | 10 h |
      | Resolution | none | – | Mon 16 Nov 11:00 | – | Mon 16 Nov 23:00 | 12 h |

      ## [acme/gadget#​2](https://github.com/acme/gadget/issues/2) Late in the month

      Opened Mon 30 Nov 22:00 by cora · open

      | Clock | Promise | Target | From | Due | Ended | Took |
      | --- | --- | --- | --- | --- | --- | --- |
      | First response | runs | 4 h (pro) | Mon 30 Nov 22:00 | Tue 1 Dec 02:00 | – | 2 h |
      | Resolution | none | – | Mon 30 Nov 22:00 | – | – | 2 h |

      <sub>As of Mon 30 Nov 2026, 23:59 Europe/Berlin; times are those of Europe/Berlin. A promise counts in the month in which it was kept or missed.</sub>
      "
    `)
  })

  test('counts a promise in the month in which it was kept, and time in the month in which it was told', async () => {
    const text = await statement('big & co', '--month', '2026-12')
    expect(text).toContain('- Tickets: 1\n- Promises kept: **100 %** (1 of 1)\n- Time spent: 2\u00a0h')
  })

  test('of somebody by login is of that account alone', async () => {
    const text = await statement('@cora', '--month', '2026-11')
    expect(text).toContain('# November 2026: support for @\u200bcora')
    expect(text).toContain('Late in the month')
    expect(text).not.toContain('quoted')
    expect(text).toContain('- Support by: acme\n- Tier: pro\n- Accounts: cora\n')
  })

  test('of whoever pays two owners is of the one that is named', async () => {
    const asked = ['@paula', '--month', '2026-11']
    await expect(statement(...asked)).rejects.toThrow(
      '"@paula" is a customer of acme and of beta: say which with --owner.',
    )
    expect(await statement(...asked, '--owner', 'ACME')).toContain('Another payer asks')
    expect(await statement(...asked, '--owner', 'beta')).toContain('- Support by: beta\n')
  })

  test('leaves out what was asked when the contract was over', async () => {
    const text = await statement('Gone Ltd', '--month', '2026-11')
    expect(text).toContain('- Tier: pro\n- Accounts: gus\n- Tickets: 0\n')
    expect(text).toContain('No ticket was opened, and no clock ran.')
  })

  test('is a table for spreadsheets that none of them takes for a formula', async () => {
    const csv = await statement('Big & Co', '--month', '2026-11', '--format', 'csv')
    const lines = csv.split('\r\n')
    expect(lines.pop()).toBe('')
    expect(lines).toHaveLength(6)
    expect(lines[0]?.split(',')).toHaveLength(25)
    expect(lines[1]).toContain(`,"'=cmd|A1 ""quoted"", with a comma",carl,2026-11-16T`)
    expect(lines.map((line) => line.split(',').slice(-12).join(',')).slice(1)).toMatchInlineSnapshot(`
      [
        "first_response,pro,4h,always,2026-11-16T10:00:01Z,2026-11-16T14:00:01Z,2026-11-16T11:00:03Z,responded,kept,2026-11-16T11:00:03Z,3602,0",
        "next_response,pro,8h,always,2026-11-16T12:00:05Z,2026-11-16T20:00:05Z,2026-11-16T22:00:07Z,responded,missed,2026-11-16T20:00:05Z,36002,0",
        "resolution,,,,2026-11-16T10:00:01Z,,2026-11-16T22:00:08Z,resolved,neither,,43207,0",
        "first_response,pro,4h,always,2026-11-30T21:00:01Z,2026-12-01T01:00:01Z,,running,runs,,7199,0",
        "resolution,,,,2026-11-30T21:00:01Z,,,running,neither,,7199,0",
      ]
    `)
    expect(lines.slice(1).map((line) => /,([\d.]*),(?:first|next|resol)/.exec(line)?.[1])).toEqual([
      '45',
      '',
      '',
      '0',
      '',
    ])
  })
})

describe('what is asked wrongly', () => {
  test.each([
    [['Big & Cow', '--month', '2026-11'], 'There is no customer "Big & Cow": .* Did you mean "Big & Co"\\?'],
    [['@karl', '--month', '2026-11'], 'There is no customer "@karl": .* Did you mean "@carl"\\?'],
    [['Big & Co'], 'Say which month: --month 2026-11.'],
    [['Big & Co', '--month', '2026-13'], '--month is a month such as 2026-11, not "2026-13".'],
    [['Big & Co', '--month', '0000-01'], '--month is a month such as 2026-11, not "0000-01".'],
    [['Big & Co', '--month', 'november'], '--month is a month such as 2026-11, not "november".'],
    [['Big & Co', '--month', '2027-01'], 'January 2027 has not begun yet.'],
    [['Big & Co', '--month', '2026-11', '--format', 'pdf'], '--format is md or csv, not "pdf".'],
    [['Big & Co', '--month', '2026-11', '--owner', 'gamma'], 'No repository of "gamma" is known here.'],
  ])('%j', async (args, message) => {
    await expect(statement(...args)).rejects.toThrow(new RegExp(message))
  })
})
