// A ticket that was transferred or converted is still the same ticket: what it was before is a part of its story. Pure.
import type { Entitlement } from '../../domain/entitlement.ts'
import type { RatedRequest } from '../../domain/facts.ts'
import type { RoleOf } from '../../domain/roles.ts'
import type { SettingsThen } from '../../domain/terms.ts'
import { type Entry, entryOrder, type Role, type Ticket } from '../../domain/ticket.ts'
import type { Stored } from './gather.ts'

/** What a ticket was in another place, with the settings, people and payments of that place. */
export interface EarlierLife {
  ticket: Ticket
  entries: readonly Entry[]
  history: readonly SettingsThen[]
  entitlements: readonly Entitlement[]
  roleOf: RoleOf<Exclude<Role, 'requester'>>
  /** What thumbs said of requests for a rating. */
  rated: readonly RatedRequest[]
}

/** The ticket with all that it was before, `lives` the nearest first: its opening, clocks, payment and hand go on. */
export function withEarlierLives(stored: Stored, lives: readonly EarlierLife[]): Stored {
  return lives.reduce(joined, stored)
}

function joined(stored: Stored, life: EarlierLife): Stored {
  const movedAt = endOf(life)
  const openedAt = Math.min(life.ticket.openedAt, stored.ticket.openedAt)
  return {
    ...stored,
    ticket: { ...stored.ticket, openedAt },
    earlier: [...(stored.earlier ?? []), ...carriedOver(life, stored, movedAt)],
    history: historyOver(life.history, stored.history, movedAt),
    entitlements: [
      ...life.entitlements.flatMap((one) => untilMoment(one, movedAt)),
      ...stored.entitlements.flatMap((one) => fromMoment(one, movedAt)),
    ],
    feedback: { ...stored.feedback, rated: [...life.rated, ...(stored.feedback.rated ?? [])] },
    roleOf: (actor, at, question) => (at < movedAt ? life : stored).roleOf(actor, at, question),
  }
}

/** Converting an issue closes and locks it; GitHub does not always say why. */
function endOf({ ticket, entries }: EarlierLife): number {
  const told = entries.find(({ kind }) => kind === 'transferred' || kind === 'converted')
  const last = (kind: Entry['kind']) => entries.findLast((entry) => entry.kind === kind)
  return (told ?? last('locked') ?? last('closed'))?.at ?? ticket.updatedAt
}

/** Conversions are told in a few events that follow each other. */
const ONE_MOVE_MS = 5_000

/** The entries of a life, but for those of its end; what did not come along ends with it. */
function carriedOver(life: EarlierLife, stored: Stored, movedAt: number): Entry[] {
  const converted = life.ticket.kind !== stored.ticket.kind
  const isEnd = ({ kind, at }: Entry) =>
    ['opened', 'transferred', 'converted', 'deleted', 'locked'].includes(kind) ||
    (converted && kind === 'closed' && at > movedAt - ONE_MOVE_MS)
  const entries = life.entries.filter((entry) => !isEnd(entry)).sort(entryOrder)
  const ends: Entry[] = []
  if (
    converted &&
    entries.findLast(({ kind }) => kind === 'closed' || kind === 'reopened')?.kind === 'closed'
  ) {
    ends.push(move(stored, 'reopened', movedAt))
  }
  for (const label of labelsOn(entries)) {
    // A discussion takes over the labels of its issue.
    if (!converted && !cameAlong(label, stored)) ends.push(move(stored, 'unlabeled', movedAt, label))
  }
  return [...entries, ...ends]
}

function move(stored: Stored, kind: 'reopened' | 'unlabeled', at: number, label?: string): Entry {
  const data = label === undefined ? {} : { label }
  const nobody = { id: null, login: 'ghost', type: 'User' } as const
  return {
    ticketId: stored.ticket.id,
    sourceKey: `${kind}:${label ?? ''}:moved:${at}`,
    kind,
    at,
    actor: nobody,
    data,
  }
}

function labelsOn(entries: readonly Entry[]): string[] {
  const on = new Map<string, string>()
  for (const { kind, data } of entries) {
    if (data.label === undefined) continue
    if (kind === 'labeled') on.set(data.label.toLowerCase(), data.label)
    if (kind === 'unlabeled') on.delete(data.label.toLowerCase())
  }
  return [...on.values()]
}

/** A label that is put on later was off, one that is taken off later was on, and else it is as it is now. */
function cameAlong(label: string, { ticket, entries, earlier = [] }: Stored): boolean {
  const isSame = (name: string | undefined) => name?.toLowerCase() === label.toLowerCase()
  const next = [...earlier, ...entries].sort(entryOrder).find(({ data }) => isSame(data.label))
  return next ? next.kind === 'unlabeled' : ticket.labels.some(isSame)
}

function historyOver(
  before: readonly SettingsThen[],
  after: readonly SettingsThen[],
  movedAt: number,
): readonly SettingsThen[] {
  const inForce = after.findLast(({ fromAt }) => fromAt <= movedAt)
  return [
    ...before.filter(({ fromAt }) => fromAt < movedAt),
    ...(inForce ? [{ ...inForce, fromAt: movedAt }] : []),
    ...after.filter(({ fromAt }) => fromAt > movedAt),
  ]
}

function untilMoment(one: Entitlement, at: number): Entitlement[] {
  if (one.sinceAt >= at || one.learnedAt >= at) return []
  const graceUntilAt = Math.min(one.graceUntilAt ?? at, at)
  return [{ ...one, untilAt: Math.min(one.untilAt ?? at, at), graceUntilAt }]
}

function fromMoment(one: Entitlement, at: number): Entitlement[] {
  if ((one.graceUntilAt ?? Number.POSITIVE_INFINITY) <= at) return []
  return [one.untilAt !== null && one.untilAt <= at ? one : { ...one, sinceAt: Math.max(one.sinceAt, at) }]
}
