// `firstline kb ask`: what the server would answer, or what files would.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Io, UsageError } from '../../src/cli/command.ts'
import { kbCommand } from '../../src/cli/kb.ts'
import { UserError } from '../../src/domain/problem.ts'
import { ARTICLES, openScene, REPO, type Scene, SETTINGS } from '../scenarios/harness.ts'

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

async function ask(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: '', err: '' }
  const io: Io = {
    out: (text) => {
      told.out += text
    },
    err: (text) => {
      told.err += text
    },
    interactive: false,
    cwd: folder,
    env: { DATA_DIR: join(folder, 'data'), SENTENCE_MODEL: 'off' },
  }
  const code = await kbCommand.run(['ask', ...args], io)
  return { code, ...told }
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
    expect(first).toMatchObject({ id: 1, answered: true, ranked: [{ slug: 'install' }], suggested: [] })
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
    expect(out).toContain('read in English as: configuration agent proxy')
  })

  test.each([
    [['--suggest', '0.95'], '--suggest must be below --precision, which is 0.95.'],
    [['--suggest', '0.6', '--precision', '0.6'], '--suggest must be below --precision, which is 0.6.'],
    [['--suggest', '0.2'], '--suggest is a share from 0.5 to 0.999.'],
    [['--precision', 'high'], '--precision is a share from 0.5 to 0.999.'],
    [['--repository', REPO], 'Give --repository or --kb, not both.'],
  ])('%s is a mistake that is told', async (args, message) => {
    const asked = ask('x', '--kb', 'kb', ...args)
    await expect(asked).rejects.toThrow(UsageError)
    await expect(asked).rejects.toThrow(message)
  })
})
