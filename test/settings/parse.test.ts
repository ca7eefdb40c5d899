// Settings files as people write them, right and wrong.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NOT_YET_IN_FORCE } from '../../src/settings/in-force.ts'
import { defaultSettings, parseSettings } from '../../src/settings/parse.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const example = readFileSync(new URL('../../src/settings/example.yml', import.meta.url), 'utf8')

function parse(text: string, owner: string | null = 'acme') {
  return parseSettings(text, { file: 'firstline.yml', owner })
}

/** The mistakes as `line: message`. */
function mistakes(text: string, owner: string | null = 'acme'): string[] {
  return parse(text, owner)
    .problems.filter((problem) => problem.level === 'failure')
    .map((problem) => `${problem.line}: ${problem.message}`)
}

/** The settings of a text without mistakes. */
function settings(text: string) {
  const parsed = parse(text)
  expect(parsed.problems.filter((problem) => problem.level === 'failure')).toEqual([])
  return parsed.settings!
}

describe('without a file', () => {
  test('the defaults are one tier without a promise, sponsors of the owner, and answers', () => {
    expect(defaultSettings('acme')).toEqual({
      mode: 'live',
      maintainers: [],
      bots: [],
      tiers: [
        {
          name: 'sponsor',
          formerly: [],
          label: { name: 'support: sponsor', color: 'b60205', description: 'Paid support' },
          promise: null,
          warnAt: 0.75,
          notify: [],
          channels: [],
          assign: [],
          answers: null,
          private: false,
          needsInformation: false,
          acknowledge: null,
        },
      ],
      community: { promise: null, answers: null, warnAt: 0.75, notify: [], channels: [] },
      entitlements: expect.objectContaining({
        graceMs: 7 * DAY,
        privateSponsors: 'quiet',
        githubSponsors: { account: 'acme', tiers: { sponsor: 1 }, oneTimeForMs: 31 * DAY },
        organizations: {},
        users: {},
        customers: null,
        stripe: null,
        openCollective: null,
        polar: null,
      }),
      calendars: {},
      away: [],
      knowledgeBase: {
        path: '.github/knowledge',
        precision: 0.95,
        mode: 'auto',
        words: {},
        learn: true,
        docs: [],
        suggest: null,
      },
      discussions: { leaveOut: ['announcements', 'polls', 'show-and-tell'] },
      needs: { offers: {}, words: {} },
      needsInformation: {},
      labels: [],
      feedback: { ask: 'off', days: 7 },
      desk: { issue: true, repository: null, updateMs: HOUR, report: 'off', channels: {} },
      economics: null,
      commands: { prefix: '/' },
      retention: { bodiesMs: 730 * DAY, setAsideMs: 7 * DAY, auditMs: 730 * DAY },
    })
  })

  test.each(['', '# only a comment\n', '---\n', '~'])('an empty file says the same: %j', (text) => {
    expect(settings(text)).toEqual(defaultSettings('acme'))
  })
})

describe('documentation', () => {
  test.each([
    'docs/**/*.md',
    '"docs/{guide,{how,why}}/[a-m]*.md"',
    '["acme/handbook:docs/**/*.rst"]',
    '[docs/**, "!docs/zh/**", "!acme/handbook:docs/old/**", { files: "!docs/x.md" }]',
    '{ files: docs/**/*.md, site: "https://docs.example.org/{path}", anchors: mkdocs }',
  ])('is named by globs, here and in repositories of the same owner: %s', (docs) => {
    expect(parse(`knowledge_base: { docs: ${docs} }`).problems).toEqual([])
  })

  test('is refused by another owner, where a glob would take long, and where one is not closed', () => {
    for (const docs of [
      'other/handbook:docs/**/*.md',
      '"!other/handbook:docs/**"',
      '{ files: other/handbook:docs/** }',
    ]) {
      expect(mistakes(`knowledge_base: { docs: ${docs} }`)[0]).toMatch(/same owner \(`acme`\)/)
    }
    for (const docs of [
      '"!"',
      '"!!docs/**"',
      '"!../docs/**"',
      '"acme/handbook:"',
      '"a:b:c"',
      '"(a+)+"',
      '"*a*a*a*a.md"',
      '"docs/[a/**"',
      '"docs/{a,b/**"',
      '"docs/a}/**"',
      '"/docs/**"',
    ]) {
      expect(mistakes(`knowledge_base: { docs: ${docs} }`)[0]).toMatch(/`!docs\/old\/\*\*`/)
    }
    for (const site of ['https://docs.example.org', 'https://{path}.example.org/', 'https://{path}']) {
      expect(mistakes(`knowledge_base: { docs: [{ files: docs/*.md, site: "${site}" }] }`)[0]).toMatch(
        /^1: `knowledge_base.docs\[1\].site` must be an address .*`\{page\}`/,
      )
    }
  })
})

