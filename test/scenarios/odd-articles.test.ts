// Whatever an article holds, it stops no other article and no ticket; and the server decides as `kb ask` does.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { kbCommand } from '../../src/cli/kb.ts'
import { openScene, REPO, type Scene } from './harness.ts'

let scene: Scene
afterEach(() => scene.close())

function article(title: string, question: string, body: string, more = ''): string {
  return `---\ntitle: ${title}\nquestions: ["${question}"]\n${more}---\n${body}`
}

const ARTICLES = {
  'good.md': article(
    'Puffin mode',
    'how does puffin mode work',
    '<!-- keep short -->\nSee [the guide](/docs/guide.md).',
  ),
  'slash.md': article('Walrus mode', 'how does walrus mode work', 'Look [here](/\\\\\\\\) first.'),
  'nested.md': article('Ocelot mode', 'how does ocelot mode work', `${'- > '.repeat(4_000)}x`),
  'links.md': article('Quokka mode', 'how does quokka mode work', ']('.repeat(50_000)),
  'yaml.md': `---\ntitle: ${'{'.repeat(60_000)}\n---\nBody.`,
  'locked.md': article(
    'Store is locked',
    'the store is locked',
    'Remove it.',
    'symptoms: ["EWIDGETLOCK: cannot lock the store"]\n',
  ),
}

async function open(title: string, body: string): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, 'robin', { title, body })
  await scene.settle()
  return number
}

test('odd articles are told and left out, the others answer', async () => {
  scene = await openScene({ articles: ARTICLES })
  const good = await open('How does puffin mode work?', 'I wonder.')
  expect(scene.said(good)[0]!.body).toContain(
    'See [the guide](https://github.com/acme/widget/blob/main/docs/guide.md).',
  )
  expect(scene.said(good)[0]!.body).not.toContain('keep short')
  expect(scene.parts(await open('How does walrus mode work?', 'I wonder.'))).toEqual(['answer slash'])
  for (const mode of ['ocelot', 'quokka'])
    expect(scene.parts(await open(`How does ${mode} mode work?`, 'I wonder.'))).toEqual([])
  expect(scene.warnings).toEqual([])
})

test('a ticket gets from the server what kb ask gives to its title and body', async () => {
  scene = await openScene({ articles: ARTICLES })
  const folder = mkdtempSync(join(tmpdir(), 'firstline-odd-'))
  for (const [name, text] of Object.entries(ARTICLES)) writeFileSync(join(folder, name), text)
  const tickets = [
    {
      title: '[Bug]: nothing starts',
      body: '### Log\n\n```\n12:01 EWIDGETLOCK: cannot lock the store of /home/x\n```\n',
    },
    { title: '[Question] How can puffin mode work?', body: '> the store is locked\n' },
    { title: '[Feature]: unlock by itself', body: '```\nEWIDGETLOCK: cannot lock the store\n```' },
    { title: 'It fails', body: 'Please help.' },
  ]
  writeFileSync(join(folder, 'q.jsonl'), tickets.map((one, id) => JSON.stringify({ id, ...one })).join('\n'))
  const out: string[] = []
  const io = {
    out: (text: string) => void out.push(text),
    err: () => {},
    interactive: false,
    cwd: folder,
    env: {},
  }
  await kbCommand.run(['ask', '--kb', '.', '--questions', 'q.jsonl', '--json'], io)
  rmSync(folder, { recursive: true })
  const told = out
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const posted: string[][] = []
  for (const { title, body } of tickets) posted.push(scene.parts(await open(title, body)))
  expect(posted).toEqual([['answer locked'], ['answer good'], [], []])
  expect(told.map(({ answered, ranked }) => (answered ? [`answer ${ranked[0].slug}`] : []))).toEqual(posted)
})
