// `/unhelpful`: the automatic answer did not help, and a human is needed; a maintainer's takes links back.
import type { CommandCall } from '../../../domain/command.ts'
import { NOTHING } from './arguments.ts'
import type { Command } from './command.ts'

export const unhelpful: Command = {
  name: 'unhelpful',
  arguments: NOTHING,
  who: 'requester too',
  usage: 'unhelpful',
  help: 'the automatic answer did not help; a maintainer is asked',
  want: () => ({ readBy: saysUnhelpful }),
}

/** For the verdict on the answer. */
export function saysUnhelpful({ name, allowed }: CommandCall): boolean {
  return name === unhelpful.name && allowed
}
