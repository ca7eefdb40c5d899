// `/escalate`: whoever pays calls a maintainer now; again only after one has answered.
import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import { alreadyEscalatedMessage } from '../../../words/ticket/mistake-words.ts'
import { standingAt } from '../../clocks/standing.ts'
import { isUnderWatch, keptUnread, maintainerAnsweredAt, opensAsCustomer } from '../rules/shared.ts'
import { NOTHING } from './arguments.ts'
import { type Command, languageFor } from './command.ts'

export const escalate: Command = {
  name: 'escalate',
  arguments: NOTHING,
  who: 'requester too',
  usage: 'escalate',
  help: 'call a maintainer now, on a ticket of somebody who pays; again only after one has answered',
  want(facts, call) {
    if (escalationsOf(facts).some((one) => one.call.key === call.key)) return { readBy: escalationsOf }
    // What is nobody's to ask for gets its thumb and no word.
    if (payingTierAt(facts, call.at) === null) return { mistake: '' }
    return { mistake: alreadyEscalatedMessage(languageFor(facts, call)) }
  },
}

export interface Escalation {
  call: CommandCall
  /** Who is called is a matter of this tier. */
  tier: string
  /** When a maintainer answered; null: it stands. */
  answeredAt: number | null
}

/** Those that count, in order: another one counts only after a maintainer has answered the last. */
export function escalationsOf(facts: Facts): Escalation[] {
  const found: Escalation[] = []
  for (const call of facts.commands) {
    if (call.name !== escalate.name || !call.allowed || !isUnderWatch(facts, call.at)) continue
    const last = found.at(-1)
    const tier = payingTierAt(facts, call.at)
    if (tier === null || (last && (last.answeredAt === null || last.answeredAt > call.at))) continue
    found.push({ call, tier, answeredAt: maintainerAnsweredAt(facts, call.at) })
  }
  return found
}

/** The one that stands: no maintainer has answered since. */
export function standingEscalation(facts: Facts): Escalation | null {
  const last = escalationsOf(facts).at(-1)
  return last?.answeredAt === null ? last : null
}

/** Unknown is not no: while a source was never read, the label that is on says who pays. */
function payingTierAt(facts: Facts, at: number): string | null {
  if (!opensAsCustomer(facts)) return null
  return standingAt(facts.standings, at).tier ?? keptUnread(facts)?.name ?? null
}
