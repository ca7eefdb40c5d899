// The commands that people can write in a comment: one entry each, with who may use it and how it is written.
import type { CommandArity } from './parse.ts'

export interface CommandDescription {
  name: string
  /** How many words may follow. */
  arity: readonly [least: number, most: number]
  /** May the requester use it too? */
  requester: boolean
  usage: string
  help: string
}

export const COMMANDS: readonly CommandDescription[] = [
  {
    name: 'answer',
    arity: [0, 1],
    requester: false,
    usage: 'answer [SLUG]',
    help: 'post the article, or the first candidate',
  },
  {
    name: 'retract',
    arity: [0, 0],
    requester: false,
    usage: 'retract',
    help: 'take the automatic answer back',
  },
  {
    name: 'tier',
    arity: [1, 1],
    requester: false,
    usage: 'tier NAME|none|auto',
    help: 'set the tier of this ticket by hand, or let the entitlements decide',
  },
  {
    name: 'waiting',
    arity: [0, 1],
    requester: false,
    usage: 'waiting [14d]',
    help: 'wait for the requester, clocks paused; with a time, remind when it has passed',
  },
  {
    name: 'helpful',
    arity: [0, 0],
    requester: true,
    usage: 'helpful',
    help: 'the automatic answer solved it',
  },
  {
    name: 'unhelpful',
    arity: [0, 0],
    requester: true,
    usage: 'unhelpful',
    help: 'the automatic answer did not help; a maintainer is asked',
  },
  { name: 'why', arity: [0, 0], requester: false, usage: 'why', help: 'say why this ticket is as it is' },
  {
    name: 'metrics',
    arity: [0, 0],
    requester: false,
    usage: 'metrics',
    help: 'write the response times on the desk issue now',
  },
  { name: 'help', arity: [0, 0], requester: true, usage: 'help', help: 'list the commands' },
]

export const commandArity: CommandArity = new Map(COMMANDS.map((command) => [command.name, command.arity]))
