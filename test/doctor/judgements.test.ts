// What the doctor makes of what it is told.
import { expect, test } from 'vitest'
import { judgeClock, judgeDeliveries, judgeGrant, judgeLimits, judgeWebhook } from '../../src/doctor/app.ts'
import {
  judgeChannels,
  judgeFailing,
  judgeHistory,
  judgePrivacy,
  judgeSources,
} from '../../src/doctor/house.ts'
import { parseSettings } from '../../src/settings/parse.ts'

const NEEDED = { permissions: { issues: 'write', contents: 'read' }, events: ['issues', 'push'] }
const HOOK = { url: 'https://desk.example.org/api/github/webhooks', isInsecure: false, contentType: 'json' }
const settingsOf = (text: string) => parseSettings(text, { file: 'firstline.yml', owner: 'acme' }).settings!
const levels = (found: Array<{ level: string }>) => found.map(({ level }) => level)

test('a grant that lacks a permission or an event is wrong, and more than is needed is fine', () => {
  const less = judgeGrant('acme', NEEDED, { permissions: { issues: 'read' }, events: ['issues'] }, 'Accept.')
  expect(less.map(({ says }) => says)).toEqual([
    'acme lacks issues: write, contents: read.',
    'acme gets no webhooks of push.',
  ])
  const more = { permissions: { issues: 'admin', contents: 'write' }, events: ['issues', 'push', 'star'] }
  expect(levels(judgeGrant('acme', NEEDED, more, ''))).toEqual(['fine'])
})

test('a webhook address that is missing, elsewhere, insecure or of another content type is told', () => {
  expect(levels(judgeWebhook(HOOK, 'https://desk.example.org'))).toEqual(['fine'])
  expect(levels(judgeWebhook({ ...HOOK, url: null }, null))).toEqual(['wrong'])
  const odd = judgeWebhook({ ...HOOK, isInsecure: true, contentType: 'form' }, 'https://other.example.org')
  expect(levels(odd)).toEqual(['look', 'wrong', 'look'])
})

test('a clock that is off by half a minute is wrong, by seconds worth a look', () => {
  const at = Date.UTC(2026, 10, 26)
  expect(judgeClock(at, at + 1_000).level).toBe('fine')
  expect(judgeClock(at + 10_000, at)).toMatchObject({
    level: 'look',
    says: expect.stringContaining('10 s ahead of'),
  })
  expect(judgeClock(at - 40_000, at)).toMatchObject({
    level: 'wrong',
    says: expect.stringContaining('behind'),
  })
  expect(judgeClock(at, null).level).toBe('look')
})

test('limits are worth a look below a tenth, and wrong at nothing', () => {
  const limit = (left: number) => ({ name: 'REST', limit: 5000, left, resetsAt: 0 })
  expect(levels(judgeLimits('acme', [limit(5000), limit(400), limit(0)]))).toEqual(['fine', 'look', 'wrong'])
})

test('failed deliveries, failing sources and failing work are told with what to do', () => {
  expect(judgeDeliveries(0).level).toBe('fine')
  expect(judgeDeliveries(1).says).toBe('1 delivery of the last day failed.')
  const source = { source: 'stripe', lastOkAt: null, lastError: 'the key is refused' }
  expect(
    levels(
      judgeSources([
        { ...source, status: 'failing' },
        { ...source, status: 'waiting' },
      ]),
    ),
  ).toEqual(['wrong', 'look'])
  expect(judgeFailing(7, ['a', 'b']).map(({ says }) => says)).toEqual(['a', 'b', 'And 5 more.'])
})

test('a promise to private sponsors that is told nowhere is worth a look, with a private desk it is not', () => {
  const text =
    'tiers: { pro: { label: { name: p }, promise: { first_response: 1d } } }\nentitlements: { github_sponsors: { account: acme, tiers: { pro: 1 } } }\n'
  const place = { name: 'acme/widget', private: false }
  expect(levels(judgePrivacy(place, settingsOf(text), ['team']))).toEqual(['look'])
  expect(judgePrivacy(place, settingsOf(`${text}desk: { repository: acme/desk }\n`), [])).toEqual([])
  expect(judgePrivacy({ ...place, private: true }, settingsOf(text), [])).toEqual([])
})

test('nor with a channel, where the server has it', () => {
  const place = { name: 'acme/widget', private: false }
  const paying = 'entitlements: { github_sponsors: { account: acme, tiers: { pro: 1 } } }\n'
  const texts = [
    `${paying}tiers: { pro: { notify: "channel:team" } }\n`,
    `${paying}tiers: { pro: { assign: maya } }\ndesk: { channels: { team: [missed] } }\n`,
  ]
  for (const text of texts) {
    expect(levels(judgePrivacy(place, settingsOf(text), []))).toEqual(['look'])
    expect(judgePrivacy(place, settingsOf(text), ['team'])).toEqual([])
  }
})

test('channels are named without their addresses, and it is said that nothing is signed', () => {
  expect(judgeChannels([], false)).toEqual([])
  const channels = [{ owner: 'acme', name: 'team' }]
  expect(levels([...judgeChannels(channels, true), ...judgeChannels(channels, false)])).toEqual([
    'fine',
    'look',
  ])
})

test('threads that GitHub cannot tell are named, some of many', () => {
  expect(judgeHistory('acme/widget', [])).toEqual([])
  const unread = Array.from({ length: 12 }, (_, n) => ({ kind: 'issue', number: n + 1 }))
  const [finding] = judgeHistory('acme/widget', unread)
  expect(finding).toMatchObject({
    level: 'look',
    says: expect.stringContaining('issue #10 and 2 more in time'),
  })
})
