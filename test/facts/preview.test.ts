// A preview is made of what was read, and says what the server says: figures, labels and answers are the same.
import { afterEach, expect, test } from 'vitest'
import { findMarkers, markerText } from '../../src/domain/marker.ts'
import {
  ARTICLES,
  DAY,
  HOUR,
  KNOWN,
  MINUTE,
  openScene,
  REPO,
  type Scene,
  UNKNOWN,
} from '../scenarios/harness.ts'
import { reportOf } from '../scenarios/report-of.ts'
import { previewReadAlone } from './given.ts'

let scene: Scene
afterEach(() => scene.close())

const SETTINGS = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h }
    acknowledge: "Thank you for paying. Expect us by {deadline}."
  sponsor: { label: { name: "support: sponsor" } }
community: { promise: { first_response: 1d } }
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 100, sponsor: 1 } }
  users: { paula: pro }
desk: { issue: false }
`

/** The text of a comment as people see it. */
function seen(body: string): string {
  return findMarkers(body)
    .reduce((text, marker) => text.replace(`\n\n${markerText(marker)}`, ''), body)
    .trim()
}

test('figures are those of the report, whatever became of the tickets', async () => {
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    before: (acts) => acts.addBot('helper[bot]'),
  })
  const { acts } = scene
  const open = async (login: string, title: string) => {
    const { number } = acts.openIssue(REPO, login, { title, body: '' })
    await scene.pass(30 * MINUTE)
    return number
  }
  const talked = await open('robin', UNKNOWN.title)
  acts.comment(REPO, talked, 'maya', 'Which version?')
  await scene.pass(HOUR)
  acts.label(REPO, talked, 'maya', 'waiting: requester')
  await scene.pass(DAY)
  acts.comment(REPO, talked, 'robin', 'Version 3.')
  await scene.pass(2 * HOUR)
  acts.comment(REPO, talked, 'maya', 'Fixed in 4.')
  await scene.pass(HOUR)
  acts.close(REPO, talked, 'maya', 'completed')
  await scene.pass(HOUR)
  acts.reopen(REPO, talked, 'robin')
  await scene.pass(HOUR)
  acts.close(REPO, talked, 'maya', 'completed')

  acts.close(REPO, await open('eve', 'Nobody cared'), 'eve', 'not_planned')
  await open('paula', KNOWN.title)
  await open('maya', 'Release the next version')
  await open('helper[bot]', 'Bump a dependency')
  await open('xi', 'Still waiting')
  const { number } = acts.createDiscussion(REPO, 'robin', { title: 'Which column is which?' })
  await scene.pass(45 * MINUTE)
  acts.discussionComment(REPO, number, 'maya', 'The seventh is the last.')
  await scene.pass(HOUR)
  acts.close(REPO, number, 'robin', 'resolved')
  await scene.pass(3 * DAY)

  const { all } = await reportOf(scene)
  const preview = await previewReadAlone(scene)
  const { metrics, opened, answered } = preview.today
  // Nothing of the past was promised where the settings were read only now.
  const promised = ({ first_response, next_response, resolution, ...others }: typeof metrics) => {
    const kept = { met: 0, missed: 0 }
    return {
      ...others,
      first_response: { ...first_response, ...kept },
      next_response: { ...next_response, ...kept },
      resolution: { ...resolution, ...kept },
    }
  }
  expect(promised(metrics)).toEqual(promised(all!))
  expect(metrics).toMatchObject({
    opened: 5,
    open: 2,
    first_response: { responded: 2, closed_unanswered: 1 },
  })
  const count = (week: typeof opened) => week.flat().reduce((total, one) => total + one, 0)
  expect([count(opened), count(answered)]).toEqual([5, 3])
  expect(preview.today.weeks.map((week) => week.opened).reduce((a, b) => a + b)).toBe(5)
  // What the settings promise, and what they could.
  expect(preview.promises.map(({ tier, clock, met, missed }) => [tier, clock, met, missed])).toEqual([
    ['pro', 'first_response', 2, 2],
    ['community', 'first_response', 2, 2],
  ])
  expect(preview.grid.map(({ calendar }) => calendar)).toEqual(Array(4).fill('always'))
  expect(preview).toMatchObject({
    repository: REPO,
    zone: 'UTC',
    zoneFrom: 'utc',
    recommended: null,
    hours: null,
  })
})

test('labels go on the tickets of those who paid when they asked or began to while it was open, and none tells of a private sponsor', async () => {
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    before: (acts, clock) => {
      acts.openIssue(REPO, 'sam', { title: 'Before I paid', body: '' })
      const done = acts.openIssue(REPO, 'sam', { title: 'Closed before I paid', body: '' }).number
      acts.close(REPO, done, 'maya', 'completed')
      acts.openIssue(REPO, 'paula', UNKNOWN)
      clock.skip(DAY)
      acts.sponsor('acme', 'sam', { dollars: 5 })
      acts.sponsor('acme', 'hilda', { dollars: 500, private: true })
      clock.skip(DAY)
      const first = acts.openIssue(REPO, 'sam', { title: 'Since I pay', body: '' }).number
      acts.close(REPO, first, 'maya', 'completed')
      acts.openIssue(REPO, 'hilda', { title: 'Nobody is to know', body: '' })
      acts.openIssue(REPO, 'paula', { title: 'Again', body: '' })
      const { number } = acts.openIssue(REPO, 'robin', { title: 'By hand', body: '' })
      clock.skip(HOUR)
      acts.label(REPO, number, 'maya', 'support: pro')
      acts.openIssue(REPO, 'maya', { title: 'Mine', body: '' })
    },
  })
  const { labels } = await previewReadAlone(scene)
  expect(labels).toEqual([
    {
      tier: 'pro',
      label: 'support: pro',
      tickets: [3, 6],
      requesters: [{ login: 'paula', tickets: 2 }],
    },
    {
      tier: 'sponsor',
      label: 'support: sponsor',
      tickets: [1, 4],
      requesters: [{ login: 'sam', tickets: 2 }],
    },
  ])
})

test('answers are shown as they are posted, with all that is said beside them', async () => {
  const chinese =
    '---\ntitle: 安装 widget\nquestions:\n  - 如何安装 widget\n  - 怎么安装这个项目\n---\n运行 `npm install -g widget`。\n'
  const articles = { ...ARTICLES, 'install.zh.md': chinese }
  scene = await openScene({ settings: SETTINGS, articles })
  const { acts } = scene
  const asked = []
  for (const [login, title] of [
    ['robin', 'How to install widget?'],
    ['xi', '请问怎么安装 widget 项目？'],
    ['paula', 'How is widget installed on Linux?'],
    ['robin', UNKNOWN.title],
    ['maya', 'How to install widget?'],
  ] as const) {
    asked.push(acts.openIssue(REPO, login, { title, body: '' }).number)
    await scene.pass(MINUTE)
  }
  acts.close(REPO, asked[0]!, 'robin', 'completed')
  acts.lock(REPO, asked[1]!, 'maya')
  await scene.pass(10 * DAY)
  const posted = asked.map((number) => scene.said(number).map(({ body }) => seen(body)))

  const { answers } = await previewReadAlone(scene)
  expect(answers).toMatchObject({ asked: 4, answers: { shown: 3 } })
  expect(answers!.shown.map(({ number, said }) => [number, said?.markdown])).toEqual([
    [asked[2], posted[2]![0]],
    [asked[1], posted[1]![0]],
    [asked[0], posted[0]![0]],
  ])
  // That they pay is between them and the maintainers, unless somebody looks at the ticket itself.
  const toAnybody = answers!.shown.map(({ saidToAnybody }) => saidToAnybody?.markdown)
  expect(toAnybody).toEqual([posted[0]![0], posted[1]![0], posted[0]![0]])
  expect(answers!.shown[0]!.said?.markdown).toMatch(/^Thank you for paying\. Expect us by .*\n\n---\n\n🤖/)
  expect(answers!.shown.map(({ as, said }) => [as, said?.draft])).toEqual(Array(3).fill(['answer', false]))
})

test('drafts are shown as a maintainer would post them, and where answers are off there are none', async () => {
  scene = await openScene({
    settings: 'knowledge_base: { mode: draft }\ncommunity: { answers: ~ }\ndesk: { issue: false }\n',
  })
  scene.acts.openIssue(REPO, 'robin', { title: 'How to install widget?', body: '' })
  await scene.settle()
  const drafted = await previewReadAlone(scene)
  expect(drafted.answers?.shown).toMatchObject([{ number: 1, said: { draft: true } }])
  expect(drafted.answers?.shown[0]?.said?.markdown).toContain('npm install -g widget')
  scene.acts.putFile(
    REPO,
    'maya',
    '.github/firstline.yml',
    'knowledge_base: { mode: off }\ncommunity: { answers: ~ }\n',
  )
  const off = await previewReadAlone(scene)
  expect(off.answers).toMatchObject({ asked: 1, shown: [] })
  expect(off.remarks.join(' ')).toContain('switch answers off')
})

test('where a tier gets no answers, its tickets are not missing among what anybody would have been told', async () => {
  scene = await openScene({
    settings: `tiers: { pro: { label: { name: "support: pro" }, answers: off } }
