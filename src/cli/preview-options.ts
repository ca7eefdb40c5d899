// What `firstline preview` is asked: its options, as the help explains them and as they are read.
import { PREVIEW_FORMATS, type PreviewFormat } from '../words/preview/formats.ts'
import { readArguments, readFormatOption, readPositionals } from './arguments.ts'
import { UsageError } from './command.ts'

const DEFAULT_LAST = 200
/** More than that GitHub's budget of an hour would not give. */
const MOST_LAST = 100_000

/** What is not asked for by name is what a terminal shows. */
const FORMATS: readonly PreviewFormat[] = PREVIEW_FORMATS.filter((format) => format !== 'terminal')

export const PREVIEW_OPTIONS = {
  last: {
    type: 'string',
    value: 'N',
    about: `so many of the newest issues and discussions together; ${DEFAULT_LAST} if left out`,
  },
  settings: {
    type: 'string',
    value: 'FILE',
    about: 'a settings file of your own, in place of what the repository or its owner has',
  },
  kb: { type: 'string', value: 'DIR', about: "a folder of articles, in place of the repository's" },
  maintainers: {
    type: 'string',
    value: 'LOGIN,…',
    about: 'who answers there, in place of what settings and GitHub say; needed where the token may not ask',
  },
  format: {
    type: 'string',
    value: FORMATS.join('|'),
    about:
      'Markdown, JSON for scripts, or one file for a browser; if left out, text for a terminal. Text and JSON name who would have got which label: they are for you alone',
  },
  json: { type: 'boolean', about: 'the same as --format json' },
} as const

export interface PreviewAsked {
  owner: string
  name: string
  last: number
  /** Files of this machine; null: those of the repository. */
  settings: string | null
  kb: string | null
  maintainers: readonly string[] | null
  format: PreviewFormat
}

/** @throws UsageError that names the option */
export function readPreviewArguments(args: string[]): PreviewAsked {
  const { values, positionals } = readArguments(args, PREVIEW_OPTIONS)
  const [repository = ''] = readPositionals(positionals, ['OWNER/REPO'])
  const { settings = null, kb = null } = values
  return {
    ...ownerAndName(repository),
    last: lastOf(values.last),
    settings,
    kb,
    maintainers: loginsOf(values.maintainers),
    format: formatOf(readFormatOption(values)),
  }
}

/** `.` and `..` would lead to another address. */
const NAME = /^(?!\.{1,2}$)[\w.-]+$/

function ownerAndName(repository: string): { owner: string; name: string } {
  const [owner = '', name = '', more] = repository.split('/')
  const isName = NAME.test(owner) && NAME.test(name) && more === undefined
  if (!isName) throw new UsageError(`"${repository}" is not OWNER/REPO.`)
  return { owner, name }
}

function lastOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LAST
  const last = /^\d+$/.test(text) ? Number(text) : 0
  if (last >= 1 && last <= MOST_LAST) return last
  throw new UsageError(`--last is a number of tickets from 1 to ${MOST_LAST}, not "${text}".`)
}

function loginsOf(text: string | undefined): string[] | null {
  if (text === undefined) return null
  const logins = text.split(',').map((login) => login.trim().replace(/^@/, ''))
  const wrong = logins.find((login) => !/^[\w-]+(\[bot\]|\/[\w.-]+)?$/.test(login))
  if (wrong === undefined) return [...new Set(logins)]
  throw new UsageError(
    `--maintainers takes logins with commas between them, such as octocat,hubot, not "${text}".`,
  )
}

function formatOf(word: string | undefined): PreviewFormat {
  if (word === undefined) return 'terminal'
  const found = FORMATS.find((format) => format === word)
  if (found === undefined) throw new UsageError(`--format is one of ${FORMATS.join(', ')}, not "${word}".`)
  return found
}
