// The command line as a script sees it: exit codes, help, and nothing left behind.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/all-commands.ts'
import type { Command, Options } from '../../src/cli/command.ts'
import { helpOf, overview } from '../../src/cli/help.ts'

const MAIN = resolve(import.meta.dirname, '../../bin/main.js')
const cwd = mkdtempSync(join(tmpdir(), 'firstline-cli-'))
afterAll(() => rmSync(cwd, { recursive: true }))

interface Ran {
  code: number
  out: string
  err: string
}

function firstline(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH: process.env.PATH ?? '', ...env } }
    execFile(process.execPath, [MAIN, ...args], options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err })
    })
  })
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The options of a command, or of each of its subcommands. */
function setsOf({ options = {}, parts }: Command): Options[] {
  return parts ? Object.values(parts) : [options]
}

describe('what there is', () => {
  test('the version', async () => {
    expect(await firstline(['--version'])).toEqual({ code: 0, out: '0.1.0\n', err: '' })
  })

  test('a list of commands, on request or for want of one', async () => {
    const asked = await firstline(['help'])
    expect(asked).toMatchObject({ code: 0, err: '' })
    for (const { name } of COMMANDS) expect(asked.out).toContain(`\n  ${name} `)
    expect(await firstline([])).toEqual({ code: 2, out: '', err: asked.out })
  })

  test('help of a command, asked for in each way', async () => {
    const asked = await firstline(['help', 'report'])
    expect(asked.code).toBe(0)
    expect(asked.out).toMatch(
      /Usage:\n {2}npx firstline report OWNER\/REPO .*\n\nOptions:\n {2}--from DATE +\S/s,
    )
    expect(await firstline(['report', '--help'])).toEqual(asked)
    expect(await firstline(['report', 'o/r', '-h'])).toEqual(asked)
  })

  test('help of a subcommand has its own options alone, and so has a mistake', async () => {
    const asked = await firstline(['help', 'kb', 'ask'])
    expect(asked.out).toMatch(/npx firstline kb ask .*--questions FILE.jsonl/s)
    expect(asked.out).not.toMatch(/kb check|--question |--drop/)
    expect(await firstline(['kb', 'ask', '--help'])).toEqual(asked)
    const wrong = await firstline(['kb', 'ask'])
    expect([wrong.code, wrong.err.includes('kb check')]).toEqual([2, false])
  })

  test.each(COMMANDS.map(({ name }) => name))(
    'every option in the usage of %s is explained',
    async (name) => {
      const command = await COMMANDS.find((one) => one.name === name)!.load()
      for (const line of command.usage.split('\n')) {
        const options = command.parts?.[line.split(' ')[2]!] ?? command.options ?? {}
        const named = [...line.matchAll(/--([a-z-]+)/g)].map((match) => match[1]!)
        for (const option of named)
          expect([line, options[option]?.about]).toEqual([line, expect.stringMatching(/\S/)])
      }
    },
  )

  test.each(COMMANDS.map(({ name }) => name))(
    'every option of a subcommand of %s is in its usage',
    async (name) => {
      const { parts = {}, usage } = await COMMANDS.find((one) => one.name === name)!.load()
      for (const [part, options] of Object.entries(parts)) {
        const lines = usage.split('\n').filter((line) => line.split(' ')[2] === part)
        for (const option of Object.keys(options)) expect(lines.join('\n')).toMatch(`--${option}`)
      }
    },
  )

  test('what an option is for is said for the subcommand that is asked about, and for each where all are', async () => {
    const each = await firstline(['help', 'kb'])
    expect(words(each.out)).toContain('--drop N learned: take the question')
    expect(words(each.out)).toMatch(/--out DIR suggest: .*; new: where the article is written/)
    const one = await firstline(['help', 'kb', 'suggest'])
    expect(words(one.out)).toContain('--out DIR where the copy of the articles is written;')
  })
})

describe('at 80 columns', () => {
  const tooLong = (text: string) => text.split('\n').filter((line) => line.length > 80)

  test('the list of commands is read without a broken line', () => expect(tooLong(overview())).toEqual([]))

  test.each(COMMANDS.map(({ name }) => name))('the help of %s too, with nothing lost', async (name) => {
    const listed = COMMANDS.find((one) => one.name === name)!
    const command = await listed.load()
    const help = helpOf(listed, command)
    expect(tooLong(help)).toEqual([])
    for (const line of command.usage.split('\n')) expect(words(help)).toContain(`npx ${line}`)
    for (const options of setsOf(command)) {
      for (const { about } of Object.values(options)) expect(words(help)).toContain(about)
    }
  })
})

