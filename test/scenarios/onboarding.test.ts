// A repository to which the App comes gets one onboarding issue, and who gets none.
import { expect, test } from 'vitest'
import type { Acts } from '../../src/embedded-github/acts.ts'
import { DAY, HOUR, MINUTE, REPO, UNKNOWN } from './harness.ts'
import { begin, commitSettings, folder, issue, issues, scene } from './onboarding-scene.ts'

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
