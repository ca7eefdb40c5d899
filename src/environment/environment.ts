// The only reader of process.env: every variable checked at once, each mistake with what to do about it.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { Problem } from '../domain/problem.ts'
import { UserError } from '../domain/problem.ts'
import { type AppCredentials, readCredentials } from './credentials.ts'
import { type NotifyChannel, readNotifyChannels } from './notify-channels.ts'
import { withSecretFiles } from './secret-files.ts'
import { readSentenceFolder } from './sentence-model.ts'
import { readSupportApiKeys, type SupportApiKey } from './support-keys.ts'
import { list, type SourceVariables, sourceVariables, type Variables, variablesSchema } from './variables.ts'

export interface Environment {
  /** `NODE_ENV=production`. */
  production: boolean
  /** Null: none were given, so `start` opens the set-up page. */
  credentials: AppCredentials | null
  /** Owners, beside the sponsored account, whose repositories provider credentials serve. Lower case. */
  allowedAccounts: string[]
  /** Null: SQLite in `dataDir`. */
  databaseUrl: string | null
  dataDir: string
  host: string
  /** Where this server is reached from outside, without a trailing slash; null: from this machine only. */
  publicUrl: string | null
  /** Opens names of repositories on `/readyz` and `/metrics`. */
  metricsToken: string | null
  /** 0 takes any free port. */
  port: number
  role: 'all' | 'web' | 'worker'
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  logFormat: 'pretty' | 'json'
  /** REST root without a trailing slash. */
  githubApiUrl: string
  /** Where people read GitHub, without a trailing slash. */
  webUrl: string
  /** For `preview` only. */
  githubToken: string | null
  /** What the sources of who pays are told, by the names of their variables. */
  sources: SourceVariables
  /** `owner/name`, lower case, by key. Empty: only direct loopback connections are served. */
  supportApiKeys: SupportApiKey[]
  /** Web pages of these origins may call `POST /support`. */
  supportOrigins: string[]
  /** Of the sentence model; null: off. */
  sentenceFolder: string | null
  /** Outgoing webhooks. */
  notifyChannels: NotifyChannel[]
  /** What is sent there is signed with it; null: unsigned. */
  notifySecret: string | null
}

export type RawEnvironment = Record<string, string | undefined>

interface ReadOptions {
  /** False for commands beside a server, which can do without credentials. Default true. */
  serving?: boolean
  /** Where relative paths of the environment begin. Default: the working directory. */
  cwd?: string
}

/**
 * The environment, checked. Empty variables count as not set. Throws a `UserError` that names every wrong variable,
 * never a secret.
 */
export function readEnvironment(env: RawEnvironment, options: ReadOptions = {}): Environment {
  const serving = options.serving ?? true
  const cwd = options.cwd ?? '.'
  const problems: Problem[] = []
  const say = (variable: string, message: string) =>
    problems.push({ file: variable, level: 'failure', message })
  const given = withSecretFiles(trimmed(env), cwd, say)
  const parsed = variablesSchema.safeParse(given)
  for (const issue of parsed.error?.issues ?? []) say(String(issue.path[0]), issue.message)
  const production = given.NODE_ENV === 'production'
  const credentials = readCredentials(given, { production, serving, cwd }, say)
  const sentenceFolder = readSentenceFolder(given.SENTENCE_MODEL, cwd, say)
  const supportApiKeys = readSupportApiKeys(given.SUPPORT_API_KEYS ?? '', say)
  const notifyChannels = readNotifyChannels(given.NOTIFY_CHANNELS ?? '', say)
  if ((given.ROLE === 'web' || given.ROLE === 'worker') && !given.DATABASE_URL) {
    say(
      'ROLE',
      `is \`${given.ROLE}\`, but SQLite serves one process only: set DATABASE_URL, or ROLE to \`all\``,
    )
  }
  if (!parsed.success || problems.length > 0) throw mistakes(problems)
  return complete(parsed.data, { production, credentials, supportApiKeys, sentenceFolder, notifyChannels })
}

