// Figures that the server keeps, and reports that are the same with them and without.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doctorCommand } from '../../src/cli/doctor.ts'
import { retryCommand } from '../../src/cli/retry.ts'
import type { Finding } from '../../src/doctor/finding.ts'
import { inOneGo } from '../../src/domain/steps.ts'
import { backdateSettings } from '../../src/facts/backdate.ts'
import { countFigures } from '../../src/facts/each-figure.ts'
import { figuresOf, type View } from '../../src/facts/figures.ts'
import { correctedPromises } from '../../src/report/corrections.ts'
import { countAll, countMetrics } from '../../src/report/metrics.ts'
import { dropFigures } from '../../src/store/figures.ts'
import { formatReport, REPORT_FORMATS } from '../../src/words/report/formats.ts'
import { runCommand } from '../cli/run-command.ts'
import { aReport } from '../words/report-builder.ts'
import { DAY, HOUR, KNOWN, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'
import { openRepositoryOf } from './report-of.ts'

let scene: Scene
let dataDir: string

/** Tickets of many kinds, and settings that were changed, renamed and corrected. */
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-'))
  scene = await openScene({ dataDir })
  const { acts } = scene
  const [late, open, answered, helped] = [UNKNOWN, UNKNOWN, UNKNOWN, KNOWN].map((text, i) =>
    acts.openIssue(REPO, ['paula', 'sam', 'paula', 'eve'][i]!, text),
  )
  await scene.pass(5 * HOUR)
  acts.comment(REPO, late!.number, 'maya', 'Here I am.')
  acts.comment(REPO, answered!.number, 'maya', 'Which version?')
  acts.comment(REPO, answered!.number, 'paula', 'The newest.')
  await scene.pass(HOUR)
  acts.close(REPO, helped!.number, 'eve', 'completed')
  acts.label(REPO, open!.number, 'maya', 'support: pro')
  acts.putFile(
    REPO,
    'maya',
    '.github/firstline.yml',
    SETTINGS.replace('first_response: 4h', 'first_response: 1d'),
  )
  await scene.pass(2 * DAY)
})
afterEach(async () => {
  await scene.close()
  await rm(dataDir, { recursive: true })
})

const kept = () => scene.firstline.store.db.selectFrom('figure').selectAll().execute()

async function spanOf(days: number) {
  const now = scene.clock.now()
  return { now, span: { fromAt: now - days * DAY, toAt: now + 1 } }
}

/** In every format, as it was counted from what is kept. */
async function reportBy(view: View, days: number): Promise<string[]> {
  const { deps, context } = await openRepositoryOf(scene)
  const { now, span } = await spanOf(days)
  const tiers = context.settings.tiers.map(({ name }) => name)
  const counting = countMetrics({ repository: REPO, ...span, now, tiers })
  await countFigures(deps, context, { span, now, view }, counting)
  const report = aReport(inOneGo(counting.told()))
  return REPORT_FORMATS.map((format) => formatReport(report, format))
}

/** The same from the ledgers alone. */
async function reportAnew(view: View, days: number): Promise<string[]> {
  const { deps, context } = await openRepositoryOf(scene)
  const { now, span } = await spanOf(days)
  const tiers = context.settings.tiers.map(({ name }) => name)
  const tickets = await figuresOf(deps, context, span, now, view)
  const before = await figuresOf(deps, { ...context, ...context.uncorrected }, span, now, view)
  const corrected = correctedPromises(before, tickets)
  const input = { repository: REPO, ...span, now, tickets, tiers, corrected }
  return REPORT_FORMATS.map((format) => formatReport(aReport(countAll(input)), format))
}

test('a report is the same from what the server has kept, without it, and from the ledgers', async () => {
  const { deps, context } = await openRepositoryOf(scene)
  const botLogin = scene.github.botLogin
  await backdateSettings(deps, context, { since: scene.clock.now() - 30 * DAY, actor: 'maya', botLogin })
  await scene.pass(2 * HOUR)
  const rows = await kept()
  expect(rows.length).toBeGreaterThan(4)
  expect(rows.filter(({ version }) => version === null)).toEqual([])
  const asked = (['known', 'shown'] as const).flatMap((view) => [90, 2].map((days) => ({ view, days })))
  const withKept = await Promise.all(asked.map(({ view, days }) => reportBy(view, days)))
  expect(withKept[0]![1]).toContain('"corrected"')
  await dropFigures(scene.firstline.store.db, context.repository.id)
  expect(await Promise.all(asked.map(({ view, days }) => reportBy(view, days)))).toEqual(withKept)
  expect(await Promise.all(asked.map(({ view, days }) => reportAnew(view, days)))).toEqual(withKept)
  // Reading commands write nothing.
  expect((await kept()).filter(({ version }) => version !== null)).toEqual([])
})

test('the doctor finds kept figures that are not what the ledger says, and they are made anew when told so', async () => {
  const env = {
    APP_ID: String(scene.github.appId),
    PRIVATE_KEY: scene.github.privateKey,
    WEBHOOK_SECRET: 'the-secret',
    GITHUB_API_URL: scene.github.url,
    SENTENCE_MODEL: 'off',
    DATA_DIR: dataDir,
  }
  const examine = async () => {
    const { out } = await runCommand(doctorCommand, ['--json'], { cwd: dataDir, env })
    const { findings } = JSON.parse(out) as { findings: Finding[] }
    return findings.filter(({ about }) => about === 'figures')
  }
  expect(await examine()).toMatchObject([
    { level: 'fine', says: expect.stringMatching(/^[1-9]\d* kept ones/) },
  ])
  const { db } = scene.firstline.store
  const one = (await kept()).find(({ told }) => told !== null && told !== '[null]')!
  const spoilt = one.told!.replace('[[', '[[1')
  await db.updateTable('figure').set({ told: spoilt }).where('ticket_id', '=', one.ticket_id).execute()
  const [found] = await examine()
  expect(found).toMatchObject({ level: 'wrong', says: expect.stringContaining(one.ticket_id) })
  const [, key = ''] = /retry (\S+)`/.exec(found!.todo ?? '') ?? []
  const { out } = await runCommand(retryCommand, [key], { cwd: dataDir, env })
  expect(out).toBe(`${key} is tried again now.\n`)
  // Lines of another process are found when they are looked for.
  await scene.pass(HOUR)
  expect(await examine()).toMatchObject([
    { level: 'fine', says: expect.stringMatching(/^[1-9]\d* kept ones/) },
  ])
})
