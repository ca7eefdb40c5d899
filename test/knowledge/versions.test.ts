import { expect, it } from 'vitest'
import { isVersionRange, versionAllowed, versionsIn } from '../../src/knowledge/versions.ts'

it.each([
  ['>=2 <4', '3.9.9', true],
  ['>=2 <4', '4.0.0', false],
  ['>=2 <4', 'v2', true],
  ['^1.2', '1.9', true],
  ['^1.2', '2.0', false],
  ['~1.2.3', '1.2.9', true],
  ['~1.2.3', '1.3.0', false],
  ['2.x', '2.7.1', true],
  ['2', '20.1', false],
  ['1 || >=3', '3.1', true],
  ['<=3', '3.2.1', true],
  ['*', '9', true],
  ['^0.2', '0.9', false],
  ['^0.2', '0.2.7', true],
  ['^0.0.3', '0.0.4', false],
  ['~1', '1.9.0', true],
  ['>1.2', '1.2.5', false],
  ['1.2 - 2.3', '2.3.4', true],
  ['>=2 <4', '4.0.0-rc.1', false],
  ['>=4.0.0-beta.2', 'v4.0.0-beta.3', true],
  ['>=1', '2.0.0.1', true],
])('%s and %s: %s', (range, version, expected) => {
  expect(isVersionRange(range)).toBe(true)
  expect(versionAllowed(range, version)).toBe(expected)
})

it('ranges are told from words', () => {
  expect(isVersionRange('newest')).toBe(false)
})

it('versions are read where they are named as such', () => {
  expect(versionsIn('since v2.3.1, version: 4 and 10.0.0.1 on port 80')).toEqual(['2.3.1', '4'])
})
