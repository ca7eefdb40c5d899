// `/escalate` as it shows: in public, on the private desk, and in the queue of each.
import { afterEach, expect, test } from 'vitest'
import { findMarkers } from '../../src/domain/marker.ts'
import { HOUR, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'

const DESK = 'acme/desk'
const PAYING = `
tiers: { pro: { label: { name: "support: pro" }, notify: ["@acme/support"] } }
entitlements:
  github_sponsors: { account: acme, tiers: { pro: 50 } }
  users: { paula: pro }
feedback: { ask: on_resolution }
`

let scene: Scene
afterEach(() => scene.close())

async function begin(settings: string, isQuiet = false): Promise<void> {
  scene = await openScene({
    settings,
    sponsorsToken: true,
    covers: [REPO, DESK],
    before: (acts) => {
      acts.addRepository(DESK, { private: true })
      acts.addUser('quinn')
      if (isQuiet) acts.sponsor('acme', 'quinn', { dollars: 60, private: true })
    },
  })
}
const open = async (login: string) => {
  const { number } = scene.acts.openIssue(REPO, login, UNKNOWN)
  await scene.settle()
  return number
}
const comment = async (number: number, login: string, body: string) => {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}
const said = (repo: string, kind: string) =>
  scene.github
    .threads(repo)
    .flatMap((one) => one.comments.map(({ body }) => body))
    .filter((body) => findMarkers(body).some((marker) => marker.kind === kind))
const queue = async (repo = REPO) => {
  await scene.pass(2 * HOUR)
  return said(repo, 'queue').join('\n')
}
const rows = (text: string) => [...text.matchAll(/\[#(\d+) /g)].map(([, number]) => Number(number))

test('it is told by the name under which it is given', async () => {
  await begin(`${SETTINGS}commands: { prefix: "!" }\n`)
  await comment(await open('sam'), 'sam', '!escalate')
  expect(said(REPO, 'escalation')).toEqual([expect.stringContaining('now (`!escalate`)')])
})

test('it is told once, and the ticket stands first until a maintainer answers', async () => {
  await begin(SETTINGS)
  const before = await open('sam')
  const number = await open('sam')
  const id = await comment(number, 'sam', 'It stands still.\n\n/escalate')
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(said(REPO, 'escalation')).toEqual([
    expect.stringMatching(/^Whoever opened this asks for a maintainer now \(`\/escalate`\)\.\n/),
  ])
  const again = await comment(number, 'sam', '/escalate')
  expect(scene.reactions(number, again)).toEqual(['-1'])
  expect(scene.said(number).at(-1)?.body).toContain('was called already')
  const first = await queue()
  expect(rows(first)).toEqual([number, before])
  expect(first).toContain('**1 escalated**')
  await comment(number, 'maya', 'I am on it.')
  const later = await queue()
  expect(rows(later)[0]).toBe(before)
  expect(later).not.toContain('escalated')
  const anew = await comment(number, 'sam', '/escalate')
  expect(scene.reactions(number, anew)).toEqual(['+1'])
  expect(said(REPO, 'escalation')).toHaveLength(2)
})

test('on a discussion too, and a bystander may not', async () => {
  await begin(SETTINGS)
  const { number } = scene.acts.createDiscussion(REPO, 'paula', UNKNOWN)
  await scene.settle()
  await comment(number, 'robin', '/escalate')
  expect(said(REPO, 'escalation')).toEqual([])
  await comment(number, 'paula', '/escalate')
  expect(said(REPO, 'escalation')).toEqual([expect.stringMatching(/^@maya Whoever/)])
})

test('where there is a private desk it is told there, and in public nothing is', async () => {
  await begin(`${PAYING}desk: { repository: ${DESK} }\n`)
  const number = await open('paula')
  const id = await comment(number, 'paula', '/escalate')
  expect(scene.reactions(number, id)).toEqual(['+1'])
  expect(said(REPO, 'escalation')).toEqual([])
  await scene.pass(HOUR)
  expect(said(DESK, 'escalation')).toEqual([
    expect.stringMatching(new RegExp(`^@maya Whoever.*\\n\\n\\[#${number} `)),
  ])
})

test('a private sponsor gets the thumb that everybody gets; the private desk is told all the same', async () => {
  await begin(`${PAYING}desk: { repository: ${DESK} }\n`, true)
  const number = await open('quinn')
  const id = await comment(number, 'quinn', '/escalate')
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number)).toEqual([])
  expect(await queue()).not.toContain('escalated')
  expect(said(DESK, 'escalation')).toHaveLength(1)
  expect(await queue(DESK)).toContain('**1 escalated**')
})

test('what a low rating leads to on the ticket of a private sponsor is told as on everybody’s', async () => {
  await begin(PAYING, true)
  const numbers = [await open('quinn'), await open('robin')]
  for (const number of numbers) {
    scene.acts.close(REPO, number, 'maya', 'completed')
    await scene.settle()
    await comment(number, number === numbers[0] ? 'quinn' : 'robin', '/rate 1')
  }
  const [quiet, known] = numbers.map((number) =>
    scene.said(number).map(({ body }) => body.replace(/@\w+|\d{10}/g, '')),
  )
  expect(quiet).toEqual(known)
  expect(numbers.map((number) => scene.labels(number))).toEqual([
    ['support: needs human'],
    ['support: needs human'],
  ])
  expect(await queue()).toMatch(/2 with a low rating[\s\S]*rated 1 of 5[\s\S]*rated 1 of 5/)
})

test('/severity orders what is equally urgent, and shows', async () => {
  await begin(SETTINGS)
  const [one, two, three] = [await open('robin'), await open('robin'), await open('robin')]
  await comment(three, 'maya', '/severity 1')
  await comment(two, 'maya', '/severity 2')
  scene.acts.label(REPO, one, 'maya', 'bug')
  await scene.settle()
  expect(scene.labels(three)).toEqual(['severity: 1'])
  const text = await queue()
  expect(rows(text)).toEqual([three, two, one])
  expect(text).toContain('severity 1')
  await comment(three, 'maya', '/severity 4')
  expect(scene.labels(three)).toEqual(['severity: 4'])
  expect(rows(await queue())).toEqual([two, three, one])
})
