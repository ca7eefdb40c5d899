// Settings that an earlier version of the program stored.
import { expect, test } from 'vitest'
import { completeSettings } from '../../src/settings/complete.ts'
import { defaultSettings, parseSettings } from '../../src/settings/parse.ts'

test('what was stored by this version comes back as it was, to the letter', () => {
  const text = 'tiers: { gold: { formerly: pro } }\naway: { from: 2026-12-24, until: 2026-12-26 }\nmode: off'
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
