// `/helpful`: the automatic answer solved it.
import type { CommandCall } from '../../../domain/command.ts'
import { NOTHING } from './arguments.ts'
import type { Command } from './command.ts'

export const helpful: Command = {
  name: 'helpful',
  arguments: NOTHING,
  who: 'requester too',
  usage: 'helpful',
  help: 'the automatic answer solved it',
  want: () => ({ readBy: saysHelpful }),
}

/** For the verdict on the answer. */
export function saysHelpful({ name, allowed }: CommandCall): boolean {
  return name === helpful.name && allowed
}
