// The private desk: a second desk in the private repository that the settings name, for what no public place shows.
import { afterEach, expect, test } from 'vitest'
import { findMarkers } from '../../src/domain/marker.ts'
import { DAY, HOUR, KNOWN, openScene, REPO, type Scene, type SceneOptions, UNKNOWN } from './harness.ts'

const DESK = 'acme/desk'
const SETTINGS = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h }
    notify: ["@acme/support"]
    answers: draft
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50 } }
  users: { paula: pro }
calendars:
  office: { time_zone: Europe/Berlin, hours: { mon-fri: ["09:00-17:00"] } }
desk: { repository: ${DESK} }
`

let scene: Scene
afterEach(() => scene.close())

async function openWithDesk(options: SceneOptions = {}): Promise<void> {
  scene = await openScene({
    settings: SETTINGS,
    sponsorsToken: true,
    covers: [REPO, DESK],
    ...options,
    before: (acts, clock) => {
      acts.addRepository(DESK, { private: true })
      acts.addUser('quinn')
      acts.sponsor('acme', 'quinn', { dollars: 60, private: true })
      options.before?.(acts, clock)
    },
  })
}

const open = async (login: string, draft = UNKNOWN) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}
const onDesk = (repo: string, kind: string) => {
  const bodies = scene.github.threads(repo).flatMap((one) => one.comments.map((comment) => comment.body))
  return bodies.filter((body) => findMarkers(body).some((marker) => marker.kind === kind))
}
const desksIn = (repo: string) =>
  scene.github.threads(repo).filter((one) => one.body.includes('<!-- firstline:desk '))

test('beside the public desk there is one in private, with drafts and every tier', async () => {
  await openWithDesk()
  await open('quinn', KNOWN)
  await open('paula', KNOWN)
  await scene.pass(2 * HOUR)
  expect(desksIn(REPO)).toHaveLength(1)
  expect(desksIn(DESK).map((one) => [one.title, one.pinned])).toEqual([[`Support desk of ${REPO}`, true]])
  expect(onDesk(REPO, 'queue').join()).not.toMatch(/draft|#2 .*pro/)
  expect(onDesk(DESK, 'queue').join()).toMatch(/#2 .*pro .*\n.*#3 .*pro .*draft: Install widget/)
  expect(onDesk(DESK, 'queue').join()).toContain('Times are those of Europe/Berlin.')
})

test('escalations are told there and not on the ticket, a private sponsor’s too, once', async () => {
  await openWithDesk()
  const quiet = await open('quinn')
  const shown = await open('paula')
  await scene.pass(3.5 * HOUR)
  await scene.pass(HOUR)
  await scene.pass(HOUR)
  expect(
    [...scene.parts(quiet), ...scene.parts(shown)].filter((part) => part.startsWith('escalation')),
  ).toEqual([])
  expect(scene.labels(shown)).toEqual(['sla: missed', 'support: pro'])
  const told = onDesk(DESK, 'escalation')
  expect(told.filter((body) => body.includes(`[#${quiet} `))).toHaveLength(2)
  expect(told.filter((body) => body.includes(`[#${shown} `))).toHaveLength(2)
  expect(told.at(-1)).toMatch(/^@maya The promised first response \(within 4 hours\) was due/)
})

test('an escalation whose arrival is in doubt is looked for on the private desk', async () => {
  await openWithDesk()
  await open('quinn')
  scene.github.fail({ method: 'POST', path: /\/desk\/issues\/\d+\/comments$/, drop: true, applied: true })
  await scene.pass(4.5 * HOUR)
  await scene.pass(HOUR)
  expect(onDesk(DESK, 'escalation')).toHaveLength(1)
})

test('a desk repository that became public is written nothing more, and that is told', async () => {
  await openWithDesk()
  const before = desksIn(DESK)[0]!.comments.map((one) => one.body)
  scene.acts.setVisibility(DESK, 'public')
  const quiet = await open('quinn')
  await scene.pass(5 * HOUR)
  await scene.pass(HOUR)
  expect(desksIn(DESK)[0]!.comments.map((one) => one.body)).toEqual(before)
  expect(scene.parts(quiet)).toEqual([])
  expect(onDesk(REPO, 'report').join()).toContain('the repository that `desk.repository` names is public')
  const ready = await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`)
  expect(await ready.text()).toContain('names is public')
  scene.acts.setVisibility(DESK, 'private')
  await scene.pass(2 * HOUR)
  expect(onDesk(DESK, 'queue').join()).toContain(`[#${quiet} `)
  expect(onDesk(REPO, 'report')).toEqual([])
})

test('what is refused there on a private sponsor’s ticket is told to nobody in public, nor counted', async () => {
  await openWithDesk()
  const quiet = await open('quinn')
  scene.acts.lock(DESK, desksIn(DESK)[0]!.number, 'maya')
  await scene.pass(5 * HOUR)
  await scene.pass(2 * HOUR)
  expect(onDesk(REPO, 'report')).toEqual([])
  expect(scene.parts(quiet)).toEqual([])
  const ready = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${scene.firstline.port}/readyz`, { headers })).text()
  expect(await ready({})).toContain(`${REPO}#${quiet}: GitHub refused`)
  expect(await ready({ 'x-forwarded-for': '192.0.2.1' })).toContain('"failing":[]')
})

test('what was to be mended goes from the desk with its comment, and comes back in a new one', async () => {
  await openWithDesk({ settings: SETTINGS.replace('acme/desk', 'acme/nowhere') })
  const notes = () => onDesk(REPO, 'report')
  await scene.pass(2 * HOUR)
  expect(notes()).toHaveLength(1)
  for (let again = 0; again < 2; again += 1) {
    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
    await scene.settle()
    await scene.pass(2 * HOUR)
    expect(notes()).toEqual([])
    scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS.replace('acme/desk', 'acme/nowhere'))
    await scene.settle()
    await scene.pass(2 * HOUR)
    expect(notes()).toHaveLength(1)
  }
})

test('a desk that GitHub will not pin stays unpinned, and works', async () => {
  await openWithDesk({ settings: SETTINGS.replace(/desk: .*/, '') })
  scene.github.fail({ operation: 'PinIssue', status: 403, times: 9 })
  scene.acts.deleteIssue(REPO, desksIn(REPO)[0]!.number, 'maya')
  await scene.settle()
  await scene.pass(2 * DAY)
  expect(desksIn(REPO).map((one) => one.pinned)).toEqual([false])
  expect(onDesk(REPO, 'metrics')).toHaveLength(1)
  expect(onDesk(REPO, 'report')).toEqual([])
})

test('locked, it is written to once for each thing; unlocked, what was to be told is told', async () => {
  await openWithDesk()
  await open('paula')
  await scene.pass(HOUR)
  const [desk] = desksIn(DESK)
  const path = new RegExp(`/${DESK}/issues/\\d+/comments$`)
  const message = 'Unable to create comment because issue is locked.'
  scene.acts.lock(DESK, desk!.number, 'maya')
  scene.github.fail({ method: 'POST', path, status: 403, message, times: 30 })
  const before = scene.github.calls.length
  await scene.pass(2.5 * HOUR)
  await scene.pass(HOUR)
  const refused = scene.github.calls
    .slice(before)
    .filter((one) => one.method === 'POST' && path.test(one.path))
  // Two alarms, and the note of what was refused.
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
  expect(onDesk(DESK, 'escalation')).toEqual([])
  scene.github.heal()
  scene.acts.unlock(DESK, desk!.number, 'maya')
  await scene.settle()
  expect(onDesk(DESK, 'escalation').length).toBeGreaterThan(0)
})
