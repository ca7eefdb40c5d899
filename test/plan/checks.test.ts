// Which check runs a push wants, and that each is wanted once for its commit.
import { expect, test } from 'vitest'
import { type CheckedPlaces, checksOf, planCheck } from '../../src/plan/checks.ts'

const SHA = 'a'.repeat(40)
const PLACES: CheckedPlaces = {
  folders: ['.github/knowledge'],
  besideSettings: ['replies/repro.md'],
  lists: ['customers.yml'],
}
const commit = (change: { added?: string[]; modified?: string[]; removed?: string[] }) => ({
  added: [],
  modified: [],
  removed: [],
  ...change,
})
const checked = (...commits: Array<ReturnType<typeof commit>>) =>
  checksOf({ sha: SHA, commits }, PLACES).map((one) => one.checked)

test('a push wants a check run for each kind of file that it touches', () => {
  expect(checked(commit({ modified: ['README.md'] }))).toEqual([])
  expect(checked(commit({ modified: ['.github/firstline.yml', 'customers.yml'] }))).toEqual([
    'settings',
    'customers',
  ])
  expect(checked(commit({ removed: ['.github/knowledge/install.md'] }))).toEqual(['articles'])
  expect(checked(commit({ modified: ['replies/repro.md'] }))).toEqual(['settings'])
})

test('a file in a near place is told, unless a later commit took it out again', () => {
  expect(checked(commit({ added: ['firstline.yml'] }))).toEqual(['settings'])
  expect(checked(commit({ added: ['firstline.yml'] }), commit({ removed: ['firstline.yml'] }))).toEqual([])
})

test('of a push too long to be listed nothing is concluded, so that all is checked', () => {
  const commits = Array.from({ length: 20 }, () => commit({ modified: ['README.md'] }))
  expect(checked(...commits)).toEqual(['settings', 'articles', 'customers'])
})

test('a deleted branch wants nothing', () => {
  const commits = [commit({ modified: ['.github/firstline.yml'] })]
  for (const sha of ['', '0'.repeat(40)]) expect(checksOf({ sha, commits }, PLACES)).toEqual([])
})

test('the same check is the same Want, and one that is written once more another', () => {
  const about = { checked: 'settings', near: [], sha: SHA } as const
  const want = planCheck(7, { ...about, near: [] }, [])
  expect(want).toMatchObject({
    key: `repository:7|check firstline / settings ${SHA}`,
    place: { in: 'commit', repositoryId: 7, sha: SHA },
    what: { do: 'check_run', run: { name: 'firstline / settings', conclusion: 'success' } },
  })
  expect(planCheck(7, { ...about, near: [], again: 2 }, []).key).toBe(`${want.key} 2`)
})