describe('what is known but not built yet', () => {
  test.each(['retention: { bodies: 30d }'])('is taken with a notice: %s', (text) => {
    const { settings, problems } = parse(text)
    expect(settings).not.toBeNull()
    expect(problems.map(({ level, message }) => [level, message.replace(/^\S+ /, '')])).toEqual([
      ['notice', 'is known, but not yet in force: it does nothing for now.'],
    ])
  })

  test.each([
    'tiers: { pro: { private: false, needs_information: false } }',
    'knowledge_base: { learn: off, docs: [], words: {} }',
    'desk: { channels: {} }',
  ])('says nothing where it is off: %s', (text) => expect(parse(text).problems).toEqual([]))

  test('is wrong where it is wrong', () => {
    expect(mistakes('tiers: { pro: { notify: ["chanel:oncall"] } }')[0]).toMatch(
      /must be a mention .* or a channel/,
    )
    expect(mistakes('knowledge_base: { suggest: 0.96 }')).toEqual([
      '1: `knowledge_base.suggest` must be below `precision`, which is 0.95.',
    ])
    expect(mistakes('needs: { trainng: { offer: Courses } }')[0]).toMatch(/Did you mean `training`\?/)
    expect(mistakes('desk: { channels: { oncall: [mised] } }')[0]).toMatch(/did you mean `missed`\?/)
  })

  test('is not mentioned: a channel is nobody', () => {
    const { tiers, community } = settings(
      '{ tiers: { pro: { notify: ["channel:a", "@octocat"] } }, community: { notify: "channel:a" } }',
    )
    expect(tiers[0]?.notify).toEqual(['@octocat'])
    expect(community.notify).toEqual([])
  })
})

describe('durations', () => {
  test.each(['4h', '4H'])('are read in either case: %s', (target) => {
    const read = settings(
      `tiers: { pro: { promise: { first_response: ${target} } } }\nentitlements: { grace: 3D }`,
    )
    expect(read.tiers[0]?.promise?.firstResponse).toEqual({ amount: 4, unit: 'h' })
    expect(read.entitlements.graceMs).toBe(3 * DAY)
  })
})

