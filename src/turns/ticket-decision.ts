// Keeps what was decided of a ticket, and why: for the command line, the desk and the preview.
import type { Reason } from '../domain/decision.ts'
import { isInLane, type Want, type What } from '../domain/want.ts'
import { queueRows } from '../facts/queue-row.ts'
import { type ServedRepository, ticketUrl } from '../facts/served-repository.ts'
import type { Plan } from '../plan/ticket/plan.ts'
import { isUnanswered } from '../plan/ticket/unanswered.ts'
import type { Views } from '../plan/ticket/views.ts'
import type { Claim } from '../store/agenda.ts'
import { saveDecision } from '../store/decisions.ts'
import type { Db } from '../store/open.ts'

/** Keeps why, for the command line, the desk and the preview. */
export async function keepDecision(
  db: Db,
  { token: claimToken }: Claim,
  served: ServedRepository,
  { known, shown }: Views,
  plan: Plan,
  inPrivate: Plan,
): Promise<void> {
  const wants = served.stage === 'preview' ? plan.wants.filter((want) => !isInLane(want)) : []
  const url = ticketUrl(served, shown.ticket)
  await saveDecision(db, {
    ticketId: shown.ticket.id,
    repositoryId: shown.repository.id,
    decidedAt: shown.now,
    claimToken,
    nextLookAt: plan.nextLookAt,
    rulesVersion: served.version,
    reasons: reasonsOf(plan, inPrivate),
    standing: known.standing,
    unanswered: isUnanswered(shown),
    queue: queueRows({ known, shown }, plan, url),
    preview: wants.length > 0 ? wants.map((want) => inShort(want, served)) : null,
  })
}

/** Without its words, which nobody asks for again, and without names that readers of the ticket may not know. */
function inShort({ what }: Want, { settingsAreHidden }: ServedRepository): What {
  if (what.do === 'say') return { ...what, text: '' }
  if (what.do === 'notify') {
    const { channel, notice } = what
    return { ...what, channel: settingsAreHidden ? '' : channel, notice: { ...notice, says: '' } }
  }
  return what.do === 'edit_comment' ? { ...what, body: '' } : what
}

/** Why it was decided so in public, and what else is so where a payment is not to be seen there. */
function reasonsOf(plan: Plan, inPrivate: Plan): Reason[] {
  if (plan === inPrivate) return plan.reasons
  const isNew = ({ rule, text }: Reason) =>
    !plan.reasons.some((other) => other.rule === rule && other.text === text)
  const quiet = inPrivate.reasons.filter(
    (reason) => isNew(reason) && ['tier', 'promise', 'notices'].includes(reason.rule),
  )
  return [...plan.reasons, ...quiet.map(({ rule, text }) => ({ rule, text: `in private: ${text}` }))]
}
