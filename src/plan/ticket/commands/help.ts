// `/help`: the commands that the asker may give, off the register, in their language.
import type { Role } from '../../../domain/ticket.ts'
import { helpBegins, helpLine } from '../../../words/ticket/help-words.ts'
import { helpMessage } from '../../../words/ticket/messages.ts'
import { NOTHING } from './arguments.ts'
import { type Command, languageFor, reply } from './command.ts'

export const help: Command = {
  name: 'help',
  arguments: NOTHING,
  who: 'requester too',
  usage: 'help',
  help: 'list the commands',
  want(facts, call, all) {
    const { commentId, role } = call
    const reader = languageFor(facts, call)
    const { prefix } = facts.settings.commands
    const offered = all.filter(({ who, isOffered }) => isFor(who, role) && (isOffered?.(facts) ?? true))
    const list = offered
      .flatMap(({ name, usage, help, who, maintainersToo }) => {
        const line = helpLine(name, reader) ?? help
        if (role !== 'maintainer') return [{ usage, help: line }]
        const shared = { usage, help: who === 'requester too' ? `${line} (${who})` : line }
        return maintainersToo ? [shared, maintainersToo] : [shared]
      })
      .map((one) => ({ ...one, usage: `${prefix}${one.usage}` }))
    return { wants: [reply(facts, `${commentId}:help`, helpMessage(helpBegins(reader), list))] }
  },
}

function isFor(who: Command['who'], role: Role): boolean {
  return who === 'requester too' || (who === 'maintainers') === (role === 'maintainer')
}
