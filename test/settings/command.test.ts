// `firstline settings check` on the command line.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { MissingFileError, UsageError } from '../../src/cli/command.ts'
import { settingsCommand } from '../../src/cli/settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'firstline-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(args: string[], text?: string) {
  if (text !== undefined) writeFileSync(join(folder, 'f.yml'), text)
  let out = ''
  let err = ''
  const io = {
    out: (more: string) => {
      out += more
    },
    err: (more: string) => {
      err += more
    },
    interactive: false,
    cwd: folder,
    env: {},
  }
  const code = await settingsCommand.run(args, io)
  return { code, out, err }
}

describe('settings check', () => {
  test('a good file is 0, also with keys that are not built yet', async () => {
    const { code, out } = await run(['check', 'f.yml'], 'mode: live\nretention: { bodies: 30d }')
    expect(code).toBe(0)
    expect(out).toMatch(/^f\.yml:2:\d+: notice: .*not yet in force/)
    expect(out).toMatch(/can be used/)
  })

  test('mistakes are 1, each with file, line and column', async () => {
    const { code, out, err } = await run(['check', 'f.yml'], 'mode: live\nteirs: {}')
    expect(code).toBe(1)
    expect(out).toMatch(/^f\.yml:2:1: failure: Unknown key `teirs`\. Did you mean `tiers`\?/)
    expect(err).toBe('f.yml: 1 mistake.\n')
  })

  test('--json prints the same for scripts', async () => {
    const { code, out } = await run(['check', '--json', 'f.yml'], 'mode: lve')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      file: 'f.yml',
      valid: false,
      problems: [{ file: 'f.yml', line: 1, column: 7, level: 'failure' }],
    })
  })

  test('with --owner, repositories of others are mistakes', async () => {
    const text = 'desk: { repository: evil/desk }'
    expect((await run(['check', 'f.yml'], text)).code).toBe(0)
    expect((await run(['check', 'f.yml', '--owner', 'acme'], text)).code).toBe(1)
  })

  test('templates are read from the root of the repository, and their mistakes told with their lines', async () => {
    const text = 'labels:\n  a: { template: replies/a.md }\n  b: { template: replies/b.md }\n'
    mkdirSync(join(folder, 'replies'))
    mkdirSync(join(folder, '.github'))
    writeFileSync(join(folder, 'replies/a.md'), 'Hello\n{{requestr}}')
    writeFileSync(join(folder, '.github/firstline.yml'), text)
    for (const file of ['f.yml', '.github/firstline.yml']) {
      const { code, out } = await run(['check', file], text)
      expect(code).toBe(1)
      expect(out).toContain(
        'replies/a.md:2:1: failure: `{{requestr}}` is no variable. Did you mean `requester`?',
      )
      expect(out).toContain(`${file}:3:18: failure: \`template\` names \`replies/b.md\``)
    }
    writeFileSync(join(folder, 'replies/a.md'), 'Hello')
    writeFileSync(join(folder, 'replies/b.md'), 'Hello')
    expect((await run(['check', 'f.yml'], text)).code).toBe(0)
  })

  test('a huge file is refused', async () => {
    const { code, out } = await run(['check', 'f.yml'], 'a: b\n'.repeat(1_000_000))
    expect(code).toBe(1)
    expect(out).toMatch(/too large: at most 128 KiB/)
  })

  test.each([['missing.yml'], ['.']])('a file that cannot be read is said: %s', async (file) => {
    await expect(run(['check', file])).rejects.toThrow(MissingFileError)
    await expect(run(['check', file])).rejects.toThrow(
      /cannot be read: (there is no such file|it is a folder)\./,
    )
  })

  test.each([[[]], [['chek', 'f.yml']], [['check']], [['check', 'a', 'b']], [['check', 'f.yml', '--wrong']]])(
    'used wrongly: %j',
    async (args) => {
      await expect(run(args)).rejects.toThrow(UsageError)
    },
  )
})