/** Which database there is: all that a command needs to read it. Other mistakes of the environment are none of its. */
export function readDatabaseEnvironment(
  env: RawEnvironment,
  options: { cwd: string },
): Pick<Environment, 'databaseUrl' | 'dataDir'> {
  const { DATABASE_URL, DATABASE_URL_FILE, DATA_DIR } = env
  const { databaseUrl, dataDir } = readEnvironment(
    { DATABASE_URL, DATABASE_URL_FILE, DATA_DIR },
    { serving: false, cwd: options.cwd },
  )
  return { databaseUrl, dataDir: dataDir === ':memory:' ? dataDir : resolve(options.cwd, dataDir) }
}

/** Which sentence model there is; other mistakes of the environment are none of a command's that asks. */
export function readSentenceEnvironment(
  { SENTENCE_MODEL }: RawEnvironment,
  { cwd }: { cwd: string },
): Pick<Environment, 'sentenceFolder'> {
  return readEnvironment({ SENTENCE_MODEL }, { serving: false, cwd })
}

/** What a preview is told; other mistakes of the environment are none of its. */
export function readPreviewEnvironment(
  env: RawEnvironment,
  options: { cwd: string },
): Pick<Environment, 'githubToken' | 'githubApiUrl' | 'webUrl' | 'sources' | 'allowedAccounts'> {
  const own = PREVIEW_VARIABLES.flatMap((name) => [name, `${name}_FILE`]).map((name) => [name, env[name]])
  return readEnvironment(Object.fromEntries(own), { serving: false, cwd: options.cwd })
}

const PREVIEW_VARIABLES = [
  'GITHUB_TOKEN',
  'GITHUB_API_URL',
  'GHE_HOST',
  'GHE_PROTOCOL',
  'SPONSORS_TOKEN',
  'SPONSORS_URL',
  'ALLOWED_ACCOUNTS',
]

function trimmed(env: RawEnvironment): RawEnvironment {
  const given: RawEnvironment = {}
  for (const [name, value] of Object.entries(env)) if (value?.trim()) given[name] = value.trim()
  return given
}

type Checked = Pick<
  Environment,
  'production' | 'credentials' | 'supportApiKeys' | 'sentenceFolder' | 'notifyChannels'
>

function complete(variables: Variables, checked: Checked): Environment {
  return {
    ...checked,
    allowedAccounts: list(variables.ALLOWED_ACCOUNTS).map((login) => login.toLowerCase()),
    databaseUrl: variables.DATABASE_URL ?? null,
    dataDir: variables.DATA_DIR ?? './data',
    host: variables.HOST ?? (checked.production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: variables.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    metricsToken: variables.METRICS_TOKEN ?? null,
    port: Number(variables.PORT ?? 3000),
    role: variables.ROLE ?? 'all',
    logLevel: variables.LOG_LEVEL ?? 'info',
    logFormat: variables.LOG_FORMAT ?? (checked.production ? 'json' : 'pretty'),
    githubApiUrl: githubApiUrl(variables),
    webUrl: webUrl(githubApiUrl(variables)),
    githubToken: variables.GITHUB_TOKEN ?? null,
    sources: sourceVariables(variables),
    supportOrigins: list(variables.SUPPORT_ORIGINS),
    notifySecret: variables.NOTIFY_SECRET ?? null,
  }
}

function githubApiUrl(variables: Variables): string {
  if (variables.GITHUB_API_URL) return variables.GITHUB_API_URL.replace(/\/+$/, '')
  if (variables.GHE_HOST) return `${variables.GHE_PROTOCOL ?? 'https'}://${variables.GHE_HOST}/api/v3`
  return 'https://api.github.com'
}

/** GitHub Enterprise Server serves its pages from the root of the same host. */
function webUrl(apiUrl: string): string {
  return apiUrl.endsWith('/api/v3') ? apiUrl.slice(0, -'/api/v3'.length) : 'https://github.com'
}

function mistakes(problems: Problem[]): UserError {
  const lines = problems.map((problem) => `  ${problem.file} ${problem.message}`)
  return new UserError(`The environment has mistakes:\n${lines.join('\n')}`, { problems })
}

/** The environment of this process and, beneath it, the file `.env` in `cwd`. Changes neither. */
export function loadDotEnv(cwd: string, env: RawEnvironment = process.env): RawEnvironment {
  let text: string
  try {
    text = readFileSync(join(cwd, '.env'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...env }
    throw new UserError(`${join(cwd, '.env')} cannot be read: make it readable, or remove it.`, {
      cause: error,
    })
  }
  return { ...parseEnv(text), ...env }
}
