// The commands that people can give in a comment, one line each.
import { answer } from './answer.ts'
import type { CommandArity } from './arguments.ts'
import { claim } from './claim.ts'
import type { Command } from './command.ts'
import { escalate } from './escalate.ts'
import { help } from './help.ts'
import { helpful } from './helpful.ts'
import { metrics } from './metrics.ts'
import { need } from './need.ts'
import { goPrivate } from './private.ts'
import { rate } from './rate.ts'
import { retract } from './retract.ts'
import { severity } from './severity.ts'
import { spent } from './spent.ts'
import { tier } from './tier.ts'
import { unhelpful } from './unhelpful.ts'
import { waiting } from './waiting.ts'
import { why } from './why.ts'

export const COMMANDS: readonly Command[] = [
  answer,
  retract,
  tier,
  severity,
  waiting,
  spent,
  need,
  escalate,
  goPrivate,
  helpful,
  unhelpful,
  rate,
  claim,
  why,
  metrics,
  help,
]

export const commandArity: CommandArity = new Map(
  COMMANDS.map(({ name, arguments: takes }) => [name, takes] as const),
)

/** Throws where there is none: only what the register knows is read as a command. */
export function commandNamed(name: string): Command {
  const command = COMMANDS.find((one) => one.name === name)
  if (!command) throw new Error(`There is no command ${name}`)
  return command
}
