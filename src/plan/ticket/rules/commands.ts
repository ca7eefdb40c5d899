// What commands make happen beside labels: answers, taking back, words in reply, and the reaction that acknowledges.

import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import { withPartText } from '../../../domain/marker.ts'
import { tierNamed } from '../../../domain/tier-names.ts'
import type { Want } from '../../../domain/want.ts'
import { takenBackMessage } from '../../../words/answer-words.ts'
import {
  alreadyAnsweredMessage,
  helpMessage,
  mistypedMessage,
  noCandidateMessage,
  nothingToRetractMessage,
  tooManyCommandsMessage,
  unbuiltCommandMessage,
  unknownTierMessage,
} from '../../../words/messages.ts'
import { COMMANDS, isUnbuilt } from '../commands/all-commands.ts'
import { commandText, MOST_COMMANDS } from '../commands/parse.ts'
import type { Contribution } from '../plan.ts'
import { once, refreshDesk, say } from '../wants.ts'
import { answerAnew } from './answer-anew.ts'
import { type Answer, answersOf, isUnderWatch, unknownArticle } from './shared.ts'
import { waitingMistake } from './waiting.ts'
import { whyText } from './why.ts'

/** What one command does now; `mistake` is told in one short reply. */
interface Outcome {
  wants?: Want[]
  mistake?: string
}

export function commands(facts: Facts): Contribution {
  const wants: Want[] = []
  for (const [name, calls] of byComment(facts)) {
    const reaction = `react:${name}`
    if (facts.written.has(reaction)) continue
    const outcomes = calls.map((call) => outcomeOf(facts, call))
    wants.push(...outcomes.flatMap((outcome) => outcome.wants ?? []))
    const mistakes = outcomes.flatMap((outcome) => outcome.mistake ?? [])
    const told = mistakes.filter((mistake) => mistake !== '')
    if (told.length > 0) wants.push(reply(facts, name, told.join('\n\n')))
    const { commentId = 0, nodeId = null } = calls[0] ?? {}
    const content = mistakes.length > 0 ? '-1' : '+1'
    wants.push(once(facts, reaction, { do: 'react', commentId, nodeId, content }, { why: COMMANDED }))
  }
  return { wants }
}

const COMMANDED = 'a command was given'

/** Calls that count, by the comment (and edit) they came with. */
function byComment(facts: Facts): Map<string, CommandCall[]> {
  const groups = new Map<string, CommandCall[]>()
  for (const call of facts.commands) {
    if (!isUnderWatch(facts, call.at)) continue
    const id = call.key.slice(0, call.key.indexOf(':'))
    const group = groups.get(id)
    if (group) group.push(call)
    else groups.set(id, [call])
  }
  return groups
}

/** Who may not is never answered: the thumb down says it all. */
function outcomeOf(facts: Facts, call: CommandCall): Outcome {
  if (call.allowed) return obey(facts, call)
  return { mistake: call.mistaken ? mistyped(facts, call) : '' }
}

function mistyped(facts: Facts, call: CommandCall): string {
  if (call.problem === 'too_many') return tooManyCommandsMessage(MOST_COMMANDS)
  const { prefix } = facts.settings.commands
  if (isUnbuilt(call.name)) return unbuiltCommandMessage(`${prefix}${call.name}`)
  const usage = COMMANDS.find((one) => one.name === call.name)?.usage ?? call.name
  return mistypedMessage(`${prefix}${commandText(call)}`, `${prefix}${usage}`)
}

function obey(facts: Facts, call: CommandCall): Outcome {
  switch (call.name) {
    case 'answer':
      return answerByHand(facts, call)
    case 'retract':
      return retract(facts, call)
    case 'tier':
      return isTierWord(facts, call.words[0] ?? '')
        ? {}
        : {
            mistake: unknownTierMessage(
              call.words[0] ?? '',
              facts.settingsAreHidden ? null : facts.settings.tiers.map((tier) => tier.name),
            ),
          }
    case 'waiting': {
      const mistake = waitingMistake(call.words)
      return mistake === null ? {} : { mistake }
    }
    case 'why':
      return { wants: [reply(facts, `${call.commentId}:why`, whyText(facts))] }
    case 'help':
      return { wants: [reply(facts, `${call.commentId}:help`, help(facts))] }
    case 'metrics':
      return { wants: [refreshDesk(facts, `desk:${call.key}`, { why: COMMANDED })] }
    default:
      return isUnbuilt(call.name) ? { mistake: mistyped(facts, call) } : {}
  }
}

function answerByHand(facts: Facts, call: CommandCall): Outcome {
  const slug = call.words[0] ?? facts.knowledge.verdict().candidates[0]?.slug
  if (!slug) return { mistake: noCandidateMessage(facts.settings.commands.prefix) }
  const article = facts.knowledge.article(slug)
  if (!article) return { mistake: unknownArticle(facts, slug) }
  const wants = answerAnew(facts, article, { key: call.key, at: call.at, why: COMMANDED })
  return wants ? { wants } : { mistake: alreadyAnsweredMessage }
}

function retract(facts: Facts, call: CommandCall): Outcome {
  const answer = answersOf(facts).findLast(({ writtenAt }) => writtenAt <= call.at)
  // What became of the answer since is what this command did, also where nobody remembers.
  if (answer && !answer.stands && goneAt(answer) >= call.at) return {}
  if (!answer?.stands) return { mistake: nothingToRetractMessage }
  const body = withPartText(answer.body, answer.marker, takenBackMessage(facts.knowledge.reader()))
  const what = { do: 'edit_comment', commentId: answer.id, nodeId: answer.nodeId, body } as const
  return { wants: [once(facts, `retract:${call.key}`, what, { why: COMMANDED })] }
}

/** A thread that was read tells that a comment was edited, but not always when. */
function goneAt({ deletedAt, editedAt }: Answer): number {
  return deletedAt ?? editedAt ?? Number.POSITIVE_INFINITY
}

function isTierWord(facts: Facts, word: string): boolean {
  return word === 'none' || word === 'auto' || tierNamed(facts.settings.tiers, word) !== null
}

function help(facts: Facts): string {
  const prefix = facts.settings.commands.prefix
  return helpMessage(
    COMMANDS.map((command) => ({
      usage: `${prefix}${command.usage}`,
      help: command.requester ? `${command.help} (requester too)` : command.help,
    })),
  )
}

function reply(facts: Facts, key: string, text: string): Want {
  return say(facts, { kind: 'reply', key }, text, { rank: 5, why: COMMANDED })
}
