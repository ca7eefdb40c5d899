// Labels with any name that GitHub has, and labels that are renamed or deleted while Firstline acts on them.
import { afterEach, expect, test } from 'vitest'
import { HOUR, openScene, REPO, type Scene, UNKNOWN } from './harness.ts'

const EMOJI = '🚀 Größe: 中文 — ﷽'
const LONG = `${'ё'.repeat(49)}!`

const TIERS = 'tiers: { pro: { label: { name: "support: pro" } } }\n'

let scene: Scene
afterEach(() => scene.close())

const begin = async (settings: string) => {
  scene = await openScene({
    settings: `entitlements: { github_sponsors: ~, users: { paula: pro } }\n${settings}`,
  })
}
const open = async (kind: 'issue' | 'discussion', login = 'robin') => {
  const how =
    kind === 'issue'
      ? scene.acts.openIssue(REPO, login, UNKNOWN)
      : scene.acts.createDiscussion(REPO, login, UNKNOWN)
  await scene.settle()
  return how.number
}
const put = async (number: number, label: string) => {
  scene.acts.label(REPO, number, 'maya', label)
  await scene.settle()
}
const KINDS = ['issue', 'discussion'] as const

test.each(KINDS)(
  'emoji, other scripts and fifty letters are names of tiers and rules on a %s',
  async (kind) => {
    await begin(`tiers: { pro: { label: { name: ${JSON.stringify(LONG)} } } }
labels:
  ${JSON.stringify(EMOJI)}: { comment: "Noted.", add: [${JSON.stringify(`👍${'x'.repeat(48)}`)}], wait: 14d, then: remind }
`)
    const number = await open(kind, 'paula')
    expect(scene.labels(number)).toEqual([LONG])
    await put(number, EMOJI)
    expect(scene.labels(number)).toHaveLength(3)
    expect(scene.said(number)[0]?.body).toContain('Noted.')
    expect(scene.said(number)).toHaveLength(1)
    scene.acts.unlabel(REPO, number, 'maya', EMOJI)
    await scene.settle()
    expect(scene.labels(number)).toEqual([LONG])
    await scene.pass(HOUR)
    expect(scene.said(number)).toHaveLength(1)
  },
)

test.each(KINDS)(
  'a label that is deleted unheard, just before it is put on a %s, is made again',
  async (kind) => {
    await begin(`${TIERS}labels: { wontfix: { add: [declined], close: true } }
`)
    const first = await open(kind)
    await put(first, 'wontfix')
    scene.github.pauseWebhooks('drop')
    for (const name of ['support: pro', 'declined']) scene.acts.deleteLabel(REPO, 'maya', name)
    scene.github.resumeWebhooks()
    const number = await open(kind, 'paula')
    await put(number, 'wontfix')
    await scene.pass(HOUR)
    expect(scene.labels(number)).toEqual(['declined', 'support: pro', 'wontfix'])
    expect(scene.thread(number).closedAt).not.toBeNull()
  },
)

test.each(KINDS)(
  'a label that is renamed unheard, just before it comes off a %s, keeps nothing else waiting',
  async (kind) => {
    await begin(`${TIERS}labels: { wontfix: { remove: [triage], comment: "We will not.", lock: true } }\n`)
    const number = await open(kind)
    await put(number, 'triage')
    scene.github.pauseWebhooks('drop')
    scene.acts.renameLabel(REPO, 'maya', 'triage', 'to be sorted')
    scene.github.resumeWebhooks()
    await put(number, 'wontfix')
    await scene.pass(HOUR)
    expect(scene.said(number)).toHaveLength(1)
    expect(scene.thread(number).locked).toBe(true)
  },
)

test.each(KINDS)('a wait goes on under the new name that its label is given on a %s', async (kind) => {
  await begin(`${TIERS}labels: { stale: { wait: 2h, then: close } }\n`)
  const number = await open(kind)
  await put(number, 'stale')
  scene.acts.renameLabel(REPO, 'maya', 'stale', 'no answer')
  await scene.pass(3 * HOUR)
  expect(scene.thread(number).closedAt).not.toBeNull()
})

test('a lock goes on under the new name that its label is given', async () => {
  await begin(`${TIERS}labels: { heated: { lock: true } }\n`)
  const number = await open('issue')
  await put(number, 'heated')
  scene.acts.renameLabel(REPO, 'maya', 'heated', 'too heated')
  await scene.pass(HOUR)
  expect(scene.thread(number).locked).toBe(true)
  scene.acts.unlabel(REPO, number, 'maya', 'too heated')
  await scene.pass(HOUR)
  expect(scene.thread(number).locked).toBe(false)
  const later = await open('issue')
  await put(later, 'too heated')
  await scene.pass(HOUR)
  expect(scene.thread(later).locked).toBe(true)
})

test.each(KINDS)(
  'two rules go on under new names of which one is read before it is told on a %s',
  async (kind) => {
    await begin(`${TIERS}labels: { on hold: { lock: true }, later: { wait: 14d, then: close } }\n`)
    const number = await open(kind)
    await put(number, 'on hold')
    await put(number, 'later')
    // Labels that moved are remembered no longer: the hourly look does not see the next one move.
    scene.acts.renameLabel(REPO, 'maya', 'later', 'some day')
    await scene.settle()
    scene.acts.renameLabel(REPO, 'maya', 'on hold', 'parked')
    await scene.pass(HOUR)
    expect(scene.thread(number).locked).toBe(true)
    scene.acts.unlabel(REPO, number, 'maya', 'parked')
    await scene.pass(HOUR)
    expect(scene.thread(number).locked).toBe(false)
    await scene.pass(15 * 24 * HOUR)
    expect(scene.thread(number).closedAt).not.toBeNull()
  },
)
