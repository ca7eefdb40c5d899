// A repository to which the App comes is told once what was found there, and how to begin or to say no.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Acts } from '../../src/embedded-github/acts.ts'
import {
  type Clock,
  DAY,
  HOUR,
  MINUTE,
  openScene,
  REPO,
  type Scene,
  type SceneOptions,
  SETTINGS,
  UNKNOWN,
} from './harness.ts'

let scene: Scene
const folders: string[] = []
afterEach(async () => {
  await scene.close()
  for (const one of folders.splice(0)) await rm(one, { recursive: true })
})
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'firstline-'))
  folders.push(made)
  return made
}

const LIVE = 'mode: live'

/** Installed while Firstline runs; without a settings file. */
const begin = async (options: SceneOptions = {}) => {
  scene = await openScene({ settings: null, isNew: true, ...options })
  await scene.pass(MINUTE)
}
const issues = (repo = REPO) =>
  scene.github.threads(repo).filter(({ body }) => body.includes('firstline:onboarding'))
const issue = () => {
  const [one] = issues()
  if (!one) throw new Error('There is no onboarding issue')
  return one
}
const commitSettings = async (text = LIVE) => {
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', text)
  await scene.settle()
}
const loseDatabase = async () => {
  await scene.stop()
  scene.clock.skip(HOUR)
  await scene.start()
  await scene.settle()
  await scene.pass(HOUR)
}

test('a repository that was chosen gets one issue; the desk waits until there are settings', async () => {
  await begin()
  expect(issues()).toHaveLength(1)
  expect(issue().author.login).toBe(scene.github.botLogin)
  await scene.pass(DAY)
  expect(scene.desk()).toBeUndefined()
  await commitSettings()
  expect(scene.desk()).toBeDefined()
  expect(issue().body).toContain('Settings are in force')
  expect(issues()).toHaveLength(1)
})

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

test('an installation on all repositories gets none', async () => {
  await begin({ covers: 'all' })
  expect(issues()).toEqual([])
})

test('an installation that is widened to all repositories tells the others nothing, and writes nothing there', async () => {
  await begin({ before: (acts) => acts.addRepository('acme/gadget') })
  scene.acts.installOnAll(scene.installationId)
  await scene.settle()
  await scene.pass(2 * MINUTE)
  scene.acts.openIssue('acme/gadget', 'sam', { title: 'Crash', body: 'It crashes.' })
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(issues()).toHaveLength(1)
  expect(scene.github.threads('acme/gadget').map(({ title }) => title)).toEqual(['Crash'])
})

test('a first start beside an installation that exists makes none, and the desk at once', async () => {
  await begin({ isNew: false })
  expect(issues()).toEqual([])
  expect(scene.desk()).toBeDefined()
})

test('a repository that is added later gets one, and the first one none again', async () => {
  await begin({ isNew: false, before: (acts) => acts.addRepository('acme/gadget') })
  scene.acts.installRepositories(scene.installationId, ['acme/gadget'])
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(issues('acme/gadget')).toHaveLength(1)
  expect(issues()).toEqual([])
})

test('an installation of which no webhook arrived is found at the next look, and told', async () => {
  await begin({ isNew: false, before: (acts) => acts.addRepository('other/gadget') })
  scene.github.pauseWebhooks('drop')
  scene.acts.install('other', ['other/gadget'])
  scene.github.resumeWebhooks()
  await scene.pass(2 * HOUR)
  expect(issues('other/gadget')).toHaveLength(1)
})

test('one that came while Firstline was down is told when it is up again', async () => {
  await begin({ isNew: false, dataDir: await folder(), before: (acts) => acts.addRepository('other/gadget') })
  await scene.stop()
  scene.acts.install('other', ['other/gadget'])
  await scene.github.settle()
  scene.clock.skip(HOUR)
  await scene.start()
  await scene.settle()
  await scene.pass(2 * MINUTE)
  expect(issues('other/gadget')).toHaveLength(1)
})

test('one that came before the first start is told by the delivery that GitHub sends again, and has no desk yet', async () => {
  const before = (acts: Acts) => {
    acts.addRepository('other/gadget')
    acts.install('other', ['other/gadget'])
  }
  await begin({ isNew: false, before })
  expect(scene.github.threads('other/gadget').map(({ title }) => title)).toEqual([
    issues('other/gadget')[0]?.title,
  ])
})

test.each(['it', 'it before the first start'])(
  'none where %s is only there to serve others',
  async (which) => {
    const customers = 'acme/customers'
    await begin({
      isNew: which === 'it',
      covers: [REPO, customers],
      settings: `entitlements: { customers: { repository: ${customers}, path: customers.yml } }`,
      before: (acts) => {
        acts.addRepository(customers, { private: true })
        acts.putFile(customers, 'maya', 'customers.yml', 'customers: []')
      },
    })
    await scene.pass(HOUR)
    expect(issues(customers)).toEqual([])
    expect(issues()).toHaveLength(which === 'it' ? 1 : 0)
  },
)

