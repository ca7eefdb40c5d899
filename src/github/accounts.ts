// People, teams, organisations and repositories.
import { type Actor, toActor } from '../domain/ticket.ts'
import { type Answer, type Caller, hasNext, pageOf } from './caller.ts'
import { GitHubError } from './errors.ts'
import { type RestAccount, toRepository } from './rest-shapes.ts'
import type { GitHubReads, InstallationReads, RepositoryInfo } from './types.ts'

type Accounts = Pick<
  GitHubReads,
  | 'getRepository'
  | 'listTriagers'
  | 'canRead'
  | 'listTeamMembers'
  | 'listMembers'
  | 'listPublicMembers'
  | 'getAccount'
  | 'getAccountById'
>

export function accountCalls(call: Caller): Accounts {
  return {
    getRepository: async ({ owner, name: repo }) => {
      const answer = await call.read('repositories.get', (octokit) => octokit.rest.repos.get({ owner, repo }))
      return toRepository(answer.data)
    },
    listTriagers: async ({ owner, name: repo }) => {
      const people = await call.pages('accounts.listTriagers', (octokit, page) =>
        octokit.rest.repos.listCollaborators({ owner, repo, permission: 'triage', ...pageOf(page) }),
      )
      return people.map(toActor)
    },
    canRead: async ({ owner, name: repo }, { id, login: username }) => {
      try {
        const answer = await call.read('accounts.permission', (octokit) =>
          octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username }),
        )
        return answer.data.permission !== 'none' && answer.data.user?.id === id
      } catch (error) {
        // No such account, or nobody that the repository knows.
        if (error instanceof GitHubError && error.kind === 'not_found') return false
        throw error
      }
    },
    listTeamMembers: async (org, team_slug) => {
      const people = await call.pages('accounts.listTeamMembers', (octokit, page) =>
        octokit.rest.teams.listMembersInOrg({ org, team_slug, ...pageOf(page) }),
      )
      return people.map(toActor)
    },
    listMembers: async (org) => {
      const people = await call.pages('accounts.listMembers', (octokit, page) =>
        octokit.rest.orgs.listMembers({ org, ...pageOf(page) }),
      )
      return people.map(toActor)
    },
    listPublicMembers: async (org) => {
      const people = await call.pages('accounts.listPublicMembers', (octokit, page) =>
        octokit.rest.orgs.listPublicMembers({ org, ...pageOf(page) }),
      )
      return people.map(toActor)
    },
    getAccount: (username) =>
      accountOrNull(call.read('accounts.get', (octokit) => octokit.rest.users.getByUsername({ username }))),
    getAccountById: (account_id) =>
      accountOrNull(call.read('accounts.getById', (octokit) => octokit.rest.users.getById({ account_id }))),
  }
}

type CoveredRepositories = Awaited<ReturnType<InstallationReads['listRepositories']>>

/** `GET /installation/repositories`, whose pages hide inside an object. */
export async function listRepositories(call: Caller): Promise<CoveredRepositories> {
  const all: RepositoryInfo[] = []
  for (let page = 1; ; page++) {
    const answer = await call.read('repositories.list', (octokit) =>
      octokit.rest.apps.listReposAccessibleToInstallation(pageOf(page)),
    )
    all.push(...answer.data.repositories.map(toRepository))
    if (!hasNext(answer)) return { repositories: all, selection: selectionOf(answer.data) }
  }
}

/** Its type has this field on some lists only. */
function selectionOf(page: { repository_selection?: string }): CoveredRepositories['selection'] {
  const selection = page.repository_selection
  return selection === 'all' || selection === 'selected' ? selection : null
}

async function accountOrNull(answer: Promise<Answer<RestAccount>>): Promise<Actor | null> {
  try {
    return toActor((await answer).data)
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not_found') return null
    throw error
  }
}

/** https://docs.github.com/rest/rate-limit */
export async function readLimits(
  call: Caller,
): Promise<Array<{ name: string; limit: number; left: number; resetsAt: number }>> {
  const { data } = await call.read('limits.get', (octokit) => octokit.rest.rateLimit.get())
  const { core, graphql } = data.resources
  return [
    { name: 'REST', of: core },
    { name: 'GraphQL', of: graphql },
  ].flatMap(({ name, of }) =>
    of ? [{ name, limit: of.limit, left: of.remaining, resetsAt: of.reset * 1000 }] : [],
  )
}
