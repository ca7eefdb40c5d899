// What the sources ask of GitHub, over the App's own client.
import type { Actor } from '../domain/ticket.ts'
import { GitHubError, type GitHubErrorKind } from '../github/errors.ts'
import type { ReadableGitHub } from '../github/types.ts'

/** GitHub's word on accounts, read on behalf of an installation. */
export interface AccountsApi {
  /** Null: there is no such account. */
  getAccount(installationId: number, login: string): Promise<Actor | null>
  /** Null: there is no such account; `unanswered`: GitHub did not say, of this one. */
  getAccountById(installationId: number, id: number): Promise<Actor | null | 'unanswered'>
}

export interface MembersApi {
  /** The App's installation on an account; null: not installed there. */
  installationOn(accountId: number): Promise<number | null>
  listMembers(installationId: number, organization: string): Promise<Actor[]>
  listPublicMembers(installationId: number, organization: string): Promise<Actor[]>
}

export interface FileReader {
  /** The text of a file on the default branch; null: there is none, or the App may not read it. */
  readFile(
    installationId: number,
    repo: { owner: string; name: string },
    path: string,
  ): Promise<string | null>
}

export interface GithubApis {
  accounts: AccountsApi
  members: MembersApi
  files: FileReader
}

const MOST_BYTES = 1_000_001

/** `installationOn`: the App's installation on an account by its numeric id; null where there is none. */
export function githubApis(
  github: ReadableGitHub,
  installationOn: (accountId: number) => Promise<number | null>,
): GithubApis {
  const as = (installationId: number) => github.forInstallation(installationId)
  return {
    accounts: {
      getAccount: (installationId, login) => as(installationId).getAccount(login),
      getAccountById: (installationId, id) => as(installationId).getAccountById(id).catch(unanswered),
    },
    members: {
      installationOn,
      listMembers: (installationId, organization) => as(installationId).listMembers(organization),
      listPublicMembers: (installationId, organization) => as(installationId).listPublicMembers(organization),
    },
    files: {
      readFile: async (installationId, repo, path) => {
        const file = await as(installationId).readFile(repo, path, { maxBytes: MOST_BYTES })
        if (!file) return null
        return file.truncated ? ' '.repeat(MOST_BYTES) : file.text
      },
    },
  }
}

const OF_ONE_ACCOUNT: readonly GitHubErrorKind[] = ['forbidden', 'gone', 'invalid', 'unavailable']

/** One account that GitHub does not speak of stops no other; what concerns every call is the caller's. */
function unanswered(error: unknown): 'unanswered' {
  if (error instanceof GitHubError && OF_ONE_ACCOUNT.includes(error.kind)) return 'unanswered'
  throw error
}
