// Answers the named GraphQL operations; anything else is refused as GitHub refuses what it does not know.
import { authorize } from './auth.ts'
import { type GraphqlCall, type GraphqlError, type Resolver, theNode } from './graphql-call.ts'
import { mutations } from './graphql-mutations.ts'
import {
  actorNode,
  blobNode,
  commentNode,
  connection,
  discussionNode,
  issueNode,
  page,
  reactionsNode,
  sponsorsNode,
} from './graphql-nodes.ts'
import { readOperation, select } from './selection.ts'
import { type Comment, Refusal, type Repo, type Thread } from './state.ts'

type Json = Record<string, unknown>

const SPONSORS_SCOPES = ['read:user', 'read:org']

const queries: Record<string, Resolver> = {
  ReadIssueThread: (call) => ({ repository: { issue: issueNode(call, theThread(call, 'issue')) } }),
  ReadDiscussionThread: (call) => ({
    repository: { discussion: discussionNode(call, theThread(call, 'discussion')) },
  }),
  ReadReplies: (call) => {
    const comment = theNode<Comment>(call, String(call.variables.id), 'DiscussionComment')
    const replies = comment.thread.comments.filter((other) => other.parent === comment)
    const nodes = replies.map((reply) => commentNode(call, reply))
    return {
      node: { __typename: 'DiscussionComment', replies: connection(nodes, 100, call.variables.after) },
    }
  },
  IssueHistory: (call) => history(call, 'issue', 'issues'),
  DiscussionHistory: (call) => history(call, 'discussion', 'discussions'),
  IssueSweep: (call) => sweep(call, 'issue', 'issues'),
  DiscussionSweep: (call) => sweep(call, 'discussion', 'discussions'),
  ReadReactions: (call) => ({
    nodes: (call.variables.ids as string[]).map((id, index) => {
      const comment = call.world.ids.find(id) as Comment | undefined
      if (comment?.reactions) return reactionsNode(comment)
      const message = `Could not resolve to a node with the global id of '${id}'`
      call.errors.push({ type: 'NOT_FOUND', path: ['nodes', index], message })
      return null
    }),
  }),
  ReadBlobs: (call) => {
    const repo = theRepo(call, 'contents:read')
    const slots = Object.entries(call.variables).filter(([name]) => /^o\d+$/.test(name))
    const blobs = slots.map(([name, oid]) => [name.replace('o', 'b'), blobNode(repo, String(oid))])
    return { repository: Object.fromEntries(blobs) }
  },
  Sponsorships: (call) => ({ viewer: viewer(call), repositoryOwner: sponsors(call) }),
  SponsorsActivities: (call) => ({ repositoryOwner: sponsors(call) }),
  Viewer: (call) => ({ viewer: viewer(call) }),
}

/** The body of the answer; its status is 200 whatever happens. `name` is the operation, for logs. */
export function answerGraphql(
  call: Omit<GraphqlCall, 'errors' | 'variables'>,
  body: { query?: string; variables?: Json },
): Json {
  const errors: GraphqlError[] = []
  try {
    const operation = readOperation(body.query ?? '')
    const variables = body.variables ?? {}
    const resolver = queries[operation.name] ?? mutations[operation.name]
    if (!resolver) throw new Error(`No operation named "${operation.name}"`)
    for (const name of operation.required) {
      if (variables[name] == null) {
        throw new Error(`Variable $${name} of a non-null type was provided invalid value`)
      }
    }
    const data = select(operation, resolver({ ...call, variables, errors }))
    return errors.length > 0 ? { data, errors } : { data }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const type = error instanceof Refusal ? { type: error.type } : {}
    return { data: null, errors: [{ ...type, message }] }
  }
}

export function operationOf(body: { query?: string }): string {
  return /(?:query|mutation)\s+(\w+)/.exec(body.query ?? '')?.[1] ?? ''
}

function theRepo(call: GraphqlCall, need: string): Repo {
  const { owner, name } = call.variables
  const repo = call.world.repos.get(`${owner}/${name}`.toLowerCase())
  if (!repo) {
    throw new Refusal(404, `Could not resolve to a Repository with the name '${owner}/${name}'.`)
  }
  authorize(call.world, call.caller, repo, need)
  return repo
}

function theThread(call: GraphqlCall, kind: Thread['kind']): Thread {
  const repo = theRepo(call, `${kind}s:read`)
  const thread = repo.threads.get(Number(call.variables.number))
  if (thread?.kind === kind) return thread
  const type = kind === 'issue' ? 'an Issue' : 'a Discussion'
  throw new Refusal(404, `Could not resolve to ${type} with the number of ${call.variables.number}.`)
}

function history(call: GraphqlCall, kind: Thread['kind'], field: string): Json {
  const since = Date.parse(String(call.variables.since ?? '1970-01-01'))
  const threads = threadsOf(call, kind)
    .filter((thread) => thread.updatedAt >= since)
    .sort((a, b) => b.updatedAt - a.updatedAt || b.number - a.number)
  return pageOf(call, kind, field, threads)
}

function sweep(call: GraphqlCall, kind: Thread['kind'], field: string): Json {
  const threads = threadsOf(call, kind)
    .filter((thread) => thread.closedAt === null)
    .sort((a, b) => a.createdAt - b.createdAt || a.number - b.number)
  return pageOf(call, kind, field, threads)
}

function threadsOf(call: GraphqlCall, kind: Thread['kind']): Thread[] {
  const repo = theRepo(call, `${kind}s:read`)
  return [...repo.threads.values()].filter((thread) => thread.kind === kind)
}

function pageOf(call: GraphqlCall, kind: Thread['kind'], field: string, threads: Thread[]): Json {
  const first = Number(call.variables.first)
  if (first > 100) throw new Error(`Requesting ${first} records exceeds the \`first\` limit of 100 records.`)
  const { after, ...variables } = call.variables
  const node = kind === 'issue' ? issueNode : discussionNode
  const some = page(threads, first, after)
  return {
    repository: {
      [field]: { ...some, nodes: some.nodes.map((thread) => node({ ...call, variables }, thread)) },
    },
  }
}

function viewer({ actor }: GraphqlCall): Json {
  return { ...actorNode(actor), __typename: 'User', login: actor.login }
}

function sponsors(call: GraphqlCall): Json | null {
  const account = call.world.accounts.get(String(call.variables.login).toLowerCase())
  if (!account) return null
  const { caller } = call
  if (caller.kind === 'person') {
    const missing = SPONSORS_SCOPES.find((scope) => !caller.scopes.includes(scope))
    if (missing) throw lacksScope(missing)
  }
  return sponsorsNode(call, account)
}

function lacksScope(scope: string): Error {
  const message = `Your token has not been granted the required scopes to execute this query. The 'login' field requires one of the following scopes: ['${scope}'].`
  return Object.assign(new Refusal(403, message), { type: 'INSUFFICIENT_SCOPES' })
}
