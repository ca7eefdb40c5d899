// Words that are commands and not built yet: a comment of them alone answers nobody, and a maintainer is told so.
import { unbuiltCommandMessage } from '../../../words/messages.ts'
import { type Arguments, NOTHING } from './arguments.ts'
import type { Command } from './command.ts'

export const UNBUILT: readonly Command[] = [unbuilt('private', NOTHING)]

function unbuilt(name: string, takes: Arguments): Command {
  return {
    name,
    arguments: takes,
    who: 'maintainers',
    usage: name,
    help: null,
    want: ({ settings }) => ({ mistake: unbuiltCommandMessage(`${settings.commands.prefix}${name}`) }),
  }
}
