// `/need`: a maintainer says what kind of help a ticket asks for.
import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import { NEED_KINDS, type NeedKind } from '../../../domain/triage.ts'
import { unknownNeedMessage } from '../../../words/ticket/messages.ts'
import { needNamed } from '../needs/need-named.ts'
import { isUnderWatch } from '../rules/shared.ts'
import type { Command } from './command.ts'

export const need: Command = {
  name: 'need',
  arguments: {
    least: 1,
    most: 1,
    like: /^(?:technical(?:[-_]support)?|support|training|consulting)[.!]?$/iu,
    phrase: /^technical support[.!]?$/i,
  },
  who: 'maintainers',
  usage: 'need KIND',
  help: `say what kind of help this ticket asks for: ${NEED_KINDS.map((kind) => `\`${kind}\``).join(', ')}`,
  want(_, call) {
    return kindIn(call) ? { readBy: needCalls } : { mistake: unknownNeedMessage(call.words.join(' ')) }
  },
}

/** Those that count, in order. */
export function needCalls(facts: Facts): Array<{ kind: NeedKind; call: CommandCall }> {
  return facts.commands.flatMap((call) => {
    const counts = call.name === need.name && call.allowed && isUnderWatch(facts, call.at)
    const kind = counts ? kindIn(call) : null
    return kind ? [{ kind, call }] : []
  })
}

function kindIn({ words }: CommandCall): NeedKind | null {
  return needNamed(words.join(' ').replace(/[.!]$/, ''))
}
