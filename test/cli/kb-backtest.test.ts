// `firstline kb backtest OWNER/REPO`: past questions asked again, beside the running server.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { kbCommand } from '../../src/cli/kb.ts'
import { UserError } from '../../src/domain/problem.ts'
import { openScene, REPO, type Scene, UNKNOWN } from '../scenarios/harness.ts'
import { runCommand, type Told } from './run-command.ts'

const ARTICLES = {
  'install.md': `---
title: Install widget
questions:
  - how do I install widget
  - widget cannot be installed on a mac
---
Run \`npm install -g widget\`.
`,
  'proxy.md': `---
title: Use widget behind a proxy
questions:
  - widget hangs behind a proxy
---
Set \`HTTPS_PROXY\`.
`,
}

let folder: string
let scene: Scene
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-backtest-'))
  scene = await openScene({
    dataDir: join(folder, 'data'),
    articles: ARTICLES,
    before: (acts) => acts.setPermission(REPO, 'maya', 'triage'),
  })
  const open = async (login: string, title: string) => {
    const { number } = scene.acts.openIssue(REPO, login, { title, body: '' })
    await scene.settle()
    return number
  }
  await open('robin', 'How to install widget?')
  await open('sam', 'Widget hangs behind a proxy')
  await open('robin', UNKNOWN.title)
  await open('robin', 'feature: install widget')
  await open('maya', 'How do I install widget')
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true, force: true })
})

function backtest(...args: string[]): Promise<Told> {
  return runCommand(kbCommand, ['backtest', ...args], {
    cwd: folder,
    env: { DATA_DIR: join(folder, 'data'), XDG_CACHE_HOME: join(folder, 'cache'), SENTENCE_MODEL: 'off' },
  })
}

test('questions of requesters are asked, each without a phrasing that it may have brought', async () => {
  const { code, out } = await backtest(REPO, '--json')
  expect(code).toBe(0)
  const told = JSON.parse(out)
  expect(told).toMatchObject({ repository: REPO, precision: 0.95, asked: 4, keeps_precision: true })
  const numbers = told.examples.map(({ number }: { number: number }) => number)
  // "widget hangs behind a proxy" may have been taken from the second: it is all that made its answer certain.
  expect(numbers).not.toContain(2)
})

test('the text says the same', async () => {
  const { out } = await backtest(REPO)
  expect(out).toMatch(/^4 questions of the past, each asked without/)
  expect(out).toContain('No answer can be judged')
})

test('a run goes on where it was cut, and forgets what is no longer asked', async () => {
  await backtest(REPO)
  const [name] = await readdir(join(folder, 'cache', 'firstline', 'replay'))
  const path = join(folder, 'cache', 'firstline', 'replay', name!)
  const lines = (await readFile(path, 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(4)
  const shown = { as: 'answer', articles: [{ slug: 'proxy', title: 'Kept' }], confidence: 1 }
  const kept = lines.map((line) => JSON.stringify([JSON.parse(line)[0], shown]))
  await writeFile(
    path,
    `${kept.slice(0, 2).join('\n')}\n["old ${'x'.repeat(30)}", null]\n${kept[2]!.slice(0, 40)}`,
  )
  const { answers } = JSON.parse((await backtest(REPO, '--json')).out)
  expect(answers.shown).toBeGreaterThanOrEqual(2)
  const after = (await readFile(path, 'utf8')).trim().split('\n')
  expect(after).toHaveLength(4)
  expect(after.filter((line) => line.includes('"Kept"'))).toHaveLength(2)
  await rm(path)
})

test('what maintainers linked judges the answers, and teaches only those that come later', async () => {
  const link = `See https://github.com/${REPO}/blob/main/.github/knowledge/proxy.md.`
  const taught = { title: 'Why do my nightly syncs stall at the office', body: '' }
  const ask = async (login: string, title: string) => {
    const { number } = scene.acts.openIssue(REPO, login, { title, body: '' })
    await scene.settle()
    scene.acts.comment(REPO, number, 'maya', link)
    await scene.settle()
    return number
  }
  const first = await ask('robin', taught.title)
  const second = await ask('sam', 'why are the nightly syncs stalling at the office?')
  const { out } = await backtest(REPO, '--json')
  const told = JSON.parse(out)
  expect(told.linked_by_maintainers.questions).toBe(2)
  const examples = told.examples.map(({ number, judged }: { number: number; judged: string }) => [
    number,
    judged,
  ])
  expect(examples).toContainEqual([second, 'right'])
  expect(examples.map(([number]: [number]) => number)).not.toContain(first)
  expect(told.answers).toMatchObject({ right: 1, wrong: 0, precision: 1 })
})

test('what is asked again in the same words is known from the first who asked', async () => {
  const numbers: number[] = []
  for (const login of ['robin', 'sam', 'xi']) {
    const title = 'The violet zebra sings after midnight'
    const { number } = scene.acts.openIssue(REPO, login, { title, body: '' })
    numbers.push(number)
    await scene.settle()
    scene.acts.comment(
      REPO,
      number,
      'maya',
      `See https://github.com/${REPO}/blob/main/.github/knowledge/install.md.`,
    )
    await scene.settle()
  }
  const { examples } = JSON.parse((await backtest(REPO, '--json')).out)
  const right = examples.flatMap((one: { number: number; judged: string }) =>
    one.judged === 'right' && numbers.includes(one.number) ? [one.number] : [],
  )
  expect(right.sort()).toEqual(numbers.slice(1))
})

test('other shares may be tried, and fewer tickets', async () => {
  const { out } = await backtest(REPO, '--json', '--last', '2', '--precision', '0.9')
  expect(JSON.parse(out)).toMatchObject({ precision: 0.9, asked: 2 })
})

test('what is used wrongly or not known is said', async () => {
  await expect(backtest()).rejects.toThrow(UsageError)
  await expect(backtest(REPO, '--last', 'x')).rejects.toThrow(UsageError)
  await expect(backtest(REPO, '--suggest', '2')).rejects.toThrow('--suggest is a share from 0.5')
  await expect(backtest('acme/other')).rejects.toThrow(UserError)
})
