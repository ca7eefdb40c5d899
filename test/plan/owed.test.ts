// What is owed: a table of stories, each with the deadline of the first response of a ticket opened on Monday at 08:00.
import { describe, expect, it } from 'vitest'
import { factsAt, type OwedStory, pays, SETTINGS, told } from './owed-story.ts'

const COMMUNITY = (promise: string) => `${SETTINGS}community: { promise: { first_response: ${promise} } }\n`
const AWAY = `${SETTINGS}away: [{ from: 2026-10-19T10:00:00Z, until: 2026-10-20T10:00:00Z }]\n`
const QUICK = SETTINGS.replace('4h', '4m')

type Row = [story: string, OwedStory, owed: string | null]

const PAYMENTS: Row[] = [
  ['pays gold', { pays: [pays('gold')] }, '12:00'],
  ['pays nothing', {}, null],
  ['pays gold until 09:00', { pays: [pays('gold', { until: '09:00' })] }, '12:00'],
  [
    'pays gold until 09:00 and again from 10:30',
    { pays: [pays('gold', { until: '09:00' }), pays('gold', { from: '10:30' })] },
    '12:00',
  ],
  [
    'paid silver until 10:00, pays gold from 12:00',
    { pays: [pays('silver', { until: '10:00' }), pays('gold', { from: '12:00' })] },
    '16:00',
  ],
  [
    'pays silver, gold from Tue 06:00',
    { pays: [pays('silver', { until: 'Tue 06:00' }), pays('gold', { from: 'Tue 06:00' })] },
    'Tue 08:00',
  ],
  [
    'pays gold, silver from 11:00',
    { pays: [pays('gold', { until: '11:00' }), pays('silver', { from: '11:00' })] },
    '12:00',
  ],
  ['pays gold from Tue 14:00', { pays: [pays('gold', { from: 'Tue 14:00' })] }, 'Tue 18:00'],
  [
    'pays gold since 07:00, learned at 10:00',
    { pays: [pays('gold', { from: '07:00', learned: '10:00' })] },
    '14:00',
  ],
  ['pays gold since 07:00, always known', { pays: [pays('gold', { from: '07:00' })] }, '12:00'],
  ['was in grace at opening', { pays: [pays('gold', { until: '07:30' })] }, '12:00'],
  ['was out of grace at opening', { pays: [pays('gold', { until: '07:00' })] }, null],
  [
    'pays gold until 11:00, for a tier that promises nothing after it',
    {
      settings: [{ text: SETTINGS.replace('promise: { first_response: 1d }', 'warn_at: 0.5') }],
      pays: [pays('gold', { until: '11:00' }), pays('silver', { from: '11:00' })],
    },
    '12:00',
  ],
]

