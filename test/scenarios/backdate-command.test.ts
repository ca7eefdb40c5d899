// Correcting the past on the command line, beside the running server.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditCommand } from '../../src/cli/audit.ts'
import type { Command } from '../../src/cli/command.ts'
import { reportCommand } from '../../src/cli/report.ts'
import { settingsCommand } from '../../src/cli/settings.ts'
import { settingsHistory } from '../../src/store/settings-versions.ts'
import { HOUR, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'
import { openRepositoryOf } from './report-of.ts'

let scene: Scene
let dataDir: string
let number: number

/** A paying customer was answered after five hours of four; since then a day is promised. */
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
  scene = await openScene({ dataDir })
  number = await answeredAfter(5 * HOUR)
  await configure(SETTINGS.replace('first_response: 4h', 'first_response: 1d'))
})
afterEach(async () => {
  await scene.close()
  await rm(dataDir, { recursive: true })
})

async function answeredAfter(ms: number): Promise<number> {
  const issue = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.pass(ms)
  scene.acts.comment(REPO, issue.number, 'maya', 'Here I am.')
  await scene.settle()
  return issue.number
}

async function configure(text: string): Promise<void> {
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', text)
  await scene.pass(HOUR)
}

type Ask = (question: string) => Promise<string>

async function run(command: Command, args: string[], ask?: Ask) {
  const told: string[] = []
  const io = {
    out: (text: string) => void told.push(text),
    // How far it has come, on a slow machine.
    err: () => {},
    interactive: ask !== undefined,
    ask: ask && ((question: string) => ask(told.join('') + question)),
    cwd: dataDir,
    env: { DATA_DIR: dataDir },
  }
  return { code: await command.run(args, io), out: told.join('') }
}

const SINCE = ['--since', '2020-01-01']
const backdate = (args: string[], ask?: Ask) => run(settingsCommand, ['backdate', ...args], ask)
const audited = async () => JSON.parse((await run(auditCommand, [REPO, '--json'])).out)
const versions = async () => {
  const { context } = await openRepositoryOf(scene)
  return settingsHistory(scene.firstline.store.db, context.repository.id)
}
const reported = async () => {
  const { out } = await run(reportCommand, [REPO, '--from', '2020-01-01', '--json'])
  return JSON.parse(out).tiers
}
const never: Ask = async () => expect.unreachable('nothing is to be asked')

function change(of = number): string {
  return `  #${of} first response (pro): missed → kept
Figures over all its tickets:
  pro, first response: met 0 → 1, missed 1 → 0, corrected 0 → 1
  all, first response: met 0 → 1, missed 1 → 0, corrected 0 → 1
`
}
const COUNT = `settings of ${REPO} count since 2020-01-01T00:00:00.000Z`

describe('where nobody sits at a terminal', () => {
  test('what it makes of kept and missed is done and printed, and stands in the audit log', async () => {
    expect((await run(auditCommand, [])).out).toBe('Nothing was corrected.\n')
    const { code, out } = await backdate([REPO, ...SINCE])
    expect(code).toBe(0)
    expect(out).toBe(`The ${COUNT}.\n${change()}`)
    const again = await backdate([REPO, '--since', '2020-01-02', '--json'])
    const since = '2020-01-02T00:00:00.000Z'
    expect(JSON.parse(again.out)).toEqual({ repository: REPO, since, done: true, changes: [], figures: [] })
    const told = await audited()
    expect(told).toMatchObject([
      {
        repository: REPO,
        actor: 'command line',
        action: 'settings backdate',
        data: {
          since: '2020-01-01T00:00:00.000Z',
          changes: [{ number, clock: 'first_response', tier: 'pro', was: 'missed', is: 'kept' }],
        },
      },
      { data: { changes: [] } },
    ])
    expect(told[0].at).toMatch(/^\d{4}-.*Z$/)
    expect((await run(auditCommand, [])).out).toContain(`  #${number} first response (pro): missed → kept\n`)
    expect((await run(auditCommand, ['acme/other'])).out).toBe('Nothing was corrected.\n')
  })
})

