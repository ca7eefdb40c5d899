// Labels that were renamed on GitHub: known under our names, also when they are renamed again, back, or replaced.
import { expect, test } from 'vitest'
import {
  afterRename,
  type LabelNames,
  nameOnGitHub,
  without,
} from '../../src/plan/ticket/labels/label-names.ts'

const PRO = 'support: pro'
const renamed = (...steps: Array<[string, string]>) =>
  steps.reduce<LabelNames>((names, [from, to]) => afterRename(names, from, to, [PRO]), {})

test('a tier label goes on under its new name, and under the next one', () => {
  expect(nameOnGitHub(PRO, renamed([PRO, 'Pro']))).toBe('Pro')
  expect(nameOnGitHub(PRO, renamed([PRO, 'Pro'], ['Pro', 'Paying']))).toBe('Paying')
})

test("so do Firstline's own, and nobody else's", () => {
  const names = renamed(['waiting: requester', 'needs reply'], ['bug', 'defect'])
  expect(names).toEqual({ 'waiting: requester': 'needs reply' })
})

test('renamed back, or only in its letters, it needs no other name', () => {
  expect(renamed([PRO, 'Pro'], ['Pro', PRO])).toEqual({})
  expect(renamed([PRO, 'Support: Pro'])).toEqual({})
})

test('deleted, or made anew under its own name, it is called as it is called here', () => {
  expect(without(renamed([PRO, 'Pro']), 'Pro')).toEqual({})
  expect(without(renamed([PRO, 'Pro']), PRO)).toEqual({})
})

test('names that are words of the language are no words here', () => {
  expect(nameOnGitHub('constructor', {})).toBe('constructor')
})
