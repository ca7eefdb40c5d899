// Correcting the past on the command line, beside the running server.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditCommand } from '../../src/cli/audit.ts'
import type { Command } from '../../src/cli/command.ts'
import { settingsCommand } from '../../src/cli/settings.ts'
import { HOUR, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

let scene: Scene
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
  scene = await openScene({ dataDir })
})
afterAll(async () => {
  await scene.close()
  await rm(dataDir, { recursive: true })
})

async function run(command: Command, ...args: string[]) {
  const told: string[] = []
  const io = {
    out: (text: string) => void told.push(text),
    err: (text: string) => void told.push(text),
    interactive: false,
    cwd: dataDir,
    env: { DATA_DIR: dataDir },
  }
  return { code: await command.run(args, io), out: told.join('') }
}

const backdate = (...args: string[]) => run(settingsCommand, 'backdate', ...args)

test('what it makes of kept and missed is printed, and stands in the audit log', async () => {
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.pass(5 * HOUR)
  scene.acts.comment(REPO, number, 'maya', 'Here I am.')
  await scene.settle()
  const longer = SETTINGS.replace('first_response: 4h', 'first_response: 1d')
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', longer)
  await scene.pass(HOUR)
  expect((await run(auditCommand)).out).toBe('Nothing was corrected.\n')
  const { code, out } = await backdate(REPO, '--since', '2020-01-01')
  expect(code).toBe(0)
  expect(out).toBe(
    `The settings of ${REPO} count since 2020-01-01T00:00:00.000Z.\n  #${number} first response (pro): missed → kept\n`,
  )
  const again = JSON.parse((await backdate(REPO, '--since', '2020-01-02', '--json')).out)
  expect(again).toEqual({ repository: REPO, since: '2020-01-02T00:00:00.000Z', changes: [] })
  const told = JSON.parse((await run(auditCommand, REPO, '--json')).out)
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
  expect((await run(auditCommand)).out).toContain(`  #${number} first response (pro): missed → kept\n`)
  expect((await run(auditCommand, 'acme/other')).out).toBe('Nothing was corrected.\n')
})

test.each([
  ['without a day', [REPO], /--since DATE/],
  ['with a day that is none', [REPO, '--since', 'Monday'], /is a date/],
  ['with a day to come', [REPO, '--since', '2999-01-01'], /in the past/],
  ['without a repository', ['--since', '2020-01-01'], /OWNER\/REPO is missing/],
])('%s it says what is wrong', async (_, args, message) => {
  await expect(backdate(...args)).rejects.toThrow(message)
})
