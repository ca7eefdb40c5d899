// Uninstalled and installed again, suspended, taken out and in: nothing that was so before is forgotten.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ticketCommand } from '../../src/cli/ticket.ts'
import { HOUR, KNOWN, MINUTE, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

const OTHER = 'acme/other'
/** `members` of a customer's organisation are read through the App's own installations. */
const PAYING = SETTINGS.replace('users:', 'organizations: { bigcorp: pro }\n  users:')

type Leave = (scene: Scene) => void
const LEAVES: Array<[how: string, leave: Leave, comeBack: Leave]> = [
  [
    'uninstalled and installed again',
    (scene) => scene.acts.uninstall(scene.installationId),
    (scene) => {
      scene.installationId = scene.acts.install('acme', [REPO, OTHER])
    },
  ],
  [
    'suspended and unsuspended',
    (scene) => scene.acts.suspend(scene.installationId),
    (scene) => scene.acts.unsuspend(scene.installationId),
  ],
  [
    'taken out and in',
    (scene) => scene.acts.uninstallRepositories(scene.installationId, [REPO]),
    (scene) => scene.acts.installRepositories(scene.installationId, [REPO]),
  ],
  [
    'reinstalled while the server heard nothing of it',
    (scene) => {
      scene.github.pauseWebhooks('drop')
      scene.acts.uninstall(scene.installationId)
    },
    (scene) => {
      scene.installationId = scene.acts.install('acme', [REPO, OTHER])
      scene.github.resumeWebhooks()
      scene.clock.skip(HOUR)
    },
  ],
]

describe.each(LEAVES)('a repository that was %s', (_, leave, comeBack) => {
  let scene: Scene
  let dataDir: string
  let before: Awaited<ReturnType<typeof seen>>
  const numbers = { late: 0, kept: 0, byHand: 0, answered: 0, opened: 0 }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'firstline-return-'))
    scene = await openScene({
      dataDir,
      settings: PAYING,
      covers: [REPO, OTHER],
      before: (acts) => {
        acts.addRepository(OTHER)
        acts.addOrganization('bigcorp')
        acts.addMember('bigcorp', 'carol', { public: true })
      },
    })
    const open = (login: string, draft: { title: string }) => scene.acts.openIssue(REPO, login, draft).number
    numbers.late = open('paula', UNKNOWN)
    numbers.kept = open('paula', { title: 'The ledger of last year' })
    numbers.byHand = open('robin', { title: 'A question of mine' })
    numbers.answered = open('robin', KNOWN)
    await scene.settle()
    scene.acts.label(REPO, numbers.byHand, 'maya', 'support: pro')
    await scene.settle()
    before = await seen([numbers.late, numbers.kept, numbers.byHand])
    leave(scene)
    await scene.settle()
    await scene.pass(2 * HOUR)
    scene.acts.comment(REPO, numbers.kept, 'maya', 'Look into the cellar.')
    numbers.opened = open('carol', { title: 'Nobody heard this one' })
    await scene.pass(5 * HOUR)
    expect(scene.said(numbers.late)).toEqual([])
    comeBack(scene)
    await scene.settle()
  })
  afterAll(async () => {
    await scene.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('tells a deadline that passed meanwhile at once, and once', async () => {
    const told = scene.parts(numbers.late)
    expect(told.filter((part) => part.startsWith('escalation'))).toHaveLength(1)
    expect(scene.labels(numbers.late)).toContain('sla: missed')
    await scene.pass(MINUTE)
    expect(scene.parts(numbers.late)).toEqual(told)
  })

  test('keeps every deadline, and what was set by hand', async () => {
    const after = await seen([numbers.late, numbers.kept, numbers.byHand])
    expect(after.map((one) => one.owed)).toEqual(before.map((one) => one.owed))
    expect(scene.labels(numbers.byHand)).toContain('support: pro')
  })

  test('finds what was answered in time meanwhile', () => {
    expect(scene.parts(numbers.kept)).toEqual([])
    expect(scene.labels(numbers.kept)).not.toContain('sla: missed')
  })

  test('answers nothing twice', () => {
    expect(scene.parts(numbers.answered).filter((part) => part.startsWith('answer'))).toHaveLength(1)
  })

  test('still knows who pays, and serves them', async () => {
    expect(scene.labels(numbers.opened)).toContain('support: pro')
    scene.acts.addMember('bigcorp', 'dora', { public: true })
    await scene.pass(2 * HOUR)
    const { number } = scene.acts.openIssue(REPO, 'dora', { title: 'I am new here' })
    await scene.settle()
    expect(scene.labels(number)).toContain('support: pro')
  })

  /** When the first response is due on each ticket, as long as it was not given. */
  async function seen(tickets: number[]) {
    const told: Array<{ owed: number | null }> = []
    for (const number of tickets) {
      let text = ''
      const out = (more: string) => {
        text += more
      }
      const io = { out, err: out, interactive: false, cwd: dataDir, env: { DATA_DIR: dataDir } }
      expect(await ticketCommand.run([`${REPO}#${number}`, '--json'], io)).toBe(0)
      const [first] = JSON.parse(text).clocks
      told.push({ owed: first.targetMs === null ? null : first.startedAt + first.targetMs })
    }
    return told
  }
})

test('a repository that moves to another owner and is renamed there goes on as it was', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-move-'))
  const scene = await openScene({
    dataDir,
    settings: SETTINGS,
    before: (acts) => {
      acts.addOrganization('newco')
      acts.addRepository('newco/other')
    },
  })
  scene.acts.install('newco', ['newco/other'])
  await scene.settle()
  const { number } = scene.acts.openIssue(REPO, 'paula', UNKNOWN)
  await scene.settle()
  expect(scene.labels(number)).toEqual(['support: pro'])
  scene.writes()
  scene.acts.transferRepository(REPO, 'newco')
  scene.acts.renameRepository('newco/widget', 'gadget')
  await scene.settle()
  await scene.pass(HOUR)
  const onTicket = (write: string) => write.includes(`/issues/${number}/`)
  expect(scene.writes().filter(onTicket)).toEqual([])
  await scene.pass(4 * HOUR)
  expect(scene.parts(number)).toContain('escalation first_response:missed')
  const name = 'newco/gadget'
  const second = scene.acts.openIssue(name, 'paula', { title: 'A question at the new place' }).number
  await scene.settle()
  expect(scene.labels(second)).toEqual(['support: pro'])
  await scene.close()
  await rm(dataDir, { recursive: true, force: true })
})
