// What the sources ask of GitHub, over the App's own client.
import { GitHubError, type GitHubErrorKind } from '../github/errors.ts'
import type { GitHub } from '../github/types.ts'
import type { FileReader } from './customers-reader.ts'
import type { MembersApi } from './members.ts'
import type { StripeAccountsApi } from './stripe-reader.ts'

export interface GithubApis {
  accounts: StripeAccountsApi
  members: MembersApi
  files: FileReader
}

const MOST_BYTES = 1_000_001

/** `installationOn`: the App's installation on an account by its numeric id; null where there is none. */
export function githubApis(
  github: GitHub,
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
