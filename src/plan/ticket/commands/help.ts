// `/help`: the list of the commands, off the register.
import { helpMessage } from '../../../words/messages.ts'
import { NOTHING } from './arguments.ts'
import { type Command, reply } from './command.ts'

export const help: Command = {
  name: 'help',
  arguments: NOTHING,
  who: 'requester too',
  usage: 'help',
  help: 'list the commands',
  want(facts, { commentId }, all) {
    const { prefix } = facts.settings.commands
    const list = all.flatMap(({ usage, help, who }) => {
      if (help === null) return []
      return [{ usage: `${prefix}${usage}`, help: who === 'maintainers' ? help : `${help} (${who})` }]
    })
    return { wants: [reply(facts, `${commentId}:help`, helpMessage(list))] }
  },
}
