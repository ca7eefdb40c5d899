import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { kbCommand } from '../../src/cli/kb.ts'
import { PRODUCT } from '../knowledge/build.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-kb-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(texts: Record<string, string>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

async function kb(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    interactive: false,
    cwd: folder,
    env: { SENTENCE_MODEL: 'off' },
  }
  const code = await kbCommand.run(args, io)
  return { code, out: out.join(''), err: err.join('') }
}

it('many questions get a line each, in order, and a broken article or line stops none', async () => {
  write({
    ...Object.fromEntries(Object.entries(PRODUCT).map(([path, text]) => [`kb/${path}`, text])),
    'kb/broken.md': '---\ntitle: [\n---\n',
    'q.jsonl': [
      '{"id": 1, "text": "npm install fails with permission denied"}',
      'not json',
      '{"id": "b", "title": "Add dark mode", "body": "please", "language": "en"}',
      '',
    ].join('\n'),
  })
  const { code, out, err } = await kb('ask', '--kb', 'kb', '--questions', 'q.jsonl', '--json')
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ id, answered }) => [id, answered])).toEqual([
    [1, true],
    ['b', false],
  ])
  expect(lines[0].ranked[0]).toEqual({ slug: 'eacces', confidence: 0.995 })
  expect(Object.keys(lines[0])).toEqual(['id', 'answered', 'confidence', 'ranked', 'suggested'])
  expect(code).toBe(1)
  expect(err).toContain('broken.md')
  expect(err).toContain('q.jsonl:2')
})

it('a ticket in the file is read as the server reads it, form, log and all', async () => {
  write({
    ...Object.fromEntries(Object.entries(PRODUCT).map(([path, text]) => [`kb/${path}`, text])),
    'q.jsonl': [
      {
        title: '[Bug]: nothing works',
        body: "### Log\n\n```\nnpm ERR! EACCES: permission denied, mkdir '/usr/local/lib/x'\n```\n",
      },
      { title: '[Question] How can I install this?', body: '> npm install fails with permission denied\n' },
      {
        title: '[Bug]: nothing works',
        body: '### Version\n\n1.0.0\n\n```\nEACCES: permission denied, mkdir\n```',
      },
    ]
      .map((line, id) => JSON.stringify({ id, ...line }))
      .join('\n'),
  })
  const { out } = await kb('ask', '--kb', 'kb', '--questions', 'q.jsonl', '--json')
  const lines = out.trim().split('\n')
  expect(
    lines.map((line) => JSON.parse(line)).map(({ answered, ranked }) => answered && ranked[0].slug),
  ).toEqual(['eacces', 'install', false])
})

it('an article without a body is ranked when asked and fails the check', async () => {
  write({ 'kb/a.md': '---\ntitle: Use a proxy\nquestions: [how to use a proxy]\n---\n' })
  const asked = await kb('ask', 'how to use a proxy', '--kb', 'kb')
  expect(asked.out).toContain('Answered with "a"')
  const checked = await kb('check', 'kb')
  expect(checked.code).toBe(1)
  expect(checked.out).toContain('a.md:4: failure: The article has no body')
})

it('a folder in order passes the check', async () => {
  write(Object.fromEntries(Object.entries(PRODUCT).map(([path, text]) => [`kb/${path}`, text])))
  const { code, out } = await kb('check', 'kb')
  expect(out).toContain('4 articles')
  expect(code).toBe(0)
})

it('the check tells all mistakes of a file together, and whether it is used', async () => {
  write({
    'kb/a.md': '---\ntitle: A\ncolour: red\n---\n[x](gone.md)',
    'kb/b.md': '---\ntitle: Error #2 at start\n---\nBody.',
    'kb/c.md': '---\ntitle: C\n---\nAnswer.',
  })
  writeFileSync(join(folder, 'kb/latin.md'), Buffer.from('---\ntitle: Größe\n---\nPrüfen.\n', 'latin1'))
  const { code, out } = await kb('check', 'kb')
  expect(code).toBe(1)
  expect(out.split('\n')).toEqual([
    expect.stringContaining('a.md:3: failure: Unknown key "colour"'),
    expect.stringContaining('a.md:5: failure: The link to "gone.md"'),
    'a.md: not used until this is corrected.',
    expect.stringContaining('b.md:2: warning: YAML reads "#2 at start" as a comment'),
    'b.md: used all the same.',
    expect.stringContaining('latin.md:2: failure: The file is not UTF-8'),
    'latin.md: not used until this is corrected.',
    expect.stringContaining('2 articles;'),
    '',
  ])
  expect(JSON.parse((await kb('check', 'kb', '--json')).out).left_out).toEqual(['a.md', 'latin.md'])
})

it('a draft is written once and never over an article', async () => {
  write({ 'answer.txt': 'Do it like this.' })
  const args = ['new', '--title', 'How to do it', '--answer', 'answer.txt', '--kb', 'kb']
  expect(await kb(...args)).toMatchObject({ code: 0 })
  expect(readFileSync(join(folder, 'kb/how-to-do-it.md'), 'utf8')).toContain('Do it like this.')
  expect(await kb(...args)).toMatchObject({ code: 1 })
})

it('wrong usage says what to do', async () => {
  await expect(kb('ask')).rejects.toThrow('Ask a question')
  await expect(kb('ask', 'x', '--kb', 'nowhere')).rejects.toThrow('There is no folder')
  await expect(kb('ask', 'x', '--precision', '7')).rejects.toThrow('--precision')
  await expect(kb('dance')).rejects.toThrow('There is no subcommand "dance"')
})

it.skipIf(process.getuid?.() === 0)('an article that may not be read is named', async () => {
  write({ 'kb/install.md': 'text' })
  chmodSync(join(folder, 'kb/install.md'), 0o000)
  await expect(kb('check', 'kb')).rejects.toThrow(/install\.md cannot be read \(EACCES\)/)
})