const SETTINGS_CHANGES: Row[] = [
  [
    'first settings at 10:00, pays gold',
    { settings: [{ at: '10:00', text: SETTINGS }], pays: [pays('gold')] },
    '14:00',
  ],
  [
    'first settings at 10:00, with a promise for everybody',
    { settings: [{ at: '10:00', text: COMMUNITY('4h') }] },
    null,
  ],
  [
    'first settings at 10:00, label gold on since 09:00',
    { settings: [{ at: '10:00', text: SETTINGS }], happens: ['09:00 +gold'] },
    '14:00',
  ],
  [
    'gold becomes 4 minutes at 09:00',
    { settings: [{ text: SETTINGS }, { at: '09:00', text: QUICK }], pays: [pays('gold')] },
    '12:00',
  ],
  [
    'gold becomes 4 minutes at 09:00 for five minutes',
    {
      settings: [{ text: SETTINGS }, { at: '09:00', text: QUICK }, { at: '09:05', text: SETTINGS }],
      pays: [pays('gold')],
    },
    '12:00',
  ],
  [
    'gold becomes 4 minutes at 09:00, by hand at 09:30',
    { settings: [{ text: SETTINGS }, { at: '09:00', text: QUICK }], happens: ['09:30 /tier gold'] },
    '09:34',
  ],
  [
    'the community’s 2 d become 4 h at 10:00',
    { settings: [{ text: COMMUNITY('2d') }, { at: '10:00', text: COMMUNITY('4h') }] },
    'Wed 08:00',
  ],
  [
    'the community’s 4 h are taken out at 10:00',
    { settings: [{ text: COMMUNITY('4h') }, { at: '10:00', text: SETTINGS }] },
    '12:00',
  ],
  [
    'a promise for everybody comes at 10:00',
    { settings: [{ text: SETTINGS }, { at: '10:00', text: COMMUNITY('4h') }] },
    null,
  ],
  [
    'the community has 4 h, pays silver',
    { settings: [{ text: COMMUNITY('4h') }], pays: [pays('silver')] },
    '12:00',
  ],
  [
    'the community has 2 d, gold by hand on Tue 14:00',
    { settings: [{ text: COMMUNITY('2d') }], happens: ['Tue 14:00 /tier gold'] },
    'Tue 18:00',
  ],
  [
    'gold is called pro from 09:00',
    {
      settings: [
        { text: SETTINGS },
        { at: '09:00', text: SETTINGS.replace('gold: {', 'pro: { formerly: [gold],') },
      ],
      happens: ['08:30 /tier gold', '10:00 /tier pro'],
    },
    '12:30',
  ],
  [
    'gold is no more from 09:00',
    {
      settings: [{ text: SETTINGS }, { at: '09:00', text: SETTINGS.replace(/ {2}gold.*\n/, '') }],
      pays: [pays('gold', { until: '09:00' })],
    },
    '12:00',
  ],
  ['away from 10:00, told last week', { settings: [{ text: AWAY }], pays: [pays('gold')] }, 'Tue 12:00'],
  [
    'away from 10:00, told at 09:00',
    { settings: [{ text: SETTINGS }, { at: '09:00', text: AWAY }], pays: [pays('gold')] },
    '12:00',
  ],
  [
    'away from 10:00, told last week and taken out at 09:00',
    { settings: [{ text: AWAY }, { at: '09:00', text: SETTINGS }], pays: [pays('gold')] },
    'Tue 12:00',
  ],
  [
    'away from 12:00, when the time is just used up',
    { settings: [{ text: AWAY.replace('T10:00:00Z, until', 'T12:00:00Z, until') }], pays: [pays('gold')] },
    '12:00',
  ],
]

const gold = (...happens: string[]) => ({ happens: ['09:00 /tier gold', ...happens] })