test('none where the settings say mode: off, nor in an archived repository', async () => {
  await begin({
    settings: 'mode: off',
    covers: [REPO, 'acme/old'],
    before: (acts) => {
      acts.addRepository('acme/old')
      acts.archive('acme/old')
    },
  })
  await scene.pass(HOUR)
  expect([...issues(), ...issues('acme/old')]).toEqual([])
})

test('none where the settings say mode: preview already: nothing is written but on the desk issue', async () => {
  await begin({ settings: 'mode: preview' })
  await scene.pass(HOUR)
  expect(issues()).toEqual([])
  expect(scene.desk()).toBeDefined()
})

test('closing it means no: it is never written or opened again, and the desk comes', async () => {
  await begin()
  scene.acts.close(REPO, issue().number, 'maya', 'not_planned')
  await scene.settle()
  expect(scene.desk()).toBeDefined()
  const { body } = issue()
  await commitSettings()
  await scene.pass(2 * DAY)
  await loseDatabase()
  expect(issues()).toHaveLength(1)
  expect(issue()).toMatchObject({ body, closedAt: expect.any(Number) })
  scene.acts.reopen(REPO, issue().number, 'maya')
  await scene.pass(2 * DAY)
  expect(issue().body).toBe(body)
})

test('one that was closed while nobody listened is not written again', async () => {
  await begin()
  const { body, number } = issue()
  scene.github.pauseWebhooks('drop')
  scene.acts.close(REPO, number, 'maya', 'not_planned')
  scene.github.resumeWebhooks()
  await commitSettings()
  await scene.pass(2 * DAY)
  expect(issue().body).toBe(body)
})

test('one that was deleted stays deleted', async () => {
  await begin()
  scene.acts.deleteIssue(REPO, issue().number, 'maya')
  await scene.settle()
  await scene.pass(2 * DAY)
  await commitSettings()
  expect(issues()).toEqual([])
  expect(scene.desk()).toBeDefined()
})

test('after a lost database it is found again, the desk still waits, and it goes on', async () => {
  await begin()
  const { number } = issue()
  await loseDatabase()
  expect(issues().map((one) => one.number)).toEqual([number])
  expect(scene.desk()).toBeUndefined()
  await commitSettings()
  expect(issue().body).toContain('Settings are in force')
})

test.each(['open', 'closed'])('installing again brings none where there was one that is %s', async (how) => {
  await begin({ dataDir: await folder() })
  const { number } = issue()
  if (how === 'closed') scene.acts.close(REPO, number, 'maya', 'completed')
  await scene.settle()
  scene.acts.uninstall(scene.installationId)
  await scene.settle()
  scene.acts.install('acme', [REPO])
  await scene.settle()
  await scene.pass(DAY)
  expect(issues().map((one) => [one.number, one.closedAt !== null])).toEqual([[number, how === 'closed']])
})

test('one whose making is in doubt is found by its marker, and is there once', async () => {
  await begin({ isNew: false, before: (acts) => acts.addRepository('acme/gadget') })
  scene.github.fail({ method: 'POST', path: /gadget\/issues$/, drop: true, applied: true })
  scene.acts.installRepositories(scene.installationId, ['acme/gadget'])
  await scene.settle()
  await scene.pass(2 * MINUTE)
  await scene.pass(HOUR)
  expect(issues('acme/gadget')).toHaveLength(1)
})

test('one that GitHub refuses is set aside and told', async () => {
  await begin({ isNew: false, before: (acts) => acts.addRepository('acme/gadget') })
  scene.github.fail({ method: 'POST', path: /gadget\/issues$/, status: 410, times: 100 })
  scene.acts.installRepositories(scene.installationId, ['acme/gadget'])
  await scene.settle()
  await scene.pass(HOUR)
  const { failing } = (await (await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)).json()) as {
    failing: string[]
  }
  expect(failing.join('\n')).toContain('GitHub refused the onboarding issue')
  const tries = scene.github.calls.filter(
    ({ method, path }) => method === 'POST' && /gadget\/issues$/.test(path),
  )
  expect(tries.length).toBeLessThan(4)
})

test('it is no ticket', async () => {
  await begin()
  scene.acts.openIssue(REPO, 'robin', UNKNOWN)
  scene.acts.comment(REPO, issue().number, 'robin', 'How do I install widget')
  await commitSettings()
  await scene.pass(HOUR)
  expect(scene.metrics().tiers.all).toMatchObject({ opened: 1, open: 1 })
  expect(issue()).toMatchObject({ labels: [], comments: [{ author: { login: 'robin' } }] })
})
