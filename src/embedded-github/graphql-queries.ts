// The entrances of GraphQL's queries: a repository, nodes by id, and who sponsors whom.
import { authorize } from './auth.ts'
import type { GraphqlCall } from './graphql-call.ts'
import { connection, type Page } from './graphql-connection.ts'
import { blobNode, commentNode, labelNode, sponsorableNode, threadNode } from './graphql-nodes.ts'
import { iso, Refusal, type Repo, type Thread } from './state.ts'

type Json = Record<string, unknown>

const SPONSORS_SCOPES = ['read:user', 'read:org']

export const queries = {
  repository: ({ owner, name }: { owner: string; name: string }, call: GraphqlCall): Json => {
    const repo = call.world.repos.get(`${owner}/${name}`.toLowerCase())
    if (!repo) {
      throw new Refusal(404, `Could not resolve to a Repository with the name '${owner}/${name}'.`)
    }
    authorize(call.world, call.caller, repo, 'metadata:read')
    return repositoryNode(repo)
  },
  node: ({ id }: { id: string }, call: GraphqlCall) => readableNode(call, id),
  nodes: ({ ids }: { ids: string[] }, call: GraphqlCall) =>
    ids.map((id) => orError(() => readableNode(call, id))),
  repositoryOwner: ({ login }: { login: string }, { world, caller }: GraphqlCall): Json | null => {
    const account = world.accounts.get(login.toLowerCase())
    if (!account) return null
    const missing =
      caller.kind === 'person' && SPONSORS_SCOPES.find((scope) => !caller.scopes.includes(scope))
    if (missing) throw lacksScope(missing)
    return sponsorableNode(account)
  },
  rateLimit: (_: Json, { world }: GraphqlCall): Json => {
    const { limit, left, resetsAt } = world.graphqlPoints
    return { limit, remaining: left, resetAt: iso(resetsAt) }
  },
  viewer: (_: Json, { actor }: GraphqlCall): Json => sponsorableNode(actor),
}

function repositoryNode(repo: Repo): Json {
  return {
    id: repo.nodeId,
    nameWithOwner: `${repo.owner.login}/${repo.name}`,
    isPrivate: repo.private,
    defaultBranchRef: defaultBranch(repo),
    labels: (page: Page) => connection(repo.labels, page, labelNode),
    issue: oneOf(repo, 'issue'),
    issues: allOf(repo, 'issue'),
    discussion: oneOf(repo, 'discussion'),
    discussions: allOf(repo, 'discussion'),
    object: ({ oid }: { oid: string }, { world, caller }: GraphqlCall) => {
      authorize(world, caller, repo, 'contents:read')
      return blobNode(repo, oid)
    },
  }
}

/** Null while there are no commits. */
function defaultBranch(repo: Repo): Json | null {
  const commit = repo.commits.findLast(({ branch }) => branch === 'main')
  const target = commit && { __typename: 'Commit', id: `C_${commit.sha}`, oid: commit.sha }
  return target ? { id: `REF_${repo.nodeId}`, name: 'main', target } : null
}

function oneOf(repo: Repo, kind: Thread['kind']) {
  return ({ number }: { number: number }, { world, caller }: GraphqlCall): Json => {
    authorize(world, caller, repo, `${kind}s:read`)
    const thread = repo.threads.get(number)
    if (thread?.kind === kind) return threadNode(thread)
    const type = kind === 'issue' ? 'an Issue' : 'a Discussion'
    throw new Refusal(404, `Could not resolve to ${type} with the number of ${number}.`)
  }
}

interface Wanted extends Page {
  states?: Array<'OPEN' | 'CLOSED'> | null
  filterBy?: { since?: string | null } | null
  orderBy?: { field: 'CREATED_AT' | 'UPDATED_AT'; direction: 'ASC' | 'DESC' } | null
}

function allOf(repo: Repo, kind: Thread['kind']) {
  return ({ states, filterBy, orderBy, ...page }: Wanted, { world, caller }: GraphqlCall): Json => {
    authorize(world, caller, repo, `${kind}s:read`)
    const since = Date.parse(filterBy?.since ?? '1970-01-01')
    const time = (thread: Thread) => (orderBy?.field === 'UPDATED_AT' ? thread.updatedAt : thread.createdAt)
    const turn = orderBy?.direction === 'DESC' ? -1 : 1
    const wanted = [...repo.threads.values()]
      .filter((thread) => thread.kind === kind && thread.updatedAt >= since)
      .filter(({ closedAt }) => !states?.length || states.includes(closedAt === null ? 'OPEN' : 'CLOSED'))
      .sort((a, b) => turn * (time(a) - time(b) || a.number - b.number))
    return connection(wanted, page, threadNode)
  }
}

function readableNode({ world, caller }: GraphqlCall, id: string): Json {
  const comment = world.ids.comment(id)
  const thread = comment?.thread ?? world.ids.thread(id)
  if (!thread) throw new Refusal(404, `Could not resolve to a node with the global id of '${id}'`)
  authorize(world, caller, thread.repo, `${thread.kind}s:read`)
  return comment ? commentNode(comment) : threadNode(thread)
}

/** In a list each node fails alone. */
function orError(read: () => Json): Json | Error {
  try {
    return read()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function lacksScope(scope: string): Error {
  const message = `Your token has not been granted the required scopes to execute this query. The 'login' field requires one of the following scopes: ['${scope}'].`
  return Object.assign(new Refusal(403, message), { type: 'INSUFFICIENT_SCOPES' })
}