const HANDS: Row[] = [
  ['gold', gold(), '13:00'],
  ['gold, silver at 10:00', gold('10:00 /tier silver'), '13:00'],
  ['gold, none at 10:00', gold('10:00 /tier none'), '13:00'],
  ['gold, none at 10:00, auto at 11:00', gold('10:00 /tier none', '11:00 /tier auto'), null],
  ['gold, auto at 10:00', gold('10:00 /tier auto'), null],
  ['gold, auto in the moment of the deadline', gold('13:00 /tier auto'), null],
  ['gold, auto a second later', gold('13:00:01 /tier auto'), '13:00'],
  ['gold, auto at 10:00, silver at 10:09', gold('10:00 /tier auto', '10:09 /tier silver'), '13:00'],
  ['gold, auto at 10:00, silver at 10:11', gold('10:00 /tier auto', '10:11 /tier silver'), 'Tue 10:11'],
  ['gold, auto at 10:00, none at 10:05', gold('10:00 /tier auto', '10:05 /tier none'), null],
  ['gold, silver at 09:05', gold('09:05 /tier silver'), 'Tue 09:05'],
  ['gold, none at 09:05', gold('09:05 /tier none'), null],
  ['gold, silver at 10:00 for nine minutes', gold('10:00 /tier silver', '10:09 /tier gold'), '13:00'],
  ['gold, silver at 09:03, gold at 09:05', gold('09:03 /tier silver', '09:05 /tier gold'), '13:00'],
  ['gold, auto at 09:03, gold at 09:05', gold('09:03 /tier auto', '09:05 /tier gold'), '13:00'],
  ['gold, auto at 09:03, gold at 09:14', gold('09:03 /tier auto', '09:14 /tier gold'), '13:14'],
  ['gold, auto at 09:03, silver at 09:05', gold('09:03 /tier auto', '09:05 /tier silver'), 'Tue 09:05'],
  [
    'gold, silver and gold again and again',
    gold('09:03 /tier silver', '09:05 /tier gold', '09:08 /tier silver', '09:12 /tier gold'),
    '13:00',
  ],
  [
    'gold, auto at 10:00, gold at 10:05 for two minutes',
    gold('10:00 /tier auto', '10:05 /tier gold', '10:07 /tier none'),
    '13:00',
  ],
  [
    'label gold on, silver beside it for two minutes',
    { happens: ['09:00 +gold', '09:03 +silver', '09:05 -silver'] },
    '13:00',
  ],
  [
    'label gold on, off at 09:03, set by command at 09:05',
    { happens: ['09:00 +gold', '09:03 -gold', '09:05 /tier gold'] },
    '13:00',
  ],
  [
    'silver at 08:30, gold at 09:00 for five minutes',
    { happens: ['08:30 /tier silver', '09:00 /tier gold', '09:05 /tier silver'] },
    'Tue 08:30',
  ],
  [
    'label gold on, off at 12:00:00, silver on at 12:00:10',
    { happens: ['09:00 +gold', '12:00 -gold', '12:00:10 +silver'] },
    '13:00',
  ],
  [
    'label gold on, off at 12:55, on at 13:06',
    { happens: ['09:00 +gold', '12:55 -gold', '13:06 +gold'] },
    '17:06',
  ],
  [
    'label gold on, off at 12:55, on at 13:04',
    { happens: ['09:00 +gold', '12:55 -gold', '13:04 +gold'] },
    '13:00',
  ],
  [
    'label gold on, silver beside it, gold off',
    { happens: ['09:00 +gold', '10:00 +silver', '11:00 -gold'] },
    '13:00',
  ],
  [
    'label gold on, silver beside it, silver off',
    { happens: ['09:00 +gold', '10:00 +silver', '11:00 -silver'] },
    '13:00',
  ],
  [
    'label gold on and off, then auto',
    { happens: ['09:00 +gold', '12:00 -gold', '12:08 /tier auto', '12:12 +silver'] },
    'Tue 12:12',
  ],
  ['gold by somebody who becomes a maintainer later', { happens: ['09:00 nora: /tier gold'] }, null],
  ['pays gold, none at 11:00', { pays: [pays('gold')], happens: ['11:00 /tier none'] }, '12:00'],
  ['pays gold, silver at 11:00', { pays: [pays('gold')], happens: ['11:00 /tier silver'] }, '12:00'],
  ['pays gold, label off at 11:00', { pays: [pays('gold')], happens: ['11:00 -gold'] }, '12:00'],
  ['pays silver, gold at 10:00', { pays: [pays('silver')], happens: ['10:00 /tier gold'] }, '14:00'],
  [
    'pays silver, gold at 10:00, auto at 11:00',
    { pays: [pays('silver')], happens: ['10:00 /tier gold', '11:00 /tier auto'] },
    'Tue 08:00',
  ],
]

describe.each([
  ['payments', PAYMENTS],
  ['the settings', SETTINGS_CHANGES],
  ['a hand', HANDS],
] as Array<[string, Row[]]>)('what is owed by %s', (_, rows) => {
  it.each(rows)('%s', (_story, story, owed) => {
    const { firstResponse } = factsAt(story, 'Fri 08:00').clocks
    expect(told(firstResponse.missedAt)).toBe(owed)
    expect(firstResponse.missed).toBe(owed !== null)
  })
})

