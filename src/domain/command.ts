// A command that somebody wrote in a comment.

import type { Actor, Role } from './ticket.ts'

/** A command as written; whether its words make sense is for the command itself to say. */
export interface ParsedCommand {
  name: string
  /** Words after the name, as written. */
  words: string[]
  /** `arguments`: not as many words as it takes. `too_many`: one command too many in this comment. */
  problem: 'arguments' | 'too_many' | null
}

export interface CommandCall extends ParsedCommand {
  commentId: number
  nodeId: string | null
  actor: Actor
  role: Role
  at: number
  /** By one who may, and written as it must be: it is carried out. */
  allowed: boolean
  /** By one who may, but mistyped: it is told so. */
  mistaken: boolean
  /** Written in the ticket's private issue: what answers it goes there. */
  lane?: true
  /** One call of one comment: its comment, the edit it came with, and its place. Effects are keyed by it. */
  key: string
}
