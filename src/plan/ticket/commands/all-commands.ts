// The commands that people can write in a comment: one entry each, with who may use it and how it is written.
import type { Arguments, CommandArity } from './parse.ts'

export interface CommandDescription {
  name: string
  /** What may follow. */
  arguments: Arguments
  /** May the requester use it too? */
  requester: boolean
  usage: string
  help: string
}

const NOTHING: Arguments = { least: 0, most: 0, like: null }
const ONE_SLUG: Arguments = { least: 0, most: 1, like: /^[\p{L}\p{N}][\p{L}\p{N}._/#-]*$/u }
const ONE_TIER: Arguments = { least: 1, most: 1, like: /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u }
/** `14d`, and what people write who do not know: `1 year`, `two weeks`. */
const ONE_TIME: Arguments = {
  least: 0,
  most: 1,
  like: /^(?:\d{1,9}(?:[.,]\d{1,9})?\p{L}{0,9}|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week|month|year)s?)[.!]?$/iu,
}

export const COMMANDS: readonly CommandDescription[] = [
  {
    name: 'answer',
    arguments: ONE_SLUG,
    requester: false,
    usage: 'answer [SLUG]',
    help: 'post the article, or the first candidate',
  },
  {
    name: 'retract',
    arguments: NOTHING,
    requester: false,
    usage: 'retract',
    help: 'take the automatic answer back',
  },
  {
    name: 'tier',
    arguments: ONE_TIER,
    requester: false,
    usage: 'tier NAME|none|auto',
    help: 'set the tier of this ticket by hand, or let the entitlements decide',
  },
  {
    name: 'waiting',
    arguments: ONE_TIME,
    requester: false,
    usage: 'waiting [14d]',
    help: 'wait for the requester, clocks paused; with a time, remind when it has passed',
  },
  {
    name: 'helpful',
    arguments: NOTHING,
    requester: true,
    usage: 'helpful',
    help: 'the automatic answer solved it',
  },
  {
    name: 'unhelpful',
    arguments: NOTHING,
    requester: true,
    usage: 'unhelpful',
    help: 'the automatic answer did not help; a maintainer is asked',
  },
  {
    name: 'why',
    arguments: NOTHING,
    requester: false,
    usage: 'why',
    help: 'say why this ticket is as it is',
  },
  {
    name: 'metrics',
    arguments: NOTHING,
    requester: false,
    usage: 'metrics',
    help: 'write the response times on the desk issue now',
  },
  { name: 'help', arguments: NOTHING, requester: true, usage: 'help', help: 'list the commands' },
]

/**
 * Words that are commands and not yet built. A comment that holds only them answers nobody and asks nothing, as with any
 * other command; a maintainer is told.
 */
const UNBUILT: ReadonlyArray<readonly [name: string, takes: Arguments]> = [
  ['severity', { least: 0, most: 1, like: /^\d+$/ }],
  ['spent', ONE_TIME],
  ['need', { least: 0, most: 1, like: /^[\p{L}-]+$/u }],
  ['escalate', NOTHING],
  ['private', NOTHING],
  ['rate', { least: 0, most: 1, like: /^\d+$/ }],
  ['claim', { least: 0, most: 1, like: /^(?:@\S+|open_collective)$/ }],
]

export function isUnbuilt(name: string): boolean {
  return UNBUILT.some(([unbuilt]) => unbuilt === name)
}

export const commandArity: CommandArity = new Map([
  ...COMMANDS.map((command) => [command.name, command.arguments] as const),
  ...UNBUILT,
])
