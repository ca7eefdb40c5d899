// Builds ledgers and their stories for tests: every helper says only what matters.

import { type RoleOf, roleInTicket } from '../../src/domain/roles.ts'
import type { CalendarSettings, PromiseTargets, TierSettings } from '../../src/domain/settings.ts'
import type { Terms } from '../../src/domain/terms.ts'
import type { Actor, Entry, EntryData, EntryKind, Role, Ticket } from '../../src/domain/ticket.ts'
import type { Promisers } from '../../src/plan/clocks/grants.ts'
import { termsBook } from '../../src/plan/clocks/terms.ts'
import { type AnswerCall, foldTicket, type TicketStory } from '../../src/plan/ticket/fold/fold.ts'
import { anIssue } from '../builders.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A Monday at 09:00 in Berlin (08:00 UTC). */
export const MONDAY = Date.UTC(2026, 10, 16, 8)

export const requester: Actor = { id: 1, login: 'rita', type: 'User' }
export const maintainer: Actor = { id: 2, login: 'mona', type: 'User' }
export const bystander: Actor = { id: 3, login: 'bert', type: 'User' }
export const robot: Actor = { id: 4, login: 'robot[bot]', type: 'Bot' }
export const firstline: Actor = { id: 5, login: 'firstline[bot]', type: 'Bot' }

const ROLES: Record<number, Role> = { 1: 'requester', 2: 'maintainer', 3: 'bystander', 4: 'bot', 5: 'self' }

export function roleOf(actor: Actor): Role {
  return (actor.id !== null && ROLES[actor.id]) || 'bystander'
}

export function aTicket(override: Partial<Ticket> = {}): Ticket {
  return anIssue(MONDAY, { requester, ...override })
}

/** An entry `hours` after `MONDAY`. */
export function entry(kind: EntryKind, hours: number, actor: Actor, data: EntryData = {}): Entry {
  const at = MONDAY + Math.round(hours * 3600) * 1000
  const subject = data.label ?? data.commentId ?? ''
  return {
    ticketId: 'issue:100',
    sourceKey: `${kind}:${subject}:${actor.id}:${at / 1000}`,
    kind,
    at,
    actor,
    data,
  }
}

let ids = 3_641_000_000

export function comment(hours: number, actor: Actor, body = 'Some words', data: EntryData = {}): Entry {
  ids += 1
  return entry('comment', hours, actor, { commentId: ids, body, ...data })
}

export function story(
  entries: Entry[],
  override: {
    ticket?: Partial<Ticket>
    hours?: number
    roleOf?: (actor: Actor, at: number) => Role
    answerCalls?: AnswerCall[]
  } = {},
): TicketStory {
  const ticket = aTicket(override.ticket)
  return foldTicket({
    ticket,
    entries,
    roleOf: roleInTicket(ticket, (override.roleOf ?? roleOf) as RoleOf<Exclude<Role, 'requester'>>),
    isOnlyCommands: (body) => body.split('\n').every((line) => line.startsWith('/')),
    answerCalls: override.answerCalls ?? [],
    now: MONDAY + (override.hours ?? 10_000) * HOUR,
  })
}

export const business: CalendarSettings = {
  name: 'business',
  timeZone: 'Europe/Berlin',
  hours: {
    mon: [{ from: '09:00', to: '17:00' }],
    tue: [{ from: '09:00', to: '17:00' }],
    wed: [{ from: '09:00', to: '17:00' }],
    thu: [{ from: '09:00', to: '17:00' }],
    fri: [{ from: '09:00', to: '17:00' }],
    sat: [],
    sun: [],
  },
  holidays: { country: null, state: null, region: null, dates: [] },
}

/** Who pays for `pro` since long ago, or from so many hours on: 4 h, 8 h and 48 h around the clock, unless said otherwise. */
export function promised(override: Partial<PromiseTargets> = {}, hours = -1000): Promisers {
  const promise: PromiseTargets = {
    firstResponse: { amount: 4, unit: 'h' },
    nextResponse: { amount: 8, unit: 'h' },
    resolution: { amount: 48, unit: 'h' },
    calendar: 'always',
    ...override,
  }
  const settings: Terms = {
    tiers: [aTier('pro', promise)],
    community: { promise: null, answers: null, warnAt: 0.75, notify: [], channels: [] },
    calendars: { business },
    away: [],
    commands: { prefix: '/' },
  }
  const payment = [
    { fromAt: 0, tier: null },
    { fromAt: MONDAY + hours * HOUR, tier: 'pro' },
  ]
  return { book: termsBook([{ fromAt: 0, settings }]), payment, hand: [] }
}

export function aTier(name: string, promise: PromiseTargets | null = null): TierSettings {
  return {
    name,
    formerly: [],
    label: { name: `support: ${name}`, color: '', description: '' },
    promise,
    warnAt: 0.75,
    notify: [],
    channels: [],
    assign: [],
    answers: null,
    private: false,
    needsInformation: false,
    acknowledge: null,
  }
}
