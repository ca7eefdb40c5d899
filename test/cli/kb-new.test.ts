// `firstline kb new OWNER/REPO#N`: a draft article from an answered ticket, beside the running server.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { kbCommand } from '../../src/cli/kb.ts'
import { UserError } from '../../src/domain/problem.ts'
import { readArticles } from '../../src/knowledge/index.ts'
import { openScene, REPO, type Scene } from '../scenarios/harness.ts'
import { runCommand, type Told } from './run-command.ts'

let folder: string
let scene: Scene
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-kb-new-'))
  scene = await openScene({ dataDir: join(folder, 'data') })
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true, force: true })
})

function kb(...args: string[]): Promise<Told> {
  return runCommand(kbCommand, args, { cwd: folder, env: { DATA_DIR: join(folder, 'data') } })
}

test('an issue gives title, question, the error line of its log and the comment that holds the solution', async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', {
    title: '[Question] Export fails on a network drive',
    body: 'Hello,\n\nHow can I export to a share? It stops.\n\n```\nError: EXDEV: cross-device link not permitted, rename\n```',
  })
  await scene.settle()
  for (const [login, body] of [
    ['maya', 'Which version?'],
    ['robin', 'The newest.'],
    ['maya', 'Set `exportDir` to a local folder:\n\n```\n/answer x\n```\n\n/waiting'],
    ['maya', 'Did it work?'],
  ] as const) {
    scene.acts.comment(REPO, number, login, body)
    await scene.settle()
  }
  scene.acts.close(REPO, number, 'maya', 'completed')
  await scene.settle()
  scene.acts.comment(REPO, number, 'maya', 'You are welcome.')
  await scene.settle()

  expect(await kb('new', `${REPO}#${number}`, '--out', 'articles')).toMatchObject({ code: 0, err: '' })
  const [name] = await readdir(join(folder, 'articles'))
  expect(name).toBe('export-fails-on-a-network-drive.md')
  const text = await readFile(join(folder, 'articles', name!), 'utf8')
  const { articles, problems } = readArticles([{ path: name!, text }])
  expect(problems.filter((one) => one.level === 'failure')).toEqual([])
  expect(articles[0]).toMatchObject({
    title: 'Export fails on a network drive',
    questions: ['Export fails on a network drive', 'How can I export to a share?'],
    symptoms: ['EXDEV: cross-device link not permitted, rename'],
    body: expect.stringContaining('Set `exportDir` to a local folder'),
  })
  expect(articles[0]!.body).toContain('/answer x')
  expect(articles[0]!.body).not.toContain('/waiting')
  expect(await kb('new', `${REPO}#${number}`, '--out', 'articles')).toMatchObject({ code: 1, out: '' })
})

test('a ticket without log and solution gives neither, and says so', async () => {
  const { number } = scene.acts.openIssue(REPO, 'robin', {
    title: 'Cannot export: permission denied',
    body: 'It cannot export. Permission denied is all it says.',
  })
  await scene.settle()
  scene.acts.comment(REPO, number, 'maya', 'Which version?')
  scene.acts.close(REPO, number, 'maya', 'completed')
  await scene.settle()
  const { code, out, err } = await kb('new', `${REPO}#${number}`, '--print')
  expect(code).toBe(0)
  expect(out).toContain('symptoms: []')
  expect(out.endsWith('---\n')).toBe(true)
  expect(err).toContain('write it below the front matter')
})

test('a discussion gives its accepted answer, whoever wrote it', async () => {
  const { number } = scene.acts.createDiscussion(REPO, 'robin', { title: 'Can I rename a ledger?', body: '' })
  await scene.settle()
  const answer = scene.acts.discussionComment(REPO, number, 'a-passer-by', 'Use `widget rename`.')
  scene.acts.discussionComment(REPO, number, 'maya', 'That is right.')
  await scene.settle()
  scene.acts.answer(REPO, answer.id, 'maya')
  await scene.settle()
  const { code, out } = await kb('new', `${REPO}#${number}`, '--print')
  expect(code).toBe(0)
  expect(out).toMatch(/^---\ntitle: Can I rename a ledger\?/)
  expect(out.trimEnd().endsWith('Use `widget rename`.')).toBe(true)
})

test('what is no ticket, or not known, is said', async () => {
  await expect(kb('new', 'acme/widget')).rejects.toThrow(UsageError)
  await expect(kb('new', `${REPO}#4711`)).rejects.toThrow(UserError)
  await expect(kb('new', 'acme/other#1')).rejects.toThrow(/not known here/)
})
