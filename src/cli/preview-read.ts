// Opens what a preview needs, reads the repository with a token that is only read with, and hands on what was read.
import { join } from 'node:path'
import type { Problem } from '../domain/problem.ts'
import { loadDotEnv, readPreviewEnvironment } from '../environment/environment.ts'
import type { FactsDeps } from '../facts/deps.ts'
import type { PreviewGiven } from '../facts/preview-given.ts'
import { createServedRepositories, type ServedRepository } from '../facts/served-repository.ts'
import { graphqlAddress } from '../github/graphql-address.ts'
import { connectWithToken } from '../github/token-client.ts'
import type { ReadableGitHub, RepositoryInfo } from '../github/types.ts'
import { RULES_VERSION } from '../plan/ticket/rules/all-rules.ts'
import type { LocalFiles } from '../reading/preview/files.ts'
import { type PreviewReading, readForPreview } from '../reading/preview/read-for-preview.ts'
import { credentialsOf } from '../store/profile.ts'
import { type Io, UsageError } from './command.ts'
import { problemLine } from './kb-options.ts'
import { withMeaning } from './meaning.ts'
import type { PreviewAsked } from './preview-options.ts'
import { openPreviewStore, type PreviewStore } from './preview-store.ts'
import { previewTrouble, SettingsUnusable } from './preview-trouble.ts'
import { lateProgress } from './progress.ts'

type Environment = ReturnType<typeof readPreviewEnvironment>

export interface Previewed {
  deps: Omit<FactsDeps, 'github' | 'upSinceAt' | 'channels'>
  served: ServedRepository
  given: PreviewGiven
  /** Where something may be kept until another time; null: nowhere. */
  folder: string | null
}

/**
 * Reads, runs, and closes.
 * @throws UserError in the words of whoever asked; UsageError where there is no token; SettingsUnusable
 */
export async function withPreviewed<T>(
  io: Io,
  asked: PreviewAsked,
  local: LocalFiles,
  run: (read: Previewed) => Promise<T>,
): Promise<T> {
  const environment = readPreviewEnvironment(loadDotEnv(io.cwd, io.env), { cwd: io.cwd })
  const github = openGitHub(io, environment)
  try {
    const info = await findRepository(io, github.reads, asked)
    const host = new URL(environment.githubApiUrl).host
    const kept = await openPreviewStore(io, { host, id: info.id })
    try {
      const reading = await readAll(io, { environment, github, info, kept }, asked, local)
      return await withServed(io, { environment, kept, kb: asked.kb }, reading, run)
    } finally {
      await kept.store.close()
    }
  } catch (error) {
    throw previewTrouble(error, { ...environment, repository: `${asked.owner}/${asked.name}` })
  }
}

interface CountedGitHub {
  reads: ReadableGitHub
  /** For what asks by itself; counted as a call. */
  takeToken(): Promise<string>
  calls(): number
}

function openGitHub(io: Io, { githubToken, githubApiUrl, webUrl }: Environment): CountedGitHub {
  if (githubToken === null) throw new UsageError(withoutToken(webUrl))
  if (!/^[\x21-\x7e]+$/.test(githubToken))
    throw new UsageError('GITHUB_TOKEN has signs in it that no token has. Copy it anew.')
  let calls = 0
  const count = () => {
    calls++
  }
  const onWait = (untilAt: number) => io.err(`${limitReached(untilAt, Date.now())}\n`)
  return {
    reads: connectWithToken({ token: githubToken, apiUrl: githubApiUrl, onCall: count, onWait }),
    takeToken: async () => {
      count()
      return githubToken
    },
    calls: () => calls,
  }
}

function withoutToken(webUrl: string): string {
  return (
    `GITHUB_TOKEN is not set. Make one at ${webUrl}/settings/tokens: for a public repository it needs no scope at ` +
    'all, for a private one `repo` (classic) or read access to contents, issues, discussions and metadata ' +
    '(fine-grained). Nothing is written with it.'
  )
}

function limitReached(untilAt: number, now: number): string {
  const inMs = Math.max(1_000, untilAt - now)
  const time = inMs < MINUTE_MS ? `${Math.ceil(inMs / 1_000)} s` : `${Math.ceil(inMs / MINUTE_MS)} min`
  return `GitHub's limit is used up: it goes on in ${time}, at ${new Date(untilAt).toISOString()}.`
}

const MINUTE_MS = 60_000

async function findRepository(
  io: Io,
  github: ReadableGitHub,
  { owner, name }: PreviewAsked,
): Promise<RepositoryInfo> {
  const info = await github.forInstallation(0).getRepository({ owner, name })
  const now = `${info.owner}/${info.name}`
  if (now.toLowerCase() !== `${owner}/${name}`.toLowerCase()) {
    io.err(`${owner}/${name} is called ${now} now: that is looked at.\n`)
  }
  return info
}

interface Opened {
  environment: Environment
  github: CountedGitHub
  info: RepositoryInfo
  kept: PreviewStore
}

interface Reading extends PreviewReading {
  given: PreviewGiven
}

async function readAll(
  io: Io,
  { environment, github, info, kept }: Opened,
  asked: PreviewAsked,
  local: LocalFiles,
): Promise<Reading> {
  const bar = lateProgress(io, 'Reading issues and discussions')
  const deps = { store: kept.store, github: github.reads, credentials: credentialsOf(environment) }
  const paying = {
    variables: environment.sources,
    graphqlUrl: graphqlAddress(environment.githubApiUrl),
    installationToken: github.takeToken,
    signal: new AbortController().signal,
  }
  const { before, keep } = kept
  const { last, maintainers: named } = asked
  const wanted = { last, named, local, paying, before, keep, calls: github.calls, onProgress: bar.at }
  const reading = await readForPreview(deps, info, wanted)
  bar.end()
  for (const problem of reading.problems) io.err(problemLine(problem))
  const { given, settings } = reading
  if (given === null) throw new SettingsUnusable([...settings.problems])
  return { ...reading, given }
}

/** Who writes for the App is not known, and has written nothing: a name that nobody can have. */
const NOBODY = '(no app)'

async function withServed<T>(
  io: Io,
  {
    environment,
    kept: { store, folder },
    kb,
  }: Pick<Opened, 'environment' | 'kept'> & Pick<PreviewAsked, 'kb'>,
  { repository, given }: Reading,
  run: (read: Previewed) => Promise<T>,
): Promise<T> {
  const contexts = createServedRepositories(store, async () => NOBODY, {
    rulesVersion: RULES_VERSION,
    webUrl: environment.webUrl,
  })
  const served = await contexts.get(repository)
  if (!served) throw new Error('What was just read is not there')
  for (const problem of served.articleProblems) io.err(problemLine(whereItIs(problem, served, kb)))
  const deps = { store, contexts, credentials: credentialsOf(environment) }
  return withMeaning(io, (meaning) => run({ deps: { ...deps, ...meaning }, served, given, folder }))
}

/** Articles of this machine are named as the command line has their folder. */
function whereItIs(problem: Problem, { settings }: ServedRepository, kb: string | null): Problem {
  const folder = `${settings.knowledgeBase.path.split(':').at(-1)}/`
  if (kb === null || !problem.file.startsWith(folder)) return problem
  return { ...problem, file: join(kb, problem.file.slice(folder.length)) }
}
