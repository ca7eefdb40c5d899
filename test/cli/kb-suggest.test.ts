// `firstline kb suggest OWNER/REPO`: what tickets taught, and what no article answers, ready to be committed.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { kbCommand } from '../../src/cli/kb.ts'
import { UserError } from '../../src/domain/problem.ts'
import { openScene, REPO, type Scene } from '../scenarios/harness.ts'
import { runCommand, type Told } from './run-command.ts'

const INSTALL = `---
# Kept by the release team.
title: Install widget
questions:
  - how do I install widget   # the usual one
topics: [install]
---
Run \`npm install -g widget\`.
`
const PROXY = `---
title: Use widget behind a proxy
symptoms: ["connect ETIMEDOUT"]
---
Set \`HTTPS_PROXY\`.
`
const LINK = `https://github.com/${REPO}/blob/main/.github/knowledge/proxy.md`

let folder: string
let scene: Scene
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-suggest-'))
  scene = await openScene({
    dataDir: join(folder, 'data'),
    articles: { 'install.md': INSTALL, 'more/proxy.md': PROXY },
    before: (acts) => acts.setPermission(REPO, 'maya', 'triage'),
  })
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true, force: true })
})

function kb(...args: string[]): Promise<Told> {
  return runCommand(kbCommand, args, {
    cwd: folder,
    env: { DATA_DIR: join(folder, 'data'), XDG_CACHE_HOME: join(folder, 'cache'), SENTENCE_MODEL: 'off' },
  })
}

async function answered(login: string, title: string, by: string, body = ''): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, { title, body })
  await scene.settle()
  scene.acts.comment(REPO, number, 'maya', by)
  await scene.settle()
  return number
}

test('where nothing was learnt and nothing is missing, nothing is written', async () => {
  expect(await kb('suggest', REPO)).toEqual({
    code: 0,
    out: 'Nothing to suggest; nothing was written.\n',
    err: '',
  })
  expect(await readdir(folder)).not.toContain('knowledge-suggested')
})

test('what maintainers linked becomes a question of the article, and what they answered a draft', async () => {
  const link = LINK.replace('proxy.md', 'more/proxy.md')
  await answered('robin', 'Why do my nightly syncs stall at the office', `See ${link}.`)
  const secret = `ghp_${'a1B2'.repeat(9)}`
  const first = await answered(
    'robin',
    'How do I export the ledger as PDF?',
    `Run \`widget export --pdf --token ${secret}\` in the folder of the ledger.`,
  )
  const second = await answered(
    'sam',
    'Export of the ledger to PDF?',
    'Use `widget export --pdf` in the folder of the ledger.',
  )
  await answered(
    'robin',
    'The theme is too bright at night',
    'Set `theme: dark` in the settings of your account.',
  )

  const { code, out, err } = await kb('suggest', REPO, '--json')
  expect([code, err]).toEqual([0, ''])
  const told = JSON.parse(out)
  expect(told).toMatchObject({
    articles: 3,
    added: [{ path: 'more/proxy.md', questions: ['Why do my nightly syncs stall at the office'] }],
    drafted: [{ tickets: 2 }],
    left_out: [],
  })
  const text = (path: string) => readFile(join(folder, 'knowledge-suggested', path), 'utf8')
  expect(await text('install.md')).toBe(INSTALL)
  expect(await text('more/proxy.md')).toContain(
    'symptoms: ["connect ETIMEDOUT"]\nquestions:\n  - Why do my nightly syncs stall at the office\n---\n',
  )
  const draft = await text(told.drafted[0].path)
  const [from, also] = told.drafted[0].from.number === first ? [first, second] : [second, first]
  expect(draft).toContain(`# Drafted from https://github.com/${REPO}/issues/${from}, answered by maya.`)
  expect(draft).toContain(`# Also asked in #${also}.`)
  expect(draft).toContain('  - How do I export the ledger as PDF?\n')
  expect(draft).toContain('widget export --pdf')
  expect(draft).not.toContain(secret)
  expect(await kb('check', 'knowledge-suggested')).toMatchObject({ code: 0 })
})

test('what stands in the folder is never overwritten with another text', async () => {
  expect(await kb('suggest', REPO)).toMatchObject({ code: 0 })
  await writeFile(join(folder, 'knowledge-suggested', 'install.md'), 'Mine.')
  const { code, out, err } = await kb('suggest', REPO)
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain('install.md exists already with another text; nothing was written.')
  expect(await readFile(join(folder, 'knowledge-suggested', 'install.md'), 'utf8')).toBe('Mine.')
  const elsewhere = await kb('suggest', REPO, '--out', 'elsewhere')
  expect(elsewhere.code).toBe(0)
  expect(elsewhere.out).toMatch(/more\/proxy.md: 1 question added\n {2}Why do my nightly/)
  expect(elsewhere.out).toContain('elsewhere: 3 articles written, 2 of them changed or new.')
})

test('one answer is enough for a draft, and one person who asks twice is no gap', async () => {
  const first = await answered(
    'robin',
    'Where are the signing keys stored on disk?',
    'Run `widget keys path`: it prints their folder.',
  )
  const { number: second } = scene.acts.openIssue(REPO, 'noor', {
    title: 'Where on disk are the signing keys stored?',
    body: '',
  })
  await scene.settle()
  await answered('sam', 'Can the legend be moved below the chart?', 'Set `legend: bottom` in the chart.')
  await answered('sam', 'Can the legend be moved below a chart?', 'Set `legend: bottom` in the chart.')
  const { drafted } = JSON.parse((await kb('suggest', REPO, '--json', '--out', 'third')).out)
  const draft = drafted.find((one: { from: { number: number } }) => one.from.number === first)
  expect(draft).toMatchObject({ tickets: 2 })
  const text = await readFile(join(folder, 'third', draft.path), 'utf8')
  expect(text).toContain(`Also asked in #${second}.`)
  expect(text).toContain('widget keys path')
  expect(JSON.stringify(drafted)).not.toContain('legend')
})

test('a folder that cannot be one is named', async () => {
  await writeFile(join(folder, 'a-file'), '')
  await expect(kb('suggest', REPO, '--out', 'a-file')).rejects.toThrow(
    new UserError(`${join(folder, 'a-file')} cannot be written (ENOTDIR): name another folder with --out.`),
  )
})

test('which repository has to be said', async () => {
  await expect(kb('suggest')).rejects.toThrow(UsageError)
})
