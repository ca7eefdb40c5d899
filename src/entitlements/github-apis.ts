// What the sources ask of GitHub, over the App's own client.
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
      getAccountById: (installationId, id) => as(installationId).getAccountById(id),
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
