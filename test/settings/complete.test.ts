// Settings that an earlier version of the program stored.
import { expect, test } from 'vitest'
import { completeSettings } from '../../src/settings/complete.ts'
import { defaultSettings, parseSettings } from '../../src/settings/parse.ts'

test('what was stored by this version comes back as it was, to the letter', () => {
  const text =
    'tiers: { gold: { formerly: pro } }\naway: { from: 2026-12-24, until: 2026-12-26 }\nmode: off\nlabels: { spam: { lock: true } }'
  const { settings } = parseSettings(text, { file: 'firstline.yml', owner: 'acme' })
  for (const one of [settings, defaultSettings('acme')]) {
    const stored = JSON.stringify(one)
    expect(JSON.stringify(completeSettings(JSON.parse(stored)))).toBe(stored)
  }
})

test('what is missing takes its default, and one absence becomes a list of one', () => {
  const { retention, away, ...rest } = JSON.parse(JSON.stringify(defaultSettings('acme')))
  for (const tier of rest.tiers) delete tier.formerly
  const absence = { fromAt: 1, untilAt: 2, note: '' }
  expect([retention, away]).toBeDefined()
  expect(completeSettings({ ...rest, away: null })).toEqual(defaultSettings('acme'))
  expect(completeSettings({ ...rest, away: absence }).away).toEqual([absence])
})

test('label rules whose acts had keys of their own do the same, and are the rules that the same file gives today', () => {
  const text =
    'labels: { back: { reopen: true, lock: true, add: [x] }, spam: { close: true, lock: true }, plain: { comment: Hi } }'
  const { settings } = parseSettings(text, { file: 'firstline.yml', owner: 'acme' })
  const labels = settings!.labels.map(({ acts, reason, ...rule }) => ({
    ...rule,
    reopen: acts.includes('reopen'),
    lock: acts.includes('lock'),
    reason,
  }))
  const before = JSON.parse(JSON.stringify({ ...settings, labels }))
  expect(JSON.stringify(completeSettings(before))).toBe(JSON.stringify(settings))
})
