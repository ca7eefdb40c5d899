// Obeys the commands of each comment once: done gets a thumb up, a mistake a thumb down and one short reply.

import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { Want } from '../../../domain/want.ts'
import { tooManyCommandsMessage } from '../../../words/ticket/messages.ts'
import { mistypedMessage } from '../../../words/ticket/mistake-words.ts'
import { COMMANDS, commandNamed } from '../commands/all-commands.ts'
import { provedClaims } from '../commands/claim.ts'
import { COMMANDED, inItsPlace, languageFor, type Outcome, reply } from '../commands/command.ts'
import { commandText, MOST_COMMANDS } from '../commands/parse.ts'
import { type Contribution, together } from '../plan.ts'
import { once } from '../wants.ts'
import { isUnderWatch } from './shared.ts'

export function commands(facts: Facts): Contribution {
  const wants = byComment(facts).flatMap(([name, calls]) => ofComment(facts, name, calls))
  return together([{ wants }, provedClaims(facts)])
}

function ofComment(facts: Facts, name: string, calls: readonly CommandCall[]): Want[] {
  const reaction = `react:${name}`
  if (facts.written.has(reaction)) return []
  const outcomes = calls.map((call) => outcomeOf(facts, call))
  const mistakes = outcomes.flatMap((outcome) => ('mistake' in outcome ? outcome.mistake : []))
  const told = mistakes.filter((mistake) => mistake !== '')
  const { commentId = 0, nodeId = null } = calls[0] ?? {}
  const content = mistakes.length > 0 ? '-1' : '+1'
  const done = [
    ...(told.length > 0 ? [reply(facts, name, told.join('\n\n'))] : []),
    once(facts, reaction, { do: 'react', commentId, nodeId, content }, { why: COMMANDED }),
  ]
  const wants = [
    ...outcomes.flatMap((outcome) => ('wants' in outcome ? outcome.wants : [])),
    // A comment is answered once, and for all that is in it.
    ...(outcomes.some((outcome) => 'waits' in outcome) ? [] : done),
  ]
  return calls[0]?.lane ? wants.map((want) => inItsPlace(facts, want)) : wants
}

/** Calls that count, by the comment (and edit) they came with. */
function byComment(facts: Facts): Array<[string, CommandCall[]]> {
  const calls = facts.commands.filter(({ at }) => isUnderWatch(facts, at))
  return [...Map.groupBy(calls, ({ key }) => key.slice(0, key.indexOf(':')))]
}

/** Who may not is never answered: the thumb down says it all. */
function outcomeOf(facts: Facts, call: CommandCall): Outcome {
  if (!call.allowed && !call.mistaken) return { mistake: '' }
  if (call.problem === 'too_many') return { mistake: tooManyCommandsMessage(MOST_COMMANDS) }
  const command = commandNamed(call.name)
  if (call.problem === null) return command.want(facts, call, COMMANDS)
  const { prefix } = facts.settings.commands
  return {
    mistake: mistypedMessage(
      languageFor(facts, call),
      `${prefix}${commandText(call)}`,
      `${prefix}${command.usage}`,
    ),
  }
}
