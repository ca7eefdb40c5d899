// `firstline kb learned OWNER/REPO`: what was learnt, listed beside the running server, and taken out for good.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditCommand } from '../../src/cli/audit.ts'
import { type Command, UsageError } from '../../src/cli/command.ts'
import { kbCommand } from '../../src/cli/kb.ts'
import { UserError } from '../../src/domain/problem.ts'
import { MINUTE, openScene, REPO, type Scene } from '../scenarios/harness.ts'
import { runCommand } from './run-command.ts'

const ASKED = { title: 'Why do my nightly syncs stall at the office', body: '' }

let folder: string
let scene: Scene
let number: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-learned-'))
  scene = await openScene({ dataDir: join(folder, 'data') })
  number = scene.acts.openIssue(REPO, 'robin', ASKED).number
  scene.acts.comment(
    REPO,
    number,
    'maya',
    `See https://github.com/${REPO}/blob/main/.github/knowledge/proxy.md`,
  )
  await scene.settle()
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true, force: true })
})

async function run(command: Command, ...args: string[]): Promise<string> {
  const env = { DATA_DIR: join(folder, 'data') }
  const { code, out, err } = await runCommand(command, args, { cwd: folder, env })
  expect(code).toBe(0)
  return out + err
}
const learned = (...args: string[]) => run(kbCommand, 'learned', REPO, ...args)

test('lists the question with its article, ticket, and how it was taught', async () => {
  expect(await learned()).toBe(`    1  ${ASKED.title}\n       → proxy, linked on #${number}, 2026-11-16\n`)
  expect(JSON.parse(await learned('--json'))).toMatchObject({
    repository: REPO,
    learned: [
      {
        number: 1,
        article: 'proxy',
        question: ASKED.title,
        ticket: { number, url: `https://github.com/${REPO}/issues/${number}` },
        how: 'link',
        used: true,
      },
    ],
  })
})

test('says what is wrong with a number', async () => {
  await expect(learned('--drop', 'x')).rejects.toThrow(UsageError)
  await expect(learned('--drop', '7')).rejects.toThrow(UserError)
})

test('takes one out for good, which the audit log tells: it is not learnt again', async () => {
  const ask = async (login: string) => {
    const asked = scene.acts.openIssue(REPO, login, ASKED)
    await scene.settle()
    return scene.parts(asked.number)
  }
  expect(await ask('sam')).toEqual(['answer proxy'])
  expect(await learned('--drop', '1')).toBe(`1 is dropped for good: "${ASKED.title}" (proxy).\n`)
  scene.acts.comment(
    REPO,
    number,
    'maya',
    `Still: https://github.com/${REPO}/blob/main/.github/knowledge/proxy.md`,
  )
  await scene.pass(MINUTE)
  expect(await learned()).toBe('Nothing was learnt yet.\n')
  expect(await ask('paula')).toEqual([])
  expect(await run(auditCommand)).toContain(`${REPO} kb learned --drop by command line`)
})
