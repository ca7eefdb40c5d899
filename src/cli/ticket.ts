// `firstline ticket OWNER/REPO#N`: the ledger of one ticket and its clocks, explained.

import type { Clock, Owed } from '../domain/clock.ts'
import type { Facts } from '../domain/facts.ts'
import { UserError } from '../domain/problem.ts'
import type { Actor, Entry, Role } from '../domain/ticket.ts'
import { entitlementsOf } from '../entitlements/resolve.ts'
import { withItsPast } from '../facts/earlier-lives.ts'
import { NO_KNOWLEDGE } from '../facts/figures.ts'
import { momentOf } from '../plan/ticket/as-of.ts'
import { gatherFacts } from '../plan/ticket/gather.ts'
import { decisionOf } from '../store/decisions.ts'
import { laneOf } from '../store/lanes.ts'
import { entriesOf } from '../store/ledger.ts'
import { NO_REACTIONS } from '../store/reactions.ts'
import { ancestorsOf } from '../store/ticket-links.ts'
import { findTicket } from '../store/tickets.ts'
import { humanDuration } from '../words/durations.ts'
import { readArguments, readPositionals } from './arguments.ts'
import { type Command, UsageError } from './command.ts'
import { jsonText } from './json.ts'
import { type OpenRepository, withRepository } from './with-store.ts'

const OPTIONS = {
  json: { type: 'boolean', about: 'JSON, for scripts' },
} as const