describe('the example of the reference', () => {
  test('has no mistakes, and a notice for each key that is not built yet', () => {
    const { settings, problems } = parse(example)
    expect(settings).not.toBeNull()
    expect(problems.filter((problem) => problem.level !== 'notice')).toEqual([])
    expect(problems).toHaveLength(NOT_YET_IN_FORCE.length)
  })

  test('is read whole', () => {
    const { tiers, calendars, entitlements, labels, away } = settings(example)
    expect(tiers.map((tier) => tier.name)).toEqual(['enterprise', 'pro', 'sponsor'])
    expect(tiers[0]).toMatchObject({
      label: { name: 'support: enterprise', color: 'b60205', description: 'Enterprise support contract' },
      promise: {
        firstResponse: { amount: 4, unit: 'h' },
        resolution: { amount: 5, unit: 'd' },
        calendar: 'business',
      },
      notify: ['@acme/support'],
      answers: 'draft',
    })
    const split = [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]
    expect(calendars.business?.hours).toEqual({
      mon: split,
      tue: split,
      wed: split,
      thu: split,
      fri: [{ from: '09:00', to: '15:00' }],
      sat: [],
      sun: [],
    })
    expect(calendars.business?.holidays).toEqual({
      country: 'DE',
      state: 'BE',
      region: null,
      dates: ['2026-12-24'],
      except: [],
    })
    expect(entitlements.githubSponsors?.tiers).toEqual({ enterprise: 500, pro: 50, sponsor: 1 })
    expect(entitlements.customers).toEqual({ repository: 'acme/customers', path: 'customers.yml' })
    expect(labels[0]).toMatchObject({ waitMs: 14 * DAY, reason: 'not_planned' })
    expect(labels[0]?.then).toBe('close')
    expect(labels[1]).toMatchObject({ label: 'kb: *', answer: '*' })
    // Midnight in Berlin, where the highest promise is counted; UTC+1 in winter.
    expect(away[0]?.fromAt).toBe(Date.UTC(2026, 11, 23, 23))
    expect(away[0]?.untilAt).toBe(Date.UTC(2027, 0, 1, 23))
  })
})

describe('what may be left out', () => {
  test('a tier without anything gets label and colour by its name and rank', () => {
    const { tiers } = settings('tiers:\n  gold:\n  silver: {}\n')
    expect(tiers.map((tier) => tier.label)).toEqual([
      { name: 'support: gold', color: 'b60205', description: 'Paid support' },
      { name: 'support: silver', color: 'd93f0b', description: 'Paid support' },
    ])
  })

  test('a colour may have its #, and capitals', () => {
    const { tiers } = settings('tiers: { gold: { label: { color: "#FFaa00" } } }')
    expect(tiers[0]?.label.color).toBe('ffaa00')
  })

  test('sponsors count by default only where there is a tier for them', () => {
    expect(settings('tiers: { gold: {} }').entitlements.githubSponsors).toBeNull()
    expect(settings('tiers: { gold: {}, sponsor: {} }').entitlements.githubSponsors?.tiers).toEqual({
      sponsor: 1,
    })
    expect(settings('entitlements: { github_sponsors: ~ }').entitlements.githubSponsors).toBeNull()
  })

  test('a list of one may be written as the item', () => {
    const { maintainers, tiers } = settings(
      'maintainers: "@octocat"\ntiers: { gold: { notify: "@acme/support" } }',
    )
    expect(maintainers).toEqual(['octocat'])
    expect(tiers[0]?.notify).toEqual(['@acme/support'])
  })

  test('logins may be written with their @', () => {
    const { entitlements } = settings(
      'entitlements: { users: { "@octocat": sponsor }, organizations: { "@big": sponsor } }',
    )
    expect(entitlements).toMatchObject({ users: { octocat: 'sponsor' }, organizations: { big: 'sponsor' } })
  })

  test('an empty key takes its default', () => {
    expect(settings('mode:\ncommunity: { promise: ~ }\ndesk: ~\nfeedback:\n')).toEqual(
      defaultSettings('acme'),
    )
  })

  test('a promise without targets is none', () => {
    expect(settings('community: { promise: { calendar: always } }').community.promise).toBeNull()
  })

  test('a time of absence without any promise is told in UTC', () => {
    const { away } = settings('away: { from: 2026-12-24, until: 2026-12-24T18:30:00+01:00 }')
    expect(away).toEqual([
      { fromAt: Date.UTC(2026, 11, 24), untilAt: Date.UTC(2026, 11, 24, 17, 30), note: '' },
    ])
  })

  test('several absences are a list, each with its own note', () => {
    const { away } = settings(
      'away:\n- { from: 2026-12-24, until: 2027-01-02, note: Holidays }\n- { from: 2027-04-01, until: 2027-04-05 }',
    )
    expect(away.map(({ note }) => note)).toEqual(['Holidays', ''])
    expect(settings('away: []').away).toEqual([])
  })

  test('no time of grace is `0m`', () => {
    expect(settings('entitlements: { grace: 0m }').entitlements.graceMs).toBe(0)
  })

  test('a tier that was renamed says what it was called', () => {
    const { tiers } = settings('tiers: { gold: { formerly: pro }, basic: { formerly: [free, old] } }')
    expect(tiers.map(({ name, formerly }) => [name, formerly])).toEqual([
      ['gold', ['pro']],
      ['basic', ['free', 'old']],
    ])
  })

  test('days may run over the weekend, and a window may end at midnight', () => {
    const hours = settings('calendars: { night: { time_zone: UTC, hours: { sat-mon: "9:00-24:00" } } }')
      .calendars.night?.hours
    expect(Object.entries(hours ?? {}).filter(([, windows]) => windows.length > 0)).toEqual([
      ['mon', [{ from: '09:00', to: '24:00' }]],
      ['sat', [{ from: '09:00', to: '24:00' }]],
      ['sun', [{ from: '09:00', to: '24:00' }]],
    ])
  })
})

