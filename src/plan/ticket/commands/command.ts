// What a command of a ticket is: how it is written, who may give it, and what it means.
import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { Want } from '../../../domain/want.ts'
import { say } from '../wants.ts'
import type { Arguments } from './arguments.ts'

export interface Command {
  name: string
  /** What may follow. */
  arguments: Arguments
  who: 'maintainers' | 'requester too' | 'requester alone'
  /** How it is written, without prefix: `answer [SLUG]`. */
  usage: string
  /** One line for the list of commands; null where it is not built yet, and not listed. */
  help: string | null
  /** What comes of a call by one who may, written as it must be. `all`: the register. */
  want(facts: Facts, call: CommandCall, all: readonly Command[]): Outcome
}

/**
 * `mistake` is told in one short reply. `readBy`: it counts for longer than a moment, and this reader of the same file
 * tells it to whatever goes by it.
 */
export type Outcome =
  | { wants: readonly Want[] }
  | { mistake: string }
  | { readBy: (...args: never[]) => unknown }

/** Why something is wanted that a command asks for. */
export const COMMANDED = 'a command was given'

/** A part of the comment that replies to a command. */
export function reply(facts: Facts, key: string, text: string): Want {
  return say(facts, { kind: 'reply', key }, text, { rank: 5, why: COMMANDED })
}