describe('used wrongly', () => {
  test.each([
    [['reprot'], 'there is no command "reprot": did you mean report?'],
    [['help', 'tikcet'], 'there is no command "tikcet": did you mean ticket?'],
    [['xyzzy'], 'there is no command "xyzzy"'],
    [['report'], 'OWNER/REPO is missing.'],
    [['report', 'o/r', 'x'], '"x" is too much.'],
    [['report', 'o/r', '--formt', 'md'], 'There is no option --formt: did you mean --format?'],
    [['report', 'o/r', '--since', 'x'], 'There is no option --since.\n'],
    [['report', 'o/r', '--json', '--format', 'csv'], '--json is --format json, and --format csv another'],
    [['preview', 'o/r', '--json', '--format', 'md'], '--json is --format json, and --format md another'],
    [['report', 'o/r', '--from'], '--from needs a value: --from DATE.'],
    [['report', 'o'], '"o" is not OWNER/REPO'],
    [['ticket', 'o/r'], '"o/r" is not OWNER/REPO#N'],
    [['settings', 'chek', 'x'], 'There is no subcommand "chek": did you mean check?'],
    [['settings', 'check'], 'FILE is missing.'],
    [['settings', 'check', 'none.yml'], 'none.yml cannot be read: there is no such file.'],
    [['economics', 'none.yml'], 'none.yml cannot be read: there is no such file.'],
    [['economics', '.'], '. cannot be read: it is a folder.'],
    [['kb', 'chek'], 'There is no subcommand "chek": did you mean check?'],
    [['kb'], 'Say which subcommand: check, ask,'],
    [['kb', 'check', 'none'], 'There is no folder'],
    [['kb', 'ask', '--questions', 'none.jsonl', '--kb', '.'], 'There is no file'],
    [['retry', 'a', 'b'], '"b" is too much.'],
    [['demo', '--kep'], 'There is no option --kep: did you mean --keep?'],
    [['start', 'now'], '"now" is too much.'],
  ])('%j is exit code 2', async (args, words) => {
    const { code, out, err } = await firstline(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(words)
  })

  test('options may stand before a subcommand', async () => {
    writeFileSync(join(cwd, 'wrong.yml'), 'teirs: {}\n')
    const { code, out } = await firstline(['settings', '--json', 'check', 'wrong.yml'])
    expect([code, JSON.parse(out)]).toMatchObject([1, { valid: false }])
  })

  test('a mistake that was found is exit code 1', async () => {
    writeFileSync(join(cwd, 'wrong.yml'), 'teirs: {}\n')
    const { code, out } = await firstline(['settings', 'check', 'wrong.yml'])
    expect(code).toBe(1)
    expect(out).toContain('wrong.yml:1:')
  })
})

test("the sentence model's runtime keeps nothing of its own, and so has nothing to send to its maker", async () => {
  const kb = mkdtempSync(join(tmpdir(), 'firstline-kb-'))
  writeFileSync(join(kb, 'a.md'), '---\ntitle: A proxy\n---\nBody')
  const cache = mkdtempSync(join(tmpdir(), 'firstline-cache-'))
  try {
    const env = { XDG_CACHE_HOME: cache, HOME: cache, ORT_DISABLE_TELEMETRY: '0' }
    expect(await firstline(['kb', 'ask', 'proxy?', '--kb', kb], env)).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(cache)).toEqual(['firstline'])
    expect(readdirSync(join(cache, 'firstline'))).toContain('vectors-1.db')
  } finally {
    rmSync(kb, { recursive: true })
    rmSync(cache, { recursive: true })
  }
})

test('compiled code is kept in the cache folder of the user', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'firstline-cache-'))
  try {
    expect((await firstline(['help'], { XDG_CACHE_HOME: cache })).code).toBe(0)
    expect(readdirSync(join(cache, 'firstline'))).not.toEqual([])
    const unusable = join(cache, 'a-file')
    writeFileSync(unusable, '')
    expect(await firstline(['--version'], { XDG_CACHE_HOME: unusable })).toEqual({
      code: 0,
      out: '0.1.0\n',
      err: '',
    })
  } finally {
    rmSync(cache, { recursive: true })
  }
})

describe('where there is no database', () => {
  test.each([
    [['report', 'o/r']],
    [['statement', '@someone', '--month', '2026-01']],
    [['ticket', 'o/r#1']],
    [['entitlements', 'list']],
    [['entitlements', 'explain', 'ada']],
    [['retry']],
    [['retry', 'issue:1']],
    [['kb', 'new', 'o/r#1', '--print']],
  ])('%j says so and creates nothing', async (args) => {
    // What the server needs, and this command does not, may be wrong.
    const env = { DATA_DIR: join(cwd, 'nowhere'), PORT: 'x' }
    const { code, out, err } = await firstline(args, env)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/There is no database in .*nowhere: start the server once/)
    expect(err).not.toMatch(/Usage|\n {4}at /)
    expect(existsSync(env.DATA_DIR)).toBe(false)
    expect(readdirSync(cwd).filter((name) => name !== 'wrong.yml')).toEqual([])
  })
})

test('the doctor says what is missing, and how questions are matched, before there is an App', async () => {
  const env = { DATA_DIR: join(cwd, 'nowhere'), SENTENCE_MODEL: 'off' }
  const { code, out } = await firstline(['doctor'], env)
  expect(code).toBe(1)
  expect(out).toContain('✗ credentials There is no App yet.')
  expect(out).toContain('! database    There is no database in ')
  expect(out).toContain('✓ model       Questions are matched by words alone: SENTENCE_MODEL is off.')
  const { findings } = JSON.parse((await firstline(['doctor', '--json'], env)).out)
  expect(findings.map((one: { about: string }) => one.about)).toEqual(['credentials', 'database', 'model'])
})

test('what others wrote does nothing to a terminal', async () => {
  const kb = mkdtempSync(join(cwd, 'kb-'))
  writeFileSync(join(kb, 'a.md'), '---\ntitle: A\nversions: "\\u001b]0;mine\\u0007\\u202ex"\n---\nBody')
  const { code, out, err } = await firstline(['kb', 'check', kb])
  expect(code).toBe(1)
  expect(out + err).toContain('\\u001b]0;mine\\u0007\\u202ex')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are not to be there
  expect(out + err).not.toMatch(/[\u001b\u0007\u202e]/)
})
