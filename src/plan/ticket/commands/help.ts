// `/help`: the commands that the asker may give, off the register, in their language.
import type { Facts } from '../../../domain/facts.ts'
import type { Role } from '../../../domain/ticket.ts'
import { helpBegins, helpLine } from '../../../words/ticket/help-words.ts'
import { helpMessage } from '../../../words/ticket/messages.ts'
import { NOTHING } from './arguments.ts'
import { type Command, reply } from './command.ts'

export const help: Command = {
  name: 'help',
  arguments: NOTHING,
  who: 'requester too',
  usage: 'help',
  help: 'list the commands',
  want(facts, { commentId, role }, all) {
    const reader = readerOf(facts, role)
    const { prefix } = facts.settings.commands
    const list = all.flatMap(({ name, usage, help, who }) => {
      if (!isFor(who, role)) return []
      const line = helpLine(name, reader) ?? help
      const isShared = role === 'maintainer' && who === 'requester too'
      return [{ usage: `${prefix}${usage}`, help: isShared ? `${line} (${who})` : line }]
    })
    return { wants: [reply(facts, `${commentId}:help`, helpMessage(helpBegins(reader), list))] }
  },
}

function isFor(who: Command['who'], role: Role): boolean {
  return who === 'requester too' || (who === 'maintainers') === (role === 'maintainer')
}

/** The language that the requester writes in; nobody knows which one a maintainer would rather read. */
function readerOf({ knowledge }: Facts, role: Role): string {
  return role === 'maintainer' ? 'en' : knowledge.reader()
}
