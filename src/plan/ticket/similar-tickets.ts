// Which tickets with the same error may be named on another ticket, and in which order. Pure.
import type { Settings } from '../../domain/settings.ts'
import type { Entry, Ticket, TicketItself } from '../../domain/ticket.ts'
import { kindOfTitle } from '../../knowledge/index.ts'
import { IGNORE } from './labels/labels.ts'
import { isLeftOut } from './left-out.ts'

/** A signature that more tickets have says too little of each. */
export const MOST_THAT_SHARE = 10
const MOST_NAMED = 3
/** Later, whoever asked has read on. */
const WITHIN_MS = 24 * 3_600_000

const FEATURE = /^(?:(?:type|kind|category)\s*[:/]\s*)?(?:enhancement|feature(?:[ _-]?request)?|proposal)s?$/i
const NO_CASE = /^(?:spam|invalid|duplicate)$/i

/** A wish for a feature holds an error at most by the way: by its labels, its type, or by what its title says. */
export function isFeatureRequest({
  labels,
  title,
  issueType,
}: Pick<Ticket, 'labels' | 'title' | 'issueType'>): boolean {
  if (issueType && FEATURE.test(plain(issueType))) return true
  return labels.some((label) => FEATURE.test(plain(label))) || kindOfTitle(title) === 'request'
}

/** When the requester wrote what stands in the ticket: at its opening, or when they last edited it. */
export function writtenAt(ticket: TicketItself, entries: readonly Entry[]): number {
  const edited = entries.findLast((one) => one.kind === 'edited' && one.actor.id === ticket.requester.id)
  return Math.max(ticket.openedAt, edited?.at ?? 0)
}

/** Others are named in what is said first, which may come a day late, and not on a ticket that has grown old. */
export function isFresh(ticket: TicketItself, now: number): boolean {
  return now - ticket.openedAt < WITHIN_MS
}

/** What is compared of a ticket that has the same error. */
export interface Candidate {
  ticket: Ticket
  isSolved: boolean
}

/** Solved ones first, then the newest; no more than are named. */
export function firstNamed<C extends Candidate>(candidates: readonly C[]): C[] {
  const byUse = (a: C, b: C) =>
    Number(b.isSolved) - Number(a.isSolved) ||
    b.ticket.openedAt - a.ticket.openedAt ||
    b.ticket.number - a.ticket.number
  return candidates.toSorted(byUse).slice(0, MOST_NAMED)
}

/**
 * Whether a ticket is named to readers of another one of its repository, whose text was written at `before.at`: a ticket
 * is not told of later ones. Left out is what is gone, refused, a wish, or nobody's question.
 */
export function mayBeNamed(
  ticket: Ticket,
  before: { number: number; at: number },
  settings: Pick<Settings, 'discussions'>,
): boolean {
  const { gone, requester, labels, open, openedAt } = ticket
  const isLater = openedAt > before.at || (openedAt === before.at && ticket.number > before.number)
  if (gone !== null || isLater || requester.type === 'Bot' || isLeftOut(ticket, settings)) return false
  if (labels.some((label) => plain(label) === IGNORE || NO_CASE.test(plain(label)))) return false
  return (open || isClosedAsSolved(ticket)) && !isFeatureRequest(ticket)
}

/** A discussion may be solved without: by its accepted answer. */
export function isClosedAsSolved({ open, stateReason }: Pick<Ticket, 'open' | 'stateReason'>): boolean {
  return !open && (stateReason === null || ['completed', 'resolved'].includes(stateReason))
}

function plain(label: string): string {
  return label.trim().toLowerCase()
}
