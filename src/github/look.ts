// One look at a repository: a single call that tells what else there is to read.
import type { Caller } from './caller.ts'
import { LOOK_AT_REPOSITORY, MOST_OTHERS, READ_HEAD } from './documents.ts'
import { GitHubError } from './errors.ts'
import { type Connection, type GraphqlDiscussion, type GraphqlIssue, present } from './graphql-shapes.ts'
import { inSmallerPages } from './page-sizes.ts'
import { completeDiscussion, completeIssue } from './threads.ts'
import type { GitHubReads, LabelRef, LookOptions, RepoRef, RepositoryLook, ThreadsLook } from './types.ts'

const ISSUES_A_PAGE = 100
const DISCUSSIONS_A_PAGE = 25
/** So many the document asks for of those that were updated last. */
const MOST_UPDATED = 25
/** A page has room for some more than are known. */
const SPARE = 5

interface Head {
  nameWithOwner: string
  isPrivate: boolean
  /** Null: it has no commits. */
  defaultBranchRef: { name: string; target: { oid: string } | null } | null
}

interface Updated {
  nodes: Array<{ id: string; updatedAt: string } | null>
}

interface Answer {
  repository:
    | (Head & {
        labels: Connection<{ id: string; name: string }>
        openIssues: Connection<GraphqlIssue>
        openDiscussions: Connection<GraphqlDiscussion>
        updatedIssues: Updated
        updatedDiscussions: Updated
      })
    | null
  [other: `other${number}`]: Head | null
}

export function lookCalls(call: Caller): Pick<GitHubReads, 'lookAt' | 'readHead'> {
  return {
    lookAt: (repo, options) => lookAt(call, repo, options),
    readHead: async (repo) => {
      const { repository } = await call.query<{ repository: Head | null }>(READ_HEAD, { ...repo })
      if (!repository) throw noSuch(repo)
      const { nameWithOwner, isPrivate, defaultBranchRef } = repository
      const [owner = '', name = ''] = nameWithOwner.split('/')
      return { owner, name, private: isPrivate, sha: defaultBranchRef?.target?.oid ?? null }
    },
  }
}

function noSuch({ owner, name }: RepoRef): GitHubError {
  return new GitHubError(`${owner}/${name}: not found`, { kind: 'not_found', status: 200 })
}

async function lookAt(call: Caller, repo: RepoRef, options: LookOptions): Promise<RepositoryLook> {
  const { others } = options
  const pages = {
    issues: Math.min(options.openIssues + SPARE, ISSUES_A_PAGE),
    discussions: Math.min(options.openDiscussions + SPARE, DISCUSSIONS_A_PAGE),
  }
  const { answer } = await inSmallerPages(pages, (sizes) =>
    call.query<Answer>(
      LOOK_AT_REPOSITORY,
      {
        owner: repo.owner,
        name: repo.name,
        ...slots(repo, others),
        ...sizes,
        since: new Date(options.sinceAt).toISOString(),
      },
      { partial: true },
    ),
  )
  const { repository } = answer
  if (!repository) throw noSuch(repo)
  const heads = others.map((_, index) => answer[`other${index + 1}`] ?? null)
  return {
    sources: others.length > MOST_OTHERS ? null : JSON.stringify([repository, ...heads].map(headOf)),
    labels: labelsOf(repository.labels),
    issues: {
      ...pageOf(repository.openIssues, repository.updatedIssues, options.sinceAt),
      open: await oneByOne(repository.openIssues, (issue) => completeIssue(call, repo, issue)),
    },
    discussions: {
      ...pageOf(repository.openDiscussions, repository.updatedDiscussions, options.sinceAt),
      open: await oneByOne(repository.openDiscussions, (one) => completeDiscussion(call, repo, one)),
    },
  }
}

/** Slots that are not needed repeat the repository itself. */
function slots(repo: RepoRef, others: readonly RepoRef[]): Record<string, string> {
  const variables: Record<string, string> = {}
  for (let slot = 1; slot <= MOST_OTHERS; slot++) {
    const { owner, name } = others[slot - 1] ?? repo
    variables[`owner${slot}`] = owner
    variables[`name${slot}`] = name
  }
  return variables
}

function headOf(head: Head | null): unknown {
  if (!head) return null
  const { nameWithOwner, isPrivate, defaultBranchRef } = head
  return [nameWithOwner, isPrivate, defaultBranchRef?.name ?? null, defaultBranchRef?.target?.oid ?? null]
}

function labelsOf({ pageInfo, nodes }: Connection<{ id: string; name: string }>): LabelRef[] | null {
  return pageInfo.hasNextPage ? null : present(nodes).map(({ id, name }) => ({ nodeId: id, name }))
}

function pageOf(
  { nodes, pageInfo }: Connection<{ id: string }>,
  updated: Updated,
  sinceAt: number,
): Omit<ThreadsLook<never>, 'open'> {
  const open = new Set(present(nodes).map(({ id }) => id))
  const recent = present(updated.nodes).filter(({ updatedAt }) => Date.parse(updatedAt) >= sinceAt)
  return {
    rest: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    othersUpdated: recent.length >= MOST_UPDATED || recent.some(({ id }) => !open.has(id)),
  }
}

async function oneByOne<G, T>({ nodes }: Connection<G>, complete: (node: G) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (const node of present(nodes)) all.push(await complete(node))
  return all
}
