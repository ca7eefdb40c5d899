// The REST routes for the App, repositories and people; `rest-files.ts` and `rest-issues.ts` have the rest.
import type { Auth, Caller } from './auth.ts'
import { APP_EVENTS, accountJson, installationJson, repoJson } from './payloads.ts'
import { type Account, iso, notFound, type Permission, Refusal, type Repo } from './state.ts'
import { deliveryJson, isSuccess } from './webhooks.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>

export interface Call {
  world: World
  auth: Auth
  caller: Caller
  /** Who acts: the App's bot, or the person whose token it is. */
  actor: Account
  params: Record<string, string>
  query: URLSearchParams
  body: Json
  /** Set on routes below /repos. */
  repo: Repo
}

export interface Result {
  status?: number
  data?: unknown
  /** Paged by the server with `per_page`, `page` and a Link header; `wrap` hides the page in an object. */
  list?: unknown[]
  wrap?: (page: unknown[], total: number) => Json
  /** Deliveries are paged by cursor. */
  byCursor?: boolean
}

/** Method and path, what is needed (`app`, `any`, or a permission), and what it does. */
export type Route = [method: string, path: string, need: string, handle: (call: Call) => Result]

/** Nobody is limited here. */
const LIMIT = { limit: 5000, used: 0, remaining: 5000, reset: 4_102_444_800 }

export const routes: Route[] = [
  ['GET', '/app', 'app', ({ world }) => ({ data: appJson(world) })],
  [
    'GET',
    '/app/installations',
    'app',
    ({ world }) => ({
      list: world.installations.map((installation) => installationJson(installation, world.app)),
    }),
  ],
  ['POST', '/app/installations/:id/access_tokens', 'app', createToken],
  ['GET', '/app/hook/config', 'app', ({ world }) => ({ data: world.hookConfig() })],
  [
    'GET',
    '/rate_limit',
    'any',
    () => ({ data: { resources: { core: LIMIT, graphql: LIMIT }, rate: LIMIT } }),
  ],
  ['GET', '/app/hook/deliveries', 'app', listDeliveries],
  [
    'POST',
    '/app/hook/deliveries/:id/attempts',
    'app',
    ({ world, params }) => {
      world.webhooks.redeliver(Number(params.id))
      return { status: 202, data: {} }
    },
  ],
  ['GET', '/installation/repositories', 'any', listInstallationRepos],
  ['GET', '/repos/:owner/:repo', 'metadata:read', ({ repo }) => ({ data: repoJson(repo) })],
  ['GET', '/repos/:owner/:repo/collaborators', 'metadata:read', listCollaborators],
  ['GET', '/repos/:owner/:repo/collaborators/:login/permission', 'metadata:read', permissionOf],
  [
    'GET',
    '/users/:login',
    'any',
    ({ world, params }) => ({ data: accountJson(world.account(params.login!)) }),
  ],
  ['GET', '/user/:id', 'any', getById],
  [
    'GET',
    '/orgs/:org/members',
    'any',
    ({ world, params, caller }) => ({ list: members(world, params.org!, caller) }),
  ],
  [
    'GET',
    '/orgs/:org/public_members',
    'any',
    ({ world, params }) => ({ list: members(world, params.org!, null) }),
  ],
  [
    'GET',
    '/orgs/:org/teams/:team/members',
    'members:read',
    ({ world, params }) => {
      const team = world.account(params.org!).teams.get(params.team!)
      if (!team) throw notFound()
      return { list: team.map(accountJson) }
    },
  ],
]

function appJson(world: World): Json {
  const { id, slug, name } = world.app
  const permissions = world.installations[0]?.permissions ?? {}
  return { id, slug, name, html_url: `https://github.com/apps/${slug}`, permissions, events: APP_EVENTS }
}

function createToken({ world, auth, params }: Call): Result {
  const installation = world.installations.find((known) => known.id === Number(params.id))
  if (!installation) throw notFound()
  const { token, expiresAt } = auth.issueInstallationToken(installation)
  const { permissions } = installation
  const selection = installation.repositories === 'all' ? 'all' : 'selected'
  const data = { token, expires_at: iso(expiresAt), permissions, repository_selection: selection }
  return { status: 201, data }
}

function listDeliveries({ world, query }: Call): Result {
  const status = query.get('status')
  const done = world.webhooks.deliveries.filter((delivery) => delivery.statusCode !== null)
  const wanted = done.filter((delivery) => !status || (status === 'success') === isSuccess(delivery))
  return { list: wanted.map(deliveryJson).reverse(), byCursor: true }
}

function listInstallationRepos({ world, caller }: Call): Result {
  if (caller.kind !== 'installation') throw new Refusal(403, 'An installation access token is required')
  return {
    list: world.reposOf(caller.installation).map(repoJson),
    wrap: (repositories, total_count) => ({
      total_count,
      repository_selection: caller.installation.repositories === 'all' ? 'all' : 'selected',
      repositories,
    }),
  }
}

function listCollaborators({ world, repo, query, caller, actor }: Call): Result {
  if (caller.kind === 'person' && !world.may(actor, repo, 'write')) {
    throw new Refusal(403, 'Must have push access to view repository collaborators.')
  }
  const wanted = (query.get('permission') ?? 'read') as Permission
  const people = [...repo.permissions.values()].map(({ account }) => account)
  if (repo.owner.type === 'User') people.push(repo.owner)
  return { list: people.filter((person) => world.may(person, repo, wanted)).map(accountJson) }
}

/** GitHub's five roles are told as the three that there were before, and as `role_name`. */
function permissionOf({ world, repo, params }: Call): Result {
  const person = world.account(params.login!)
  const roles: Permission[] = ['admin', 'maintain', 'write', 'triage', 'read']
  const role = roles.find((one) => world.may(person, repo, one)) ?? 'none'
  const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role
  return { data: { permission, role_name: role, user: accountJson(person) } }
}

function getById({ world, params }: Call): Result {
  const account = [...world.accounts.values()].find((known) => known.id === Number(params.id))
  if (!account) throw notFound()
  return { data: accountJson(account) }
}

/** Concealed members show only to an App that is installed on the organisation, and to its members. */
function members(world: World, login: string, caller: Caller | null): Json[] {
  const organization = world.account(login)
  if (organization.type !== 'Organization') throw notFound()
  const inside =
    (caller?.kind === 'installation' && caller.installation.account === organization) ||
    (caller?.kind === 'person' && organization.members.has(caller.account.id))
  return [...organization.members.values()]
    .filter((member) => inside || member.public)
    .map((member) => accountJson(member.account))
}