describe('a preview', () => {
  test('shows what would change, and changes nothing', async () => {
    const [before, history] = [await reported(), await versions()]
    const { code, out } = await backdate([REPO, ...SINCE, '--preview'], never)
    expect([code, out]).toEqual([0, `If the ${COUNT}:\n${change()}`])
    expect(await reported()).toEqual(before)
    expect(await versions()).toEqual(history)
    expect(await audited()).toEqual([])
  })

  test('says exactly what is then done, and what the report then says', async () => {
    const before = await reported()
    const shown = JSON.parse((await backdate([REPO, ...SINCE, '--preview', '--json'])).out)
    expect(shown).toMatchObject({ done: false, changes: [{ number, was: 'missed', is: 'kept' }] })
    const done = JSON.parse((await backdate([REPO, ...SINCE, '--json'])).out)
    expect(done).toEqual({ ...shown, done: true })
    const after = await reported()
    const at = (tiers: typeof after, { tier, figure }: { tier: string; figure: string }) =>
      figure.split('.').reduce((value, key) => value?.[key], tiers[tier]) ?? 0
    for (const moved of done.figures) {
      expect([at(before, moved), at(after, moved)]).toEqual([moved.was, moved.is])
    }
    expect((await audited())[0].data.changes).toEqual(shown.changes)
  })
})

describe('on a terminal', () => {
  test('it is shown and asked, and nothing is done without a yes', async () => {
    const asked: string[] = []
    const { code, out } = await backdate([REPO, ...SINCE], async (seen) => {
      asked.push(seen)
      return ''
    })
    expect(asked).toEqual([`If the ${COUNT}:\n${change()}Do this? [y/N] `])
    expect([code, out]).toEqual([0, `If the ${COUNT}:\n${change()}Nothing was changed.\n`])
    expect(await audited()).toEqual([])
  })

  test('a yes does it', async () => {
    const { code, out } = await backdate([REPO, ...SINCE], async () => 'y')
    expect([code, out]).toEqual([0, `If the ${COUNT}:\n${change()}Done: the ${COUNT}.\n`])
    expect((await reported()).pro.first_response).toMatchObject({ met: 1, missed: 0, corrected: 1 })
  })

  test.each([
    ['a ticket was answered', async () => void (await answeredAfter(HOUR)), 'met 1 → 2, missed 1 → 0'],
    [
      'the settings were changed',
      () => configure(SETTINGS.replace('first_response: 4h', 'first_response: 3h')),
      'No promise is kept or missed because of that.',
    ],
  ])('where %s before the yes, it is shown and asked anew', async (_, happens, shown) => {
    let asked = 0
    const { out } = await backdate([REPO, ...SINCE], async () => {
      asked += 1
      if (asked === 1) await happens()
      return 'yes'
    })
    const [first = '', second = ''] = out.split('Nothing was changed yet: ')
    expect(first).toBe(`If the ${COUNT}:\n${change()}`)
    expect(second).toContain(shown)
    expect([asked, second.endsWith(`Done: the ${COUNT}.\n`)]).toEqual([2, true])
    expect(await audited()).toHaveLength(1)
  })

  test.each([['--yes'], ['--json']])('%s asks nothing', async (option) => {
    await backdate([REPO, ...SINCE, option], never)
    expect(await audited()).toHaveLength(1)
  })
})

test.each([
  ['without a day', [REPO], /--since DATE/],
  ['with a day that is none', [REPO, '--since', 'Monday'], /is a date/],
  ['with a day to come', [REPO, '--since', '2999-01-01'], /in the past/],
  ['without a repository', SINCE, /OWNER\/REPO is missing/],
])('%s it says what is wrong', async (_, args, message) => {
  await expect(backdate(args)).rejects.toThrow(message)
})
