// Why GitHub does not let a repository be previewed, and what to do about it.
import { type Problem, UserError } from '../domain/problem.ts'
import { GitHubError } from '../github/errors.ts'

/** The settings that the command line names have mistakes. */
export class SettingsUnusable extends UserError {
  constructor(problems: Problem[]) {
    super('The settings cannot be used.', { problems })
  }
}

interface Asked {
  /** `owner/name`. */
  repository: string
  webUrl: string
  githubApiUrl: string
}

/** An error of GitHub's as it is told; every other error as it is. */
export function previewTrouble(error: unknown, asked: Asked): unknown {
  if (!(error instanceof GitHubError)) return error
  return new UserError(wordsFor(error, asked), { cause: error })
}

const GOES_ON = 'What was read until now is kept: the same command goes on from there.'

function wordsFor(error: GitHubError, { repository, webUrl, githubApiUrl }: Asked): string {
  const place = `${webUrl}/${repository}`
  switch (error.kind) {
    case 'unauthorized':
      return `GitHub (${githubApiUrl}) does not know this GITHUB_TOKEN: it is mistyped, was revoked or has expired. Make a new one at ${webUrl}/settings/tokens. ${GOES_ON}`
    case 'not_found':
      return `There is no repository ${place}, or this GITHUB_TOKEN may not see it. Check the name; for a private one the token needs ${RIGHTS}.`
    case 'forbidden':
    case 'suspended':
      return forbidden(error, place)
    case 'gone':
      return `GitHub no longer shows ${place}: it was deleted, moved or blocked (${error.message}).`
    case 'invalid':
      return `GitHub did not understand what was asked of ${place} (${error.message}). Is this version of GitHub too old?`
    case 'unavailable':
      return `GitHub (${githubApiUrl}) did not answer (${error.message}). ${GOES_ON}`
    default:
      return error.kind satisfies never
  }
}

const RIGHTS =
  'the scope `repo` (classic), or read access to its contents, issues, discussions and metadata (fine-grained)'

function forbidden(error: GitHubError, place: string): string {
  const signOn = singleSignOn(error.cause)
  if (signOn !== null) {
    return `The owner of ${place} wants this GITHUB_TOKEN to be authorised for single sign-on${signOn === '' ? ': "Configure SSO" beside the token' : ` at ${signOn}`}.`
  }
  return `This GITHUB_TOKEN may not read all of ${place} (${error.message}). It needs ${RIGHTS}.`
}

/** Where to authorise, '' where GitHub does not say; null: it is about something else. */
function singleSignOn(cause: unknown): string | null {
  const { response, message } = (cause ?? {}) as {
    response?: { headers?: Record<string, unknown> }
    message?: string
  }
  const header = String(response?.headers?.['x-github-sso'] ?? '')
  if (header === '' && !/SAML/i.test(message ?? '')) return null
  return /url=(https?:\/\/[^\s;]+)/.exec(header)?.[1] ?? ''
}