describe('mistakes', () => {
  test('all are told at once, each with its line, and nothing of the file is used', () => {
    const text =
      'mode: lve\nmaintainer: [a]\ntiers:\n  gold:\n    promise: { first_respons: 4h }\n    warn_at: 75\n'
    expect(parse(text).settings).toBeNull()
    expect(mistakes(text)).toEqual([
      '1: `mode` must be `live`, `preview` or `off`; it is `lve`: did you mean `live`?',
      expect.stringContaining('2: Unknown key `maintainer`. Did you mean `maintainers`?'),
      '5: Unknown key `first_respons` in `tiers.gold.promise`. Did you mean `first_response`? ' +
        'Allowed here: `first_response`, `next_response`, `resolution` or `calendar`.',
      '6: `tiers.gold.warn_at` must be a number from 0 to 1, a share of the target; it is the number 75.',
    ])
  })

  test.each([
    [
      'a key one level too high',
      'tiers:\n  gold:\n    first_response: 4h',
      /^3: .*`tiers\.NAME\.promise\.first_response`/,
    ],
    [
      'camel case',
      'calendars:\n  a:\n    timeZone: UTC\n    hours: { mon: "09:00-10:00" }',
      /^3: .*`time_zone`\?/m,
    ],
    [
      'a tier named as a command word',
      'tiers:\n  none: {}',
      /^2: `tiers\.none` cannot be the name of a tier/,
    ],
    ['a tier named as a figure', 'tiers:\n  all: {}', /^2: /],
    ['a tier name with a space', 'tiers:\n  "big one": {}', /^2: .*no spaces/],
    ['a tier named twice', 'tiers:\n  gold: {}\n  Gold: { label: { name: x } }', /^3: .*tier `gold` again/],
    ['a key that stands twice', 'mode: live\nmode: off', /^2: The key `mode` stands here twice/],
    [
      'one label for two tiers',
      'tiers:\n  a: { label: { name: X } }\n  b: { label: { name: x } }',
      /^3: .*as tier `a` has/,
    ],
    ["a label of Firstline's own", 'tiers:\n  a: { label: { name: "sla: missed" } }', /^2: .*something else/],
    [
      'a label name of 51 characters',
      `tiers: { a: { label: { name: ${'x'.repeat(51)} } } }`,
      /^1: .*50 characters/,
    ],
    ['a label of nothing but emoji', 'tiers:\n  a:\n    label: { name: "💎 🚀" }', /^3: .*more than emoji/],
    [
      'a label description with an emoji',
      'tiers: { a: { label: { description: "Pays 💎" } } }',
      /^1: .*without emoji/,
    ],
    [
      'a description of 101',
      `tiers: { a: { label: { description: ${'x'.repeat(101)} } } }`,
      /^1: .*100 characters/,
    ],
    ['a colour by name', 'tiers: { a: { label: { color: red } } }', /^1: .*six hexadecimal digits.*`red`/],
    [
      'a colour that YAML takes for a number',
      'tiers: { a: { label: { color: 123456 } } }',
      /^1: .*in quotes/,
    ],
    [
      'a tier that is not there',
      'tiers: { gold: {} }\nentitlements:\n  users: { octocat: glod }',
      /^3: .*did you mean `gold`\?/,
    ],
    [
      'an amount for a tier that is not there',
      'entitlements:\n  github_sponsors: { tiers: { sponsr: 1 } }',
      /^2: .*`sponsor`\?/,
    ],
    [
      'a calendar that is not there',
      'community: { promise: { first_response: 1d, calendar: bussines } }\ncalendars: { business: { time_zone: UTC, hours: { mon: "09:00-10:00" } } }',
      /^1: .*did you mean `business`\?/,
    ],
    [
      'a calendar of the built-in name',
      'calendars:\n  always: { time_zone: UTC, hours: { mon: "09:00-10:00" } }',
      /^2: .*built in/,
    ],
    [
      'a zone that does not exist',
      'calendars: { a: { time_zone: Europe/Berlim, hours: { mon: "09:00-10:00" } } }',
      /`Europe\/Berlin`\?/,
    ],
    [
      'an offset for a zone',
      'calendars: { a: { time_zone: "+01:00", hours: { mon: "09:00-10:00" } } }',
      /IANA/,
    ],
    ['a missing zone', 'calendars:\n  a: { hours: { mon: "09:00-10:00" } }', /^2: .*time_zone` is missing/],
    [
      'windows that overlap',
      'calendars: { a: { time_zone: UTC, hours: { mon: ["09:00-12:00", "11:00-13:00"] } } }',
      /before 12:00/,
    ],
    [
      'windows out of order',
      'calendars: { a: { time_zone: UTC, hours: { mon: ["13:00-14:00", "09:00-10:00"] } } }',
      /before 14:00/,
    ],
    [
      'a window over midnight',
      'calendars: { a: { time_zone: UTC, hours: { mon: "22:00-02:00" } } }',
      /ending after it begins/,
    ],
    [
      'a day named twice',
      'calendars: { a: { time_zone: UTC, hours: { mon-wed: "09:00-10:00", tue: "11:00-12:00" } } }',
      /names `tue`, which `mon-wed`/,
    ],
    [
      'a day that is none',
      'calendars: { a: { time_zone: UTC, hours: { mond: "09:00-10:00" } } }',
      /did you mean `mon`\?/,
    ],
    [
      'a calendar that is never open',
      'calendars: { a: { time_zone: UTC, hours: { mon: [] } } }',
      /never open/,
    ],
    [
      'a country that does not exist',
      'calendars: { a: { time_zone: UTC, hours: { mon: "09:00-10:00" }, holidays: { country: QQ } } }',
      /country code/,
    ],
    [
      'a state of another country',
      'calendars: { a: { time_zone: UTC, hours: { mon: "09:00-10:00" }, holidays: { country: DE, state: NY } } }',
      /a state of DE/,
    ],
    [
      'a day that does not exist',
      'calendars: { a: { time_zone: UTC, hours: { mon: "09:00-10:00" }, holidays: { dates: [2026-02-30] } } }',
      /2026-02-30/,
    ],
    ['a duration without a unit', 'entitlements: { grace: 7 }', /`4h`.*the number 7/],
    ['a duration of nothing', 'retention: { audit: 0d }', /duration/],
    [
      'the second of two absences that ends before it begins',
      'away:\n- { from: 2026-12-24, until: 2026-12-25 }\n- from: 2026-12-27\n  until: 2026-12-26',
      /^4: `away\[2\]\.until` must be after `from`/,
    ],
    [
      'an unknown key of one absence',
      'away:\n- { from: 2026-12-24, till: 2026-12-25, until: 2026-12-26 }',
      /^2: Unknown key `till` in `away\[1\]`.*`until`/,
    ],
    ['a former name that is in use', 'tiers: { a: { formerly: [b] }, b: {} }', /still a tier/],
    [
      'a former name that two tiers claim',
      'tiers: { a: { formerly: [c] }, b: { formerly: c } }',
      /tier `a` names too/,
    ],
    [
      'an absence that ends before it begins',
      'away:\n  from: 2026-12-24\n  until: 2026-12-24',
      /^3: .*after `from`/,
    ],
    ['a precision of 1', 'knowledge_base: { precision: 1 }', /0\.999/],
    ['a mention without @', 'tiers: { a: { notify: [acme/support] } }', /`"@org\/team"`.*`acme\/support`/],
    ['a prefix of letters', 'commands: { prefix: bot }', /1 to 3 signs/],
    ['a prefix that quotes', 'commands: { prefix: ">" }', /Markdown/],
    ['a path out of the repository', 'knowledge_base: { path: ../secrets }', /without `\.\.`/],
    ['a rule that closes and reopens', 'labels:\n  x:\n    close: true\n    reopen: true', /^4: .*`close`/],
    ['a rule that waits for nothing', 'labels: { x: { wait: 3d } }', /then: close/],
    ['a reminder after nothing', 'labels: { x: { then: remind } }', /`labels\.x\.then`.*`wait`/],
    ['a label that adds itself', 'labels: { Stale: { add: [stale] } }', /`labels\.Stale\.add`.*itself/],
    [
      'a label that takes itself off while it waits',
      'labels: { a: { remove: a, wait: 3d, then: close } }',
      /end the wait/,
    ],
    [
      'a label that goes on and off',
      'labels: { a: { add: [b, c], remove: [C] } }',
      /`c`, which `add` puts on/,
    ],
    ['two texts', 'labels: { a: { comment: x, template: x.md } }', /beside `comment`/],
    ['a star that nothing fills', 'labels: { kb: { answer: "*" } }', /ends in `\*`/],
    ['a star in the middle', 'labels: { "a*b": {} }', /only at its end/],
    ['weights of two', 'economics: { weights: { efficiency: [1, 2] } }', /three numbers/],
    ['a list for a map', 'tiers: [gold]', /^1: `tiers` must be a map.*a list/],
    ['a list for a file', '- mode: live', /^1: The file must be a map/],
    ['a bracket left open', 'mode: live\ntiers: { a: [ }', /^2: A `\{` or `\[` above is not closed/],
    ['a colour that YAML takes for a comment', 'tiers: { a: { label: { color: #b60205 } } }', /`#`.*quotes/],
    ['a list that is indented badly', 'bots:\n  - a\n - b', /^3: The indentation does not fit/],
    ['a merge left over', '<<<<<<< HEAD\nmode: live\n=======\nmode: off\n>>>>>>> x', /^1: A merge was not/],
    ['no space after a colon', 'mode:live', /^1: .*a space must follow the colon\.$/],
    [
      'a space beside a value',
      "calendars: { a: { time_zone: ' UTC', hours: { mon: '9:00-10:00' } } }",
      /a space: take/,
    ],
    [
      'an invisible sign in a label',
      'tiers: { a: { label: { name: "a\u200bb" } } }',
      /holds an invisible sign \(U\+200B\)/,
    ],
    [
      'a no-break space after a name',
      'tiers: { a: }\nentitlements: { users: { bo: a\u00a0 } }',
      /^2: .*no-break space/,
    ],
    [
      'a reserved sign',
      'tiers:\n  a:\n    notify: [@acme/support]',
      /^3: A text cannot begin with this sign/,
    ],
    ['two documents', 'mode: live\n---\nmode: off', /^2: A second document begins here/],
  ])('%s', (_, text, message) => {
    expect(mistakes(text).join('\n')).toMatch(message)
    expect(parse(text).settings).toBeNull()
  })

  test.each([
    ['a key that is missing under its right name', 'away: { form: 2026-01-01, until: 2026-01-02 }'],
    ['a tier twice, and so its label', 'tiers: { gold: , Gold: }'],
  ])('are told once: %s', (_, text) => expect(mistakes(text)).toHaveLength(1))

  test.each([
    'maintainers: [no]',
    'bots: 0x10',
    'tiers: { no: }',
    'tiers: { a: { formerly: [2024] } }',
    'tiers: { a: { label: { name: yes } } }',
    'tiers: { a: { promise: { calendar: off } } }',
    'tiers: { a: { assign: 1e3 } }',
    'labels: { on: { close: true } }',
    'labels: { x: { add: [no], remove: [2026-01-01] } }',
    'labels: { x: { answer: 12:30 } }',
    'discussions: { leave_out: no }',
    'calendars: { y: { time_zone: UTC, hours: { mon: "9:00-10:00" } } }',
    'tiers: { "no": }\nentitlements: { users: { a: no } }',
    'entitlements: { organizations: { 1e3: sponsor } }',
    'entitlements: { stripe: { prices: { yes: sponsor } } }',
    'desk: { channels: { on: [missed] } }',
  ])('a name that YAML reads as something else is refused wherever it stands: %s', (text) => {
    const told = mistakes(text)
    expect(told.join('\n')).toMatch(/in quotes/i)
    for (const one of told) expect(one).toMatch(/YAML reads/)
  })

  test('a rule that closes after no wait closes at once', () => {
    const { settings } = parse('labels: { x: { then: close }, z: { then: close, wait: 1h } }')
    expect(settings?.labels).toMatchObject([
      { close: true, waitMs: null, reason: 'completed' },
      { close: false, waitMs: 3_600_000, reason: 'not_planned' },
    ])
  })

  test('a weight that does not add up, and a tier that nobody reaches, are warnings', () => {
    const text =
      'tiers: { gold: {}, silver: {} }\nentitlements:\n  github_sponsors:\n    tiers:\n      gold: 10\n      silver: 20\neconomics: { weights: { satisfaction: [0.5, 0.5, 0.5] } }'
    const { settings, problems } = parse(text)
    expect(settings).not.toBeNull()
    expect(problems.filter((problem) => problem.level === 'warning').map((problem) => problem.line)).toEqual([
      6, 7,
    ])
  })
})

describe("another owner's repositories", () => {
  test.each([
    ['knowledge_base: { path: "evil/kb:articles" }', 'knowledge_base.path'],
    ['entitlements: { customers: { repository: evil/customers } }', 'entitlements.customers.repository'],
    ['desk: { repository: evil/desk }', 'desk.repository'],
    ['_extends: evil/settings', '_extends'],
  ])('are refused: %s', (text, key) => {
    expect(mistakes(text)).toEqual([
      `1: \`${key}\` must name a repository of the same owner (\`acme\`): settings cannot reach another owner's repositories.`,
    ])
  })

  test('cannot be told apart where the owner is not known', () => {
    expect(mistakes('desk: { repository: evil/desk }', null)).toEqual([])
  })

  test("the owner's own may be written in any case", () => {
    expect(settings('knowledge_base: { path: "ACME/kb:articles/" }').knowledgeBase.path).toBe(
      'ACME/kb:articles/',
    )
  })

  test('names of what `_extends` brings are not known yet and not missed', () => {
    expect(mistakes('_extends: base\nentitlements: { users: { octocat: gold } }')).toEqual([])
  })
})

test('a close after a wait is not planned unless the rule says otherwise', () => {
  const text =
    'labels:\n  stale: { wait: 14d, then: close }\n  done: { close: true }\n  old: { wait: 1d, then: close, reason: completed }'
  const { settings } = parseSettings(text, { file: 'f.yml', owner: null })
  expect(settings?.labels.map((rule) => rule.reason)).toEqual(['not_planned', 'completed', 'completed'])
})
