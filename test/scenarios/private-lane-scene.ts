// A project with two customers: one has a room of its own, the other goes on with the maintainers at their private desk.
import { findMarkers } from '../../src/domain/marker.ts'
import type { Thread } from '../../src/embedded-github/state.ts'
import { openScene, REPO, type Scene, type SceneOptions, UNKNOWN } from './harness.ts'

export const DESK = 'acme/desk'
export const ROOM = 'acme/room-big'
export const CUSTOMERS = 'acme/customers'

export const LANE_SETTINGS = `
tiers:
  enterprise:
    label: { name: "support: enterprise" }
    promise: { first_response: 4h, next_response: 8h, resolution: 2d }
    notify: ["@acme/support"]
    private: true
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h, next_response: 8h }
entitlements:
  github_sponsors: { account: acme, tiers: { enterprise: 500, pro: 50 } }
  users: { sam: pro }
  customers: { repository: ${CUSTOMERS}, path: customers.yml }
desk: { repository: ${DESK} }
labels:
  "needs: reproduction": { comment: "Please add a small example.", wait: 14d, then: close, reason: not_planned }
`

export const LIST = `
- { customer: Big, tier: enterprise, seats: [paula], room: ${ROOM} }
- { customer: Small, tier: enterprise, seats: [pete] }
- { customer: Careful, tier: pro, seats: [rita], room: ${ROOM} }
`

export async function openLaneScene(options: SceneOptions = {}, list = LIST): Promise<Scene> {
  return openScene({
    settings: LANE_SETTINGS,
    sponsorsToken: true,
    covers: [REPO, DESK, ROOM, CUSTOMERS],
    articles: {},
    ...options,
    before: (acts, clock) => {
      for (const repository of [DESK, ROOM, CUSTOMERS]) acts.addRepository(repository, { private: true })
      acts.putFile(CUSTOMERS, 'maya', 'customers.yml', list)
      for (const login of ['pete', 'rita', 'quinn', 'oscar']) acts.addUser(login)
      acts.sponsor('acme', 'quinn', { dollars: 600, private: true })
      acts.setPermission(ROOM, 'maya', 'triage')
      acts.setPermission(ROOM, 'paula', 'read')
      acts.setPermission(DESK, 'maya', 'triage')
      options.before?.(acts, clock)
    },
  })
}

/** What goes on in private, in one repository. */
export function lanesIn({ github }: Scene, repository: string): Thread[] {
  return github.threads(repository).filter(({ body, author }) => {
    return author.login === github.botLogin && findMarkers(body).some(({ kind }) => kind === 'private')
  })
}

/** The one private issue of a repository. */
export function laneIn(scene: Scene, repository = ROOM): Thread {
  const lanes = lanesIn(scene, repository)
  if (lanes.length !== 1) throw new Error(`There are ${lanes.length} private issues in ${repository}`)
  return lanes[0]!
}

/** What the copies in a private issue show, without marks of quotations. */
export function copiesIn({ comments }: Thread): string[] {
  return comments
    .filter(({ body }) => findMarkers(body).some(({ kind }) => kind === 'private'))
    .map(({ body }) => {
      const quoted = body.split('\n').filter((line) => line.startsWith('>'))
      return quoted.map((line) => line.replace(/^> ?/, '')).join('\n')
    })
}

export async function opened(scene: Scene, login: string, draft = UNKNOWN): Promise<number> {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}

export async function says(scene: Scene, where: string, number: number, login: string, body: string) {
  const { id } = scene.acts.comment(where, number, login, body)
  await scene.settle()
  return id
}

/** Everything that anybody sees of the public repository, as one text. */
export async function publicText(scene: Scene): Promise<string> {
  const { github, firstline } = scene
  const url = `http://127.0.0.1:${firstline.port}`
  // As somebody without a token sees them, whom a proxy stands before.
  const headers = { 'x-forwarded-for': '192.0.2.1' }
  const pages = await Promise.all(
    ['/metrics', '/readyz'].map(async (path) => (await fetch(`${url}${path}`, { headers })).text()),
  )
  const threads = github.threads(REPO).map(({ repo: _, comments, labels, ...thread }) => ({
    ...thread,
    labels: labels.map(({ name, description }) => [name, description]),
    comments: comments.map(({ body, reactions }) => [body, reactions.map(({ content }) => content)]),
  }))
  const checks = github.checkRuns(REPO).map(({ title, summary }) => [title, summary])
  const labels = github.labels(REPO).map(({ name, description }) => [name, description])
  const seen = new WeakSet<object>()
  // Accounts and events lead back to what they stand in.
  return JSON.stringify([threads, checks, labels, pages], (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return undefined
    seen.add(value)
    return value
  })
}