export const ticketCommand: Command = {
  usage: 'firstline ticket OWNER/REPO#N [--json]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    const [ticket = ''] = readPositionals(positionals, ['OWNER/REPO#N'])
    const [, name, number] = /^([^#]+)#(\d+)$/.exec(ticket) ?? []
    if (!name || !number) throw new UsageError(`"${ticket}" is not OWNER/REPO#N.`)
    return withRepository(io, name, async (served) => {
      const facts = await readFacts(served, name, Number(number))
      const decision = await decisionOf(served.store.db, facts.ticket.id)
      const reasons = decision?.reasons ?? []
      const ancestors = await ancestorsOf(served.store.db, facts.ticket.id)
      if (values.json) io.out(jsonText({ ...asJson(facts, reasons), ancestors }))
      else io.out(asText(facts, reasons, ancestors))
      return 0
    })
  },
}

/** The facts of one ticket as the store has them; nothing is asked of the knowledge base. */
export async function readFacts(
  { store, deps, context }: OpenRepository,
  name: string,
  number: number,
): Promise<Facts> {
  const { repository, settings, history } = context
  const ticket = await findTicket(store.db, { repositoryId: repository.id, number })
  if (!ticket) throw new UserError(`${name}#${number} is not known here.`)
  const asked = { repository, settings, history, credentials: deps.credentials }
  const paid =
    ticket.requester.id === null
      ? { entitlements: [] }
      : await entitlementsOf(store, asked, ticket.requester.id)
  const entries = await entriesOf(store.db, ticket.id)
  const lane = await laneOf(store.db, ticket.id)
  const stored = await withItsPast(deps, {
    now: momentOf([...entries, ...(lane?.entries ?? [])], store.now()),
    lane,
    repository,
    settings,
    history,
    ticket,
    entries,
    entitlements: paid.entitlements,
    roleOf: context.roleOf,
    knowledge: NO_KNOWLEDGE,
    feedback: NO_REACTIONS,
    written: [],
    labelNames: context.labelNames,
  })
  return gatherFacts(stored)
}

/** Where GitHub does not tell what a clock is made of. */
function remarksOn({ ticket, entries }: Facts): string[] {
  const isFound = ({ kind, actor, data }: Entry) =>
    UNTOLD.has(kind) && (data.found === true || (actor.id === null && actor.login === 'ghost'))
  if (ticket.kind !== 'discussion' || !entries.some(isFound)) return []
  return [
    "GitHub keeps no history of a discussion's labels and closes. What was found by reading counts from then on (a close from when it was last closed); what turned back before is not known.",
  ]
}

/** What happens to a discussion and leaves no trace but how it stands now. */
const UNTOLD: ReadonlySet<Entry['kind']> = new Set([
  'labeled',
  'unlabeled',
  'closed',
  'reopened',
  'unanswered',
])

function clocksOf({ clocks }: Facts): Clock[] {
  return [clocks.firstResponse, ...clocks.nextResponses, clocks.resolution]
}

function asJson(facts: Facts, reasons: Array<{ rule: string; text: string }>) {
  const { standing, standings, entries } = facts
  const ticket = { ...facts.ticket, ...facts.onGitHub }
  const clocks = clocksOf(facts).map(clockJson)
  return { ticket, standing, standings, entries, remarks: remarksOn(facts), clocks, reasons }
}

/** Of a promise's hours only the calendar's name is told. */
function clockJson({ promises, holds, ...clock }: Clock) {
  const shown = ({ time: _, ...one }: Owed) => one
  return {
    ...clock,
    targetMs: holds?.targetMs ?? null,
    holds: holds && shown(holds),
    promises: promises.map(shown),
  }
}

function asText(facts: Facts, reasons: Array<{ rule: string; text: string }>, ancestors: string[]): string {
  const { ticket, onGitHub, standings } = facts
  const { open, stateReason, labels } = onGitHub
  const lines = [
    `${ticket.kind} #${ticket.number} by ${ticket.requester.login}: ${ticket.title}`,
    `${open ? 'open' : `closed (${stateReason})`}, labels: ${labels.join(', ') || 'none'}`,
    ...(ancestors.length > 0 ? [`was before its transfer: ${ancestors.join(', ')}`] : []),
    '',
    'Tier',
    ...standings.map((one) => `  ${iso(one.fromAt)}  ${one.tier ?? 'community'}: ${one.because}`),
    '',
    'Ledger',
    ...facts.entries.map((entry) => `  ${iso(entry.at)}  ${entryText(facts, entry)}`),
    ...remarksOn(facts).map((remark) => `  ${remark}`),
    '',
    'Clocks',
    ...clocksOf(facts).map(clockText),
    '',
    'Last decision',
    ...reasons.map((reason) => `  ${reason.rule}: ${reason.text}`),
  ]
  return `${lines.join('\n')}\n`
}

function entryText(facts: Facts, { kind, actor, at, data }: Entry): string {
  const what = data.label ?? data.reason ?? data.to ?? ''
  const where = data.lane ? ', in private' : ''
  return `${kind.replaceAll('_', ' ')} ${what} by ${actor.login} (${roleText(facts, actor, at)})${where}`.replace(
    '  ',
    ' ',
  )
}

/** Whoever answers for the project is told as such, on a ticket of their own too. */
function roleText({ roleOf }: Facts, actor: Actor, at: number): Role {
  const role = roleOf(actor, at)
  return role === 'requester' ? roleOf(actor, at, 'act') : role
}

function clockText(clock: Clock): string {
  const name = clock.kind.replaceAll('_', ' ').padEnd(14)
  if (clock.outcome === 'none') return `  ${name}  never started`
  const wall = humanDuration(clock.wallMs / 1000)
  const calendar = humanDuration(clock.calendarMs / 1000)
  const state = clock.outcome.replaceAll('_', ' ')
  const first = `  ${name}  ${state}, counted from ${iso(clock.startedAt ?? 0)}; ${wall} by the wall, ${calendar} by the calendar; ${keptText(clock)}`
  const promises = clock.promises.map((one) => `${' '.repeat(18)}${promiseText(one, one === clock.holds)}`)
  return [first, ...promises].join('\n')
}

function keptText(clock: Clock): string {
  if (!clock.holds) return clock.takenBack.length > 0 ? 'nothing is owed any more' : 'nothing promised'
  if (clock.missed) return `missed at ${iso(clock.missedAt ?? 0)}`
  if (clock.met) return 'kept'
  if (clock.deadlineAt !== null) return `due ${iso(clock.deadlineAt)}`
  return clock.outcome === 'paused' ? 'the promise stands still' : 'neither kept nor missed'
}

const ORIGINS = { community: 'promised to everybody', payment: 'by payment', hand: 'by hand' } as const

/** Where a promise comes from, what it is, and whether it is the one that holds. */
function promiseText(one: Owed, holds: boolean): string {
  const hours = one.calendar === 'always' ? '' : ` of ${one.calendar} hours`
  const target = `within ${one.target.amount}${one.target.unit}${hours}`
  const who = one.origin === 'community' ? ORIGINS.community : `${one.tier} ${ORIGINS[one.origin]}`
  const due = one.dueAt === null ? '' : `: ${iso(one.dueAt)}`
  const end = one.endsAt === null ? '' : `, taken back at ${iso(one.endsAt)}`
  return `${holds ? '→' : '·'} ${who} (${target}) from ${iso(one.fromAt)}${due}${end}`
}

function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
