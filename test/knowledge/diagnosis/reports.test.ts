// Reports as people write them: what is read out of each, and which of them tell of the same error.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/knowledge/index.ts'
import { REPORTS } from './reports.ts'

it('there are reports of every family of tools', () => {
  expect(REPORTS.length).toBeGreaterThanOrEqual(130)
  expect(new Set(REPORTS.map(({ name }) => name)).size).toBe(REPORTS.length)
})

it.each(REPORTS.map((report) => [report.name, report] as const))('%s', (_, report) => {
  const { title, body, signature, isTelling, versions, platforms } = report
  const found = diagnose({ title, body, project: 'widget' })
  if (signature === null) expect(found.signatures.filter((one) => one.isTelling)).toEqual([])
  else expect(found.signatures[0]).toEqual({ text: signature, isTelling })
  expect(found.versions).toEqual(versions)
  expect(found.platforms).toEqual(platforms)
})

describe.each(pairsIn('same.txt'))('the same error: %s', (_, one, other) => {
  it('has one signature', () => {
    expect(telling(one)[0]).toBeDefined()
    expect(telling(one)[0]).toBe(telling(other)[0])
  })
})

describe.each(pairsIn('different.txt'))('different errors: %s', (_, one, other) => {
  it('share none', () => {
    expect(telling(one)).not.toEqual([])
    expect(telling(other)).not.toEqual([])
    expect(telling(one).filter((text) => telling(other).includes(text))).toEqual([])
  })
})

function telling(body: string): string[] {
  return diagnose({ title: 'It fails', body })
    .signatures.filter(({ isTelling }) => isTelling)
    .map(({ text }) => text)
}

function pairsIn(file: string): Array<[name: string, one: string, other: string]> {
  const pairs = readFileSync(join(import.meta.dirname, file), 'utf8')
    .split(/^=== /m)
    .slice(1)
  return pairs.map((pair) => {
    const [name = '', ...lines] = pair.trimEnd().split('\n')
    const [one = '', other = ''] = lines.join('\n').split('\n+++\n')
    return [name, one, other]
  })
}
