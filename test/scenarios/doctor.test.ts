// `firstline doctor` in front of a GitHub where all is well, where the key is wrong, and where nobody listens.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { doctorCommand } from '../../src/cli/doctor.ts'
import type { Finding } from '../../src/doctor/finding.ts'
import { openScene } from './harness.ts'

async function examine(env: Record<string, string | undefined>) {
  const said: string[] = []
  const io = {
    out: (text: string) => void said.push(text),
    err: () => {},
    interactive: false,
    cwd: mkdtempSync(join(tmpdir(), 'doctor-')),
    env,
  }
  const code = await doctorCommand.run(['--json'], io)
  const { ok, findings } = JSON.parse(said.join('')) as { ok: boolean; findings: Finding[] }
  return { code, ok, findings, about: (what: string) => findings.filter(({ about }) => about === what) }
}

test('the doctor finds nothing wrong where all is well, and names the key where it is refused', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doctor-data-'))
  const scene = await openScene({ dataDir })
  await scene.settle()
  const env = {
    APP_ID: String(scene.github.appId),
    PRIVATE_KEY: scene.github.privateKey,
    WEBHOOK_SECRET: 'the-secret',
    GITHUB_API_URL: scene.github.url,
    DATA_DIR: dataDir,
  }
  const well = await examine(env)
  expect(well.findings.filter(({ level }) => level === 'wrong')).toEqual([])
  expect(well.code).toBe(0)
  expect(new Set(well.findings.map(({ about }) => about))).toEqual(
    new Set([
      'environment',
      'credentials',
      'permissions',
      'clock',
      'webhook',
      'limits',
      'database',
      'sources',
      'work',
      'figures',
      'model',
    ]),
  )
  expect(well.about('model')).toMatchObject([{ level: 'fine', says: expect.stringContaining('meaning') }])
  expect((await examine({ ...env, SENTENCE_MODEL: 'off' })).about('model')).toMatchObject([
    { level: 'fine', says: expect.stringContaining('SENTENCE_MODEL is off') },
  ])
  expect((await examine({ ...env, SENTENCE_MODEL: dataDir })).about('model')).toMatchObject([
    { level: 'look', says: expect.stringContaining('sentence.json: cannot be read') },
  ])
  const refused = await examine({ ...env, APP_ID: '99999' })
  expect(refused.code).toBe(1)
  expect(refused.about('credentials')).toMatchObject([
    { level: 'wrong', todo: expect.stringContaining('APP_ID and PRIVATE_KEY') },
  ])
  await scene.close()
  const nobody = await examine({ ...env, DATA_DIR: join(dataDir, 'nowhere') })
  expect(nobody.about('credentials')).toMatchObject([
    { level: 'wrong', todo: expect.stringContaining('network') },
  ])
  expect(nobody.about('database')).toMatchObject([{ level: 'look' }])
})

test('a wrong variable is named, and without an App it is said how one is made', async () => {
  const odd = await examine({ APP_ID: 'x', PORT: 'many' })
  expect(odd.about('environment').map(({ says }) => says.split(' ')[0])).toContain('PORT')
  expect((await examine({})).about('credentials')).toMatchObject([{ level: 'wrong' }])
})
