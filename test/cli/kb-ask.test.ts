// `firstline kb ask`: what the server would answer, or what files would.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { kbCommand } from '../../src/cli/kb.ts'
import { UserError } from '../../src/domain/problem.ts'
import { ARTICLES, openScene, REPO, type Scene, SETTINGS } from '../scenarios/harness.ts'
import { runCommand, type Told } from './run-command.ts'

let folder: string
let scene: Scene
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-kb-ask-'))
  const settings = `${SETTINGS}\nknowledge_base: { precision: 0.9, suggest: 0.7, words: { gizmo: widget } }\n`
  scene = await openScene({ dataDir: join(folder, 'data'), settings })
  await mkdir(join(folder, 'kb'))
  for (const [name, text] of Object.entries(ARTICLES)) await writeFile(join(folder, 'kb', name), text)
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true, force: true })
})

function ask(...args: string[]): Promise<Told> {
  return runCommand(kbCommand, ['ask', ...args], {
    cwd: folder,
    env: { DATA_DIR: join(folder, 'data'), SENTENCE_MODEL: 'off' },
  })
}

describe('a repository', () => {
  test('is asked as the server asks it: its articles, its precision', async () => {
    const { code, out } = await ask('How do I install widget', '--repository', REPO)
    expect(code).toBe(0)
    expect(out).toContain('Answered with "install" (en).')
    expect(out).toContain('for precision 0.9')
  })

  test('is asked many questions, each with a line of its own', async () => {
    const lines = [
      { id: 1, text: '如何安装此项目？' },
      { id: 2, title: 'Seventh column', body: 'Lacks.' },
    ]
    await writeFile(join(folder, 'q.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
    const { code, out } = await ask('--repository', REPO, '--questions', 'q.jsonl', '--json')
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(first).toMatchObject({ id: 1, answered: true, suggested: [] })
    expect(first.ranked[0].slug).toBe('install')
    expect(second).toMatchObject({ id: 2, answered: false, suggested: [] })
  })

  test('is asked with another precision where one is named', async () => {
    const { out } = await ask('install it?', '--repository', REPO, '--precision', '0.99')
    expect(out).toContain('for precision 0.99')
    await expect(ask('x', '--repository', REPO, '--suggest', '0.9')).rejects.toThrow(
      '--suggest must be below --precision, which is 0.9.',
    )
  })

  test('that the server does not know is named, and nothing is created', async () => {
    const before = await readdir(folder, { recursive: true })
    await expect(ask('x', '--repository', 'acme/other')).rejects.toThrow(UserError)
    await expect(ask('x', '--repository', 'other')).rejects.toThrow('"other" is not OWNER/REPO.')
    expect(await readdir(folder, { recursive: true })).toEqual(before)
  })
})

describe('files', () => {
  test('are asked without a database', async () => {
    const { out } = await ask('How do I install widget', '--kb', 'kb')
    expect(out).toContain('Answered with "install" (en).')
    expect(out).not.toContain('read in English')
  })

  test('what a question in another language was read as is shown', async () => {
    const { out } = await ask('如何配置代理？', '--kb', 'kb')
    expect(out).toContain('read in English as: how configure proxy')
  })

  test.each([
    [['--suggest', '0.95'], '--suggest must be below --precision, which is 0.95.'],
    [['--suggest', '0.6', '--precision', '0.6'], '--suggest must be below --precision, which is 0.6.'],
    [['--suggest', '0.2'], '--suggest is a share from 0.5 to 0.999.'],
    [['--precision', 'high'], '--precision is a share from 0.5 to 0.999.'],
    [['--questions', 'nowhere.jsonl'], 'There is no file'],
    [['--questions', 'kb'], 'cannot be read.'],
    [['--repository', REPO], 'Give --repository or --kb, not both.'],
  ])('%s is a mistake that is told', async (args, message) => {
    const asked = ask('x', '--kb', 'kb', ...args)
    await expect(asked).rejects.toThrow(UsageError)
    await expect(asked).rejects.toThrow(message)
  })
})

describe('documentation', () => {
  const pages = {
    'docs/operating.md':
      '# Operating\n\n## Backing up\n\nCopy the database with the backup command while it runs.\n',
    'docs/zh/operating.md': '# 运行\n\n## 备份\n\n用备份命令复制正在运行的数据库。\n',
    'docs/deep/proxy.rst':
      'Behind a proxy\n==============\n\nName the proxy server in HTTPS_PROXY before you start.\n',
    'other/notes.md': '# Notes\n\nHow to bake bread with a starter of rye, slowly, over three days.\n',
  }
  const slugs = async (...args: string[]) => {
    const { out } = await ask('how do I copy the database', ...args, '--json')
    return JSON.parse(out).ranked.map(({ slug }: { slug: string }) => slug)
  }
  beforeAll(async () => {
    for (const [path, text] of Object.entries(pages)) {
      await mkdir(join(folder, path, '..'), { recursive: true })
      await writeFile(join(folder, path), text)
    }
  })

  test('is asked by section, from the folder one is in, without any article', async () => {
    expect(await slugs('--docs', 'docs/**/*.{md,rst}')).toContain('docs/operating.md#backing-up')
    expect(await slugs('--docs', 'docs')).toContain('docs/operating.md#backing-up')
    expect(await slugs('--docs', 'docs/deep/*.rst')).not.toContain('docs/operating.md#backing-up')
  })

  test('is asked beside articles and beside what the server knows', async () => {
    const { out } = await ask('widget hangs behind a proxy', '--kb', 'kb', '--docs', 'docs/**', '--json')
    const found = JSON.parse(out).ranked.map(({ slug }: { slug: string }) => slug)
    expect(found[0]).toBe('proxy')
    expect(found).toContain('docs/deep/proxy.rst')
    expect(await slugs('--repository', REPO, '--docs', 'docs/*.md')).toContain('docs/operating.md#backing-up')
  })

  test('that another glob leaves out is not asked', async () => {
    expect(await slugs('--docs', 'docs/**', '--docs', '!docs/operating.md')).not.toContain(
      'docs/operating.md#backing-up',
    )
    await expect(ask('x', '--docs', '!docs/**')).rejects.toThrow('--docs only leaves out so far')
    await expect(ask('x', '--docs', '')).rejects.toThrow('--docs needs a glob')
  })

  test('may stand elsewhere', async () => {
    expect(await slugs('--docs', join(folder, 'docs/**'))).toContain('docs/operating.md#backing-up')
    const elsewhere = { folder: join(folder, 'other'), glob: '../docs/*.md' }
    const asked = ['ask', 'how do I copy the database', '--docs', elsewhere.glob, '--json']
    const { out } = await runCommand(kbCommand, asked, {
      cwd: elsewhere.folder,
      env: { SENTENCE_MODEL: 'off' },
    })
    expect(out).toContain('"docs/operating.md#backing-up"')
  })

  test('that is not there is told', async () => {
    const { code, err } = await ask('x', '--docs', 'nowhere/**/*.md')
    expect([code, err]).toEqual([0, 'nowhere/**/*.md: warning: No page of documentation is found by this.\n'])
    await expect(ask('x', '--docs', 'acme/other:docs/**')).rejects.toThrow('names a repository')
  })
})

test('a reader that has seen enough ends the command without an error, though the model is reading', async () => {
  const file = join(folder, 'many.jsonl')
  const lines = Array.from({ length: 300 }, (_, id) =>
    JSON.stringify({ id, title: `How do I set option ${id}`, body: 'It does not work here. '.repeat(20) }),
  )
  await writeFile(file, lines.join('\n'))
  const bin = join(import.meta.dirname, '../../bin/firstline.js')
  const args = [bin, 'kb', 'ask', '--kb', join(folder, 'kb'), '--questions', file, '--json']
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), SENTENCE_MODEL: 'on' }
  for (let run = 0; run < 6; run++) {
    const child = spawn(process.execPath, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = text(child.stderr)
    child.stdout.once('data', () => child.stdout.destroy())
    const [code] = await once(child, 'exit')
    expect([code, await said]).toEqual([0, ''])
  }
})