describe('a promise for everybody that is taken out at 10:00', () => {
  const settings = [{ text: COMMUNITY('4h') }, { at: '10:00', text: SETTINGS }]

  it.each([
    ['11:00', { met: true, missed: false }],
    ['12:00', { met: true, missed: false }],
    ['13:00', { met: false, missed: true }],
  ])('is answered at %s', (at, kept) => {
    const { firstResponse } = factsAt({ settings, happens: [`${at} answers`] }, 'Fri 08:00').clocks
    expect(firstResponse).toMatchObject({ ...kept, holds: { origin: 'community', tier: null } })
  })
})

describe('a promise', () => {
  it('counts under the tier whose deadline held, of two in one instant the higher', () => {
    const both = { settings: [{ text: COMMUNITY('4h') }], pays: [pays('gold')] }
    expect(factsAt(both, 'Fri 08:00').clocks.firstResponse.holds).toMatchObject({ tier: 'gold' })
    const silver = { ...both, pays: [pays('silver')] }
    expect(factsAt(silver, 'Fri 08:00').clocks.firstResponse.holds).toMatchObject({ tier: null })
  })

  it('that begins after the clock has ended is none', () => {
    const late = { pays: [pays('gold', { from: '10:00' })], happens: ['09:00 answers'] }
    expect(factsAt(late, 'Fri 08:00').clocks.firstResponse).toMatchObject({
      met: false,
      missed: false,
      holds: null,
    })
  })

  it('is kept by an answer of somebody who became a maintainer later', () => {
    const { firstResponse } = factsAt(
      { pays: [pays('gold')], happens: ['09:00 nora: Like this.'] },
      '20:00',
    ).clocks
    expect(firstResponse).toMatchObject({ outcome: 'responded', met: true })
  })

  it('that was taken back is told, and an answer while nothing is owed is neither kept nor missed', () => {
    const { firstResponse } = factsAt(gold('10:00 /tier auto', '11:00 answers'), 'Fri 08:00').clocks
    expect(firstResponse).toMatchObject({ met: false, missed: false, takenBack: ['gold'] })
    const corrected = factsAt(gold('09:05 /tier auto', '11:00 answers'), 'Fri 08:00').clocks
    expect(corrected.firstResponse.takenBack).toEqual([])
    const late = factsAt(gold('13:00:01 /tier auto'), 'Fri 08:00').clocks
    expect(late.firstResponse.takenBack).toEqual([])
  })

  it('taken back before the answer stays so, whatever the hand sets after it', () => {
    const { firstResponse } = factsAt(
      gold('10:00 /tier auto', '10:02 answers', '10:05 /tier gold'),
      'Fri 08:00',
    ).clocks
    expect(firstResponse).toMatchObject({ met: false, missed: false, takenBack: ['gold'] })
  })

  it('is at risk at its share of the target, until its deadline ends', () => {
    expect(factsAt(gold(), '11:59:59').clocks.firstResponse).toMatchObject({ atRisk: false })
    expect(factsAt(gold(), '12:00').clocks.firstResponse).toMatchObject({ atRisk: true })
    expect(factsAt(gold('12:30 /tier auto'), '12:30').clocks.firstResponse).toMatchObject({ atRisk: false })
  })

  it('is not owed before it begins', () => {
    const later = { pays: [pays('gold', { from: 'Tue 14:00' })] }
    expect(factsAt(later, 'Tue 13:59').clocks.firstResponse.deadlineAt).toBeNull()
    expect(told(factsAt(later, 'Tue 14:00').clocks.firstResponse.deadlineAt)).toBe('Tue 18:00')
  })

  it('of a clock that starts later is that of the settings then', () => {
    const next = (hours: string) =>
      SETTINGS.replaceAll('first_response: 4h', `first_response: 4h, next_response: ${hours}`)
    const { nextResponse } = factsAt(
      {
        settings: [{ text: next('1h') }, { at: '09:00', text: next('2h') }],
        pays: [pays('gold')],
        happens: ['08:30 answers', '10:00 asks'],
      },
      'Fri 08:00',
    ).clocks
    expect(told(nextResponse.missedAt)).toBe('12:00')
  })
})