entitlements: { github_sponsors: ~, users: { paula: pro } }
desk: { issue: false }
`,
  })
  for (const login of ['paula', 'robin']) {
    scene.acts.openIssue(REPO, login, { title: 'How to install widget?', body: '' })
    await scene.pass(MINUTE)
  }
  const { answers } = await previewReadAlone(scene)
  const told = answers?.shown.map(({ number, said, saidToAnybody }) => [
    number,
    said !== null,
    saidToAnybody !== null,
  ])
  expect(told).toEqual([
    [2, true, true],
    [1, false, true],
  ])
})

test('what was transferred in is counted and asked, and never answered', async () => {
  const other = 'acme/other'
  scene = await openScene({
    settings: SETTINGS,
    before: (acts, clock) => {
      acts.addRepository(other)
      const { number } = acts.openIssue(other, 'robin', { title: 'How to install widget?', body: '' })
      clock.skip(HOUR)
      acts.transfer(other, number, 'maya', REPO)
    },
  })
  const { today, answers } = await previewReadAlone(scene)
  expect(today.metrics.opened).toBe(1)
  expect(answers).toMatchObject({ asked: 1, answers: { shown: 1 }, shown: [] })
})

test('what was opened before the newest that were asked for is left out of everything', async () => {
  let cutAt = 0
  scene = await openScene({
    settings: SETTINGS,
    before: (acts, clock) => {
      for (const login of ['paula', 'robin', 'paula', 'xi']) {
        cutAt = clock.now()
        const { number } = acts.openIssue(REPO, login, {
          title: `How to install widget, ${login}?`,
          body: '',
        })
        clock.skip(HOUR)
        acts.comment(REPO, number, 'maya', 'Soon.')
        clock.skip(DAY)
      }
    },
  })
  const steps = new Set<string>()
  const onProgress = (step: string, done: number, total: number) => {
    if (done === total) steps.add(`${step} ${total}`)
  }
  const { today, labels, answers, promises } = await previewReadAlone(
    scene,
    { onProgress },
    cutAt - DAY - HOUR,
  )
  expect(today.metrics.opened).toBe(2)
  expect(today.answered.flat().reduce((a, b) => a + b)).toBe(2)
  expect(labels[0]).toMatchObject({ tickets: [3] })
  expect(answers?.asked).toBe(2)
  expect(promises.map(({ met, missed }) => met + missed)).toEqual([2, 2])
  expect([...steps].sort()).toEqual(['answers 2', 'labels 2', 'promises 2'])
})

test('a repository in which nobody ever asked has a preview too', async () => {
  scene = await openScene({ settings: null, articles: {} })
  const preview = await previewReadAlone(scene, {}, null)
  expect(preview).toMatchObject({
    today: { metrics: { opened: 0 }, curve: [], weeks: [{ opened: 0 }] },
    labels: [{ tier: 'sponsor', tickets: [] }],
    answers: null,
    promises: [],
    recommended: null,
    hours: null,
    suggested: { articles: [] },
  })
  expect(preview.grid.every(({ share }) => share === null)).toBe(true)
})

test('sections are pointed to and links offered as they are posted', async () => {
  scene = await openScene({
    settings: 'knowledge_base: { docs: ["docs/**/*.md"] }\ndesk: { issue: false }\n',
    articles: {},
    before: (acts) => {
      const proxy = '## Behind a proxy\n\nIf widget hangs behind a proxy, set `HTTPS_PROXY` to its address.\n'
      const pdf = '## Export as PDF\n\nThe command `widget export --pdf` writes the ledger as PDF.\n'
      acts.putFile(REPO, 'maya', 'docs/guide.md', `# Guide\n\nHow to use widget.\n\n${proxy}\n${pdf}`)
    },
  })
  const asked = []
  for (const title of ['widget hangs behind a proxy', 'PDF of the ledger?', UNKNOWN.title]) {
    asked.push(scene.acts.openIssue(REPO, 'robin', { title, body: '' }).number)
    await scene.pass(MINUTE)
  }
  const posted = asked.flatMap((number) =>
    scene.said(number).map(({ body }) => ({ number, markdown: seen(body) })),
  )
  const { answers } = await previewReadAlone(scene)
  expect(answers!.shown.map(({ as }) => as)).toEqual(['links', 'answer'])
  const shown = answers!.shown.map(({ number, said }) => ({ number, markdown: said?.markdown }))
  expect(shown.reverse()).toEqual(posted)
})
