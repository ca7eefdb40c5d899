// What the onboarding issue of a repository tells, and how it is kept up to date.
import { expect, test } from 'vitest'
import type { Acts } from '../../src/embedded-github/acts.ts'
import { type Clock, DAY, HOUR, MINUTE, REPO, SETTINGS } from './harness.ts'
import { begin, commitSettings, issue, LIVE, scene } from './onboarding-scene.ts'

const BEHIND_PROXY = {
  title: 'widget hangs behind the proxy of our company',
  body: 'Error: connect ETIMEDOUT',
}

/** Two months in which every question was answered within three hours: two on each working day. */
const withPast = (acts: Acts, clock: Clock) => {
  const beganAt = clock.now()
  for (let day = 0; day < 56; day += 1) {
    for (const login of day % 7 < 5 ? ['sam', 'robin'] : []) {
      const asked = login === 'sam' ? BEHIND_PROXY : { title: `Column ${day} of the ledger is lost` }
      const { number } = acts.openIssue(REPO, login, asked)
      clock.skip(3 * HOUR)
      acts.comment(REPO, number, 'maya', 'It is being looked at.')
      acts.close(REPO, number, 'maya', 'completed')
    }
    clock.skip(beganAt + (day + 1) * DAY - clock.now())
  }
}

test('it shows what was read, the backtest as a chart with a table, answers, and the settings ready to commit', async () => {
  await begin({ before: withPast })
  const { body } = issue()
  expect(body).toContain('80 issues, all that changed')
  expect(body).toMatch(/Half of them had a first answer from a maintainer within \*\*3\sh\*\*/)
  const rows = [
    ...body.matchAll(/^\| \**([^|]+?)\**(?: ✓)? \| ([^|]+) \| \**(\d+)\s%\** \| \d+\sof\s\d+ \|$/gmu),
  ]
  expect(rows.length).toBeGreaterThanOrEqual(4)
  const [, bars = ''] = /x-axis \[(.*)\]/.exec(body) ?? []
  expect([...bars.matchAll(/: (\d+)\s%"/g)].map(([, share]) => share)).toEqual(
    rows.map(([, , , share]) => share),
  )
  expect(body).toContain('You could promise a first response within 4 hours around the clock')
  expect(body).toMatch(/^\| \*\*4 hours\*\* ✓ \|/m)
  expect(body).toMatch(/Of the last 80 questions, 40 \(50 %\) would have been answered today/)
  // A bare reference would stand in the timeline of the other ticket.
  expect(body).toMatch(/^- .+ \(\[#\d+\]\(https:\/\/redirect\.github\.com\/.+\/issues\/\d+\)\): /m)
  expect(body).not.toMatch(/\(#\d/)
  const [, link = ''] = /\(([^)]*\/new\/main\?[^)]*)\)/.exec(body) ?? []
  const asked = new URL(link).searchParams
  expect(asked.get('filename')).toBe('.github/firstline.yml')
  expect(asked.get('value')).toContain('first_response: 4h')
})

test('in public it names nobody who pays, and gives labels as counts', async () => {
  await begin({ settings: SETTINGS, before: withPast })
  const { body } = issue()
  expect(body).toContain('| `support: sponsor` | 40 |')
  expect(body).not.toMatch(/\b(?:sam|paula|robin)\b|[$€]/)
})

test('where private settings keep the articles is not told in public', async () => {
  await begin({
    covers: [REPO, 'acme/.github', 'acme/hidden'],
    before: (acts) => {
      for (const name of ['acme/.github', 'acme/hidden']) acts.addRepository(name, { private: true })
      const path = 'knowledge_base: { path: "acme/hidden:texts" }\n'
      acts.putFile('acme/.github', 'maya', '.github/firstline.yml', path)
    },
    articles: {},
  })
  expect(issue().body).toContain('Nothing yet: there are no articles')
  expect(issue().body).not.toContain('hidden')
})

test('news of the settings goes out at once, and no question is asked again for it', async () => {
  await begin({ before: withPast })
  const before = issue().body
  await commitSettings('mode: preview')
  const part = (body: string) =>
    /### What you could promise[\s\S]*?### What happens now/
      .exec(body)?.[0]
      .replace(/^(?:Nothing is promised|These are only tried).+$/m, '')
  expect(issue().body).toContain('The mode is **preview**')
  expect(part(issue().body)).toBe(part(before))
})

test('once settings have landed and all was read it is not written again', async () => {
  await begin({ settings: LIVE })
  expect(issue().body).toContain('Settings are in force')
  scene.writes()
  await commitSettings('mode: preview')
  await scene.pass(2 * DAY)
  expect(scene.writes().filter((call) => call === `PATCH /repos/${REPO}/issues/${issue().number}`)).toEqual(
    [],
  )
})

test('what settings make of the past is told soon after they have landed, before it is written no more', async () => {
  await begin({ before: withPast })
  expect(issue().body).toContain('Nothing is promised to anybody until you commit it.')
  await commitSettings(
    'tiers: { gold: { label: { name: "paid: gold" } } }\nentitlements: { users: { robin: gold } }',
  )
  expect(issue().body).toContain('Settings are in force')
  expect(issue().body).not.toMatch(/proposed settings|until you commit/)
  await scene.pass(10 * MINUTE)
  expect(issue().body).toContain('| `paid: gold` | 40 |')
  expect(issue().body).not.toContain('support: sponsor')
  scene.writes()
  await commitSettings('mode: preview')
  await scene.pass(2 * DAY)
  expect(scene.writes().filter((call) => call === `PATCH /repos/${REPO}/issues/${issue().number}`)).toEqual(
    [],
  )
})

test.each([
  [0, 'None of them has had an answer from a maintainer yet.'],
  [1, /It takes \*\*more\sthan[^*]+\*\* until half of them have a first answer/],
])(
  'where too few of six were answered (%i), no half of them is said to have been',
  async (answered, words) => {
    const unanswered = (acts: Acts, clock: Clock) => {
      for (let nth = 0; nth < 6; nth += 1) {
        const { number } = acts.openIssue(REPO, 'sam', { title: `Column ${nth} is lost` })
        if (nth < answered) acts.comment(REPO, number, 'maya', 'It is being looked at.')
      }
      clock.skip(20 * DAY)
    }
    await begin({ before: unanswered })
    expect(issue().body).toMatch(words)
    expect(issue().body).not.toContain('Half of them')
  },
)

test('mistakes in the settings are told there until they are mended', async () => {
  await begin()
  await commitSettings('mode: lively')
  expect(issue().body).toContain('have mistakes')
  await commitSettings()
  expect(issue().body).toContain('Settings are in force')
})
