// `firstline settings check` on the command line.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
