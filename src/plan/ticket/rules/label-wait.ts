// A label that hands the ticket to the requester: announced with its day, ended by a word of theirs, else closed or reminded.

import type { Facts } from '../../../domain/facts.ts'
import { partName } from '../../../domain/marker.ts'
import type { LabelRule } from '../../../domain/settings.ts'
import type { Want } from '../../../domain/want.ts'
import { dayText } from '../../../words/day.ts'
import { closedAfterWaitMessage, reminderMessage } from '../../../words/ticket/messages.ts'
import { NEEDS_HUMAN } from '../labels/labels.ts'
import type { Contribution } from '../plan.ts'
import { isOn, once, say } from '../wants.ts'
import type { Firing } from './label-firings.ts'
import { keptUnread, requesterActedSince, tierOf } from './shared.ts'

/** A wait that is told sooner than this after its label counts from the label, else from when it was told. */
const TOLD_AT_ONCE_MS = 3_600_000
/** Nothing is closed while it is not known who pays. */
const ASK_AGAIN_MS = 5 * 60_000

export interface Wait {
  /** Key of the part that begins it. */
  key: string
  /** What it says will happen: what was not announced does not happen. */
  announces: 'close' | 'remind'
  dueAt: number
  day: string
}

/** The wait that a label begins, as it was or will be announced; null where it begins none. */
export function announcementOf(facts: Facts, { rule, span, words }: Firing): Wait | null {
  if (rule.waitMs === null || rule.then === null) return null
  const keys = { close: words, remind: `${words}:remind` } as const
  const told = (['close', 'remind'] as const).find((one) => wasTold(facts, keys[one]))
  const announces = told ?? (rule.then === 'close' && !isSpared(facts) ? 'close' : 'remind')
  const toldAt = isSilent(rule) ? span.fromAt : ((told && toldTime(facts, keys[told])) ?? facts.now)
  const fromAt = toldAt - span.fromAt < TOLD_AT_ONCE_MS ? span.fromAt : toldAt
  const dueAt = fromAt + rule.waitMs
  return { key: keys[announces], announces, dueAt, day: dayText(dueAt, facts.settings) }
}

/** A reminder needs no word before it. */
export function isSilent(rule: LabelRule): boolean {
  return rule.then === 'remind' && rule.comment === null && rule.template === null
}

/** What becomes of the wait by now. */
export function afterWait(facts: Facts, firing: Firing, wait: Wait): Contribution {
  const { rule, span, name, words } = firing
  if (!facts.onGitHub.open || requesterActedSince(facts, span.fromAt)) return {}
  if (wait.dueAt > facts.now) return { lookAgainAt: wait.dueAt }
  if (wait.announces === 'remind' || rule.then === 'remind' || isSpared(facts))
    return { wants: [remind(facts, firing)] }
  if (facts.unread)
    return { lookAgainAt: facts.now + ASK_AGAIN_MS, reasons: ['not closed: who pays is not known yet'] }
  const text = closedAfterWaitMessage(dayText(span.fromAt, facts.settings), span.label)
  const marker = { kind: 'label-rule', key: `${words}:closed` } as const
  const wish = { why: `closed: the wait of the label ${span.label} is over` }
  const close = { do: 'close', reason: closeReason(facts, rule) } as const
  return {
    wants: [
      say(facts, marker, text, { rank: 4, ...wish }),
      once(facts, `rule:${name}:close-after-wait`, close, wish),
    ],
  }
}

/** What a label that is on will do if nothing is heard, and when. */
export function plannedWait(facts: Facts, firing: Firing): { what: 'close' | 'remind'; day: string } | null {
  const wait = firing.span.untilAt === null ? announcementOf(facts, firing) : null
  if (!wait || !facts.onGitHub.open || wait.dueAt <= facts.now) return null
  if (requesterActedSince(facts, firing.span.fromAt)) return null
  return { what: isSpared(facts) || firing.rule.then === 'remind' ? 'remind' : wait.announces, day: wait.day }
}

/** Somebody pays, a maintainer put them under a paid tier, or an answer did not help: never closed by waiting. */
function isSpared(facts: Facts): boolean {
  if (isOn(facts, NEEDS_HUMAN.name)) return true
  return tierOf(facts) !== null || facts.paid.tier !== null || keptUnread(facts) !== null
}

function wasTold(facts: Facts, key: string): boolean {
  return facts.written.has(partName({ kind: 'label-rule', key })) || toldTime(facts, key) !== null
}

function toldTime(facts: Facts, key: string): number | null {
  const wanted = partName({ kind: 'label-rule', key })
  const comment = facts.story.own.find((one) => one.markers.some((marker) => partName(marker) === wanted))
  return comment?.writtenAt ?? null
}

function remind(facts: Facts, { span, words }: Firing): Want {
  const why = `the wait of the label ${span.label} is over`
  const text = reminderMessage(facts.ticket.requester)
  return say(facts, { kind: 'reminder', key: words }, text, { rank: 4, why })
}

/** Issues and discussions are closed with different words. */
export function closeReason({ ticket }: Facts, { reason }: LabelRule): string {
  if (ticket.kind === 'issue') {
    return reason === 'resolved' ? 'completed' : reason === 'outdated' ? 'not_planned' : reason
  }
  return reason === 'completed' ? 'resolved' : reason === 'not_planned' ? 'outdated' : reason
}
