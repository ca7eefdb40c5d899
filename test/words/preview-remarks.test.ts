// What may be off in a preview is said, and nothing where all is known.
import { expect, test } from 'vitest'
import { defaultSettings } from '../../src/settings/parse.ts'
import { previewRemarks, type Remarkable } from '../../src/words/preview/remarks.ts'

const known: Remarkable = {
  read: { issues: 3, discussions: 0, comments: 4, fromAt: 0, isAll: true, setAside: [], calls: 2 },
  from: 'defaults',
  settings: defaultSettings('acme'),
  isUsed: true,
  leftOut: 0,
  sections: 1,
  zone: { zone: 'Europe/Berlin', zoneFrom: 'calendar' },
  seesAmounts: true,
  unread: [],
}

test('where all is known there is nothing to say', () => {
  expect(previewRemarks(known)).toEqual([])
})

test('threads that GitHub could not tell are named, but not hundreds of them', () => {
  const aside = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ kind: 'issue' as const, number: i + 1, why: 'timeout' }))
  const told = (count: number) =>
    previewRemarks({ ...known, read: { ...known.read, setAside: aside(count) } })[0]
  expect(told(1)).toBe('GitHub could not answer in time for 1 thread, which counts for nothing here: #1.')
  expect(told(12)).toMatch(/for 12 threads, which count for nothing here: #1, .*#10 and others\.$/)
})

test('amounts, zone, discussions and a mode that writes nothing are told', () => {
  const { settings } = known
  const sponsors = { account: 'acme', tiers: { pro: 50, sponsor: 1 }, oneTimeForMs: 0 }
  const remarks = previewRemarks({
    ...known,
    read: { ...known.read, discussions: 2 },
    from: 'repository',
    settings: {
      ...settings,
      mode: 'off',
      entitlements: { ...settings.entitlements, githubSponsors: sponsors },
    },
    zone: { zone: 'Europe/Paris', zoneFrom: 'comments' },
    seesAmounts: false,
    unread: ['stripe', 'polar'],
  }).join('\n')
  for (const word of ['discussion', 'lowest tier', 'stripe, polar', 'Europe/Paris', '`mode: off`'])
    expect(remarks).toContain(word)
})
