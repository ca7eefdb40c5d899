import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, gridOf } from '../../src/plan/backtest/candidates.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { newFileUrl } from '../../src/words/new-file-url.ts'
import { type Proposed, proposedSettings } from '../../src/words/proposed-settings.ts'

const BERLIN = { zone: 'Europe/Berlin', from: '09:00', to: '17:00', share: 0.9, comments: 100 }

const recommended = ({ target, calendar }: Pick<Candidate, 'target' | 'calendar'>) => {
  return { target, calendar, met: 97, missed: 3 }
}

const proposed = (override: Partial<Proposed> = {}): Proposed => ({
  owner: 'acme',
  recommended: null,
  hours: null,
  tiers: [],
  articlesPath: null,
  docs: [],
  ...override,
})

function read(text: string, owner = 'acme') {
  const { settings, problems } = parseSettings(text, { file: '.github/firstline.yml', owner })
  expect(problems).toEqual([])
  return settings!
}

describe('the proposed settings', () => {
  test('are a file that its maintainer can read', () => {
    const all = proposed({
      recommended: recommended({ target: { amount: 1, unit: 'd' }, calendar: 'office' }),
      hours: BERLIN,
      tiers: [
        { name: '$5 a month', dollars: 5 },
        { name: 'Gold Sponsor', dollars: 100 },
      ],
      docs: ['docs/**/*.md'],
    })
    expect(proposedSettings(all)).toMatchInlineSnapshot(`
      "# The settings of Firstline, proposed from the past of this repository. Change what you like.
      mode: live   # preview: it only tells, on its desk issue, what it would do; off: it does nothing

      # What those who pay get, the highest tier first: a label on their tickets, and what is promised.
      tiers:
        gold-sponsor:
          label: { name: "support: gold-sponsor" }
          # Made to everybody, it would have been kept on 97 % of 100 tickets. A day (d) is one of the calendar.
          promise: { first_response: 1d, calendar: office }
        sponsor-5:
          label: { name: "support: sponsor-5" }

      # Who pays: sponsors on GitHub, with the least in dollars a month for each tier. There are other sources too.
      entitlements:
        github_sponsors: { account: "acme", tiers: { gold-sponsor: 100, sponsor-5: 5 } }

      # When promises count: Mon–Fri 09:00–17:00, Europe/Berlin is when most of your answers were written.
      calendars:
        office:
          time_zone: Europe/Berlin
          hours: { mon-fri: ["09:00-17:00"] }
          # holidays: { country: DE }   # its public holidays would not count

      # What it answers from. It speaks only where 95 % of its answers are expected to be right.
      knowledge_base:
        path: ".github/knowledge"
        mode: auto   # draft: answers are shown to maintainers, who post them; off: none
        docs:   # sections of these may be pointed to
          - "docs/**/*.md"
      "
    `)
  })

  test('promise nothing where nothing is recommended, and say how it would be written', () => {
    const text = proposedSettings(proposed({ hours: BERLIN }))
    const settings = read(text)
    expect(settings.tiers.map(({ name, promise }) => [name, promise])).toEqual([['sponsor', null]])
    expect(settings.calendars).toEqual({})
    expect(settings.entitlements.githubSponsors).toMatchObject({ account: 'acme', tiers: { sponsor: 1 } })
    expect(read(text.replace('# promise:', 'promise:')).tiers[0]?.promise?.firstResponse).toEqual({
      amount: 2,
      unit: 'd',
    })
  })

  test('need no calendar for a promise around the clock', () => {
    const all = proposed({ recommended: recommended(gridOf(null)[0]!), hours: BERLIN })
    const settings = read(proposedSettings(all))
    expect(settings.calendars).toEqual({})
    expect(settings.tiers[0]?.promise).toMatchObject({ firstResponse: { amount: 4, unit: 'h' } })
  })

  test('give every tier a name and an amount of its own', () => {
    const tiers = [
      { name: 'Community', dollars: 300 },
      { name: 'Gold!', dollars: 200 },
      { name: 'gold', dollars: 100 },
      { name: '黄金', dollars: 50 },
      { name: 'again', dollars: 50 },
      { name: '__proto__', dollars: 7.5 },
      { name: 'constructor', dollars: 7 },
      { name: 'free', dollars: 0 },
    ]
    const settings = read(proposedSettings(proposed({ tiers })))
    expect(settings.tiers.map(({ name }) => name)).toEqual([
      'sponsor-300',
      'gold',
      'gold-3',
      'again',
      'sponsor-7.5',
      'sponsor-7',
    ])
  })

  test('are without a mistake whatever they are made of', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom(
        'null',
        'on',
        '1e3',
        '0x1',
        '-',
        'a_b',
        'no',
        '@',
        'OFF',
        '.github',
        '12345',
        'a: b # c',
      ),
    )
    const glob = fc.oneof(
      word,
      fc.constantFrom(
        'docs/**/*.md',
        '!docs/old/**',
        'd/*.{md,rst}',
        '**/**/**/**',
        'a/../b',
        '/docs',
        'a#b c.md',
      ),
    )
    const hours = fc.option(
      fc.record({
        zone: fc.constantFrom('Europe/Berlin', 'Asia/Kolkata'),
        from: fc.integer({ min: 0, max: 16 }),
      }),
    )
    const everything = fc.record({
      owner: word,
      hours,
      choice: fc.option(fc.nat({ max: 7 })),
      tiers: fc.array(fc.record({ name: word, dollars: fc.oneof(fc.integer(), fc.double()) }), {
        maxLength: 9,
      }),
      articlesPath: fc.option(word),
      docs: fc.array(glob, { maxLength: 5 }),
    })
    const grids = new Map([true, false].map((known) => [known, gridOf(known ? BERLIN : null)]))
    const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
    fc.assert(
      fc.property(everything, ({ hours, choice, ...rest }) => {
        const known = hours && {
          ...BERLIN,
          zone: hours.zone,
          from: clock(hours.from),
          to: clock(hours.from + 8),
        }
        const candidate = choice === null ? null : (grids.get(known !== null)![choice] ?? null)
        const text = proposedSettings({
          ...rest,
          hours: known,
          recommended: candidate && recommended(candidate),
        })
        const settings = read(text, /^[A-Za-z0-9][\w-]*$/.test(rest.owner) ? rest.owner : 'acme')
        expect(settings.mode).toBe('live')
        expect(settings.tiers[0]?.promise?.firstResponse ?? null).toEqual(candidate?.target ?? null)
        expect(settings.tiers[0]?.promise?.calendar ?? null).toEqual(candidate?.calendar ?? null)
        for (const { files } of settings.knowledgeBase.docs) expect(rest.docs).toContain(files)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the link', () => {
  const text = 'mode: live\n# Why & how (100 %)\ntiers: {}\n'
  const file = {
    webUrl: 'https://github.com',
    owner: 'acme',
    name: 'widget',
    branch: 'main',
    path: '.github/firstline.yml',
    text,
  }

  test('opens a new file with its text', () => {
    expect(newFileUrl(file)).toBe(
      'https://github.com/acme/widget/new/main?filename=.github%2Ffirstline.yml&value=mode%3A%20live%0A%23%20Why%20%26%20how%20%28100%20%25%29%0Atiers%3A%20%7B%7D%0A',
    )
  })

  test('holds branches and texts of any letters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: 'binary', maxLength: 40 }),
        (branch, text) => {
          const url = newFileUrl({ ...file, branch: `a/b ${branch}#?`, text })!
          expect(url).toMatch(/^[\w.~%/:?&=-]+$/)
          const { pathname, searchParams, hash } = new URL(url)
          expect(decodeURIComponent(pathname.split('/new/')[1]!)).toBe(`a/b ${branch}#?`.toWellFormed())
          expect(searchParams.get('value')).toBe(text.toWellFormed())
          expect(searchParams.get('filename')).toBe(file.path)
          expect(hash).toBe('')
        },
      ),
    )
  })

  test('leaves out comments where GitHub would not take it whole, and says so', () => {
    const documented = (globs: number) =>
      proposedSettings(
        proposed({
          recommended: recommended({ target: { amount: 1, unit: 'd' }, calendar: 'office' }),
          hours: BERLIN,
          docs: Array.from({ length: globs }, (_, i) => `documentation/${'section-'.repeat(10)}${i}/**/*.md`),
        }),
      )
    const valueIn = (text: string) => new URL(newFileUrl({ ...file, text })!).searchParams.get('value')!
    const texts = Array.from({ length: 45 }, (_, globs) => documented(globs))
    const whole = texts.find((text) => valueIn(text) !== text)!
    const short = valueIn(whole)
    expect(short.split('\n')[0]).toBe('# Without its comments, for a link holds no more.')
    expect(read(short)).toEqual(read(whole))
  })

  test('is none where the text is too long without comments too', () => {
    expect(newFileUrl({ ...file, text: `a: ${'b'.repeat(9000)}` })).toBeNull()
  })
})
