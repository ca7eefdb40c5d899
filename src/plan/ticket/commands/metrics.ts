// `/metrics`: the desk, with the response times, is written at once.
import { refreshDesk } from '../wants.ts'
import { NOTHING } from './arguments.ts'
import { COMMANDED, type Command } from './command.ts'

export const metrics: Command = {
  name: 'metrics',
  arguments: NOTHING,
  who: 'maintainers',
  usage: 'metrics',
  help: 'write the response times on the desk issue now',
  want: (facts, { key }) => ({ wants: [refreshDesk(facts, `desk:${key}`, { why: COMMANDED })] }),
}
