// What a command of a ticket is: how it is written, who may give it, and what it means.
import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { MarkerKind } from '../../../domain/marker.ts'
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
  /** One line for the list of commands. */
  help: string
  /** What maintainers may do with it beyond, in lines of their own. */
  maintainersToo?: { usage: string; help: string }
  /** Whether it can do anything here; left out: everywhere. */
  isOffered?(facts: Facts): boolean
  /** What comes of a call by one who may, written as it must be. `all`: the register. */
  want(facts: Facts, call: CommandCall, all: readonly Command[]): Outcome
}

/**
 * `mistake` is told in one short reply. `readBy`: it counts for longer than a moment, and this reader of the same file
 * tells it to whatever goes by it. `waits`: it has to be looked up, and this is decided again.
 */
export type Outcome =
  | { wants: readonly Want[] }
  | { mistake: string }
  | { readBy: (...args: never[]) => unknown }
  | { waits: true }

/** Why something is wanted that a command asks for. */
export const COMMANDED = 'a command was given'

/** The language that the requester writes in; nobody knows which one a maintainer would rather read. */
export function languageFor({ knowledge }: Facts, { role }: CommandCall): string {
  return role === 'maintainer' ? 'en' : knowledge.reader()
}

/** A part of the comment that replies to a command. */
export function reply(facts: Facts, key: string, text: string): Want {
  return say(facts, { kind: 'reply', key }, text, { rank: 5, why: COMMANDED })
}

/** In private is answered what was asked there; what a command does to the ticket is done to the ticket. */
export function inItsPlace({ ticket }: Facts, want: Want): Want {
  const { what } = want
  const answers = what.do === 'react' || (what.do === 'say' && ANSWERS.has(what.marker.kind))
  return answers ? { ...want, place: { in: 'lane', ticketId: ticket.id } } : want
}

const ANSWERS: ReadonlySet<MarkerKind> = new Set(['reply', 'answer'])
