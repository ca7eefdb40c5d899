// Tells what is owed on a ticket: payments, hands and settings over time, each in one line.

import type { Entitlement } from '../../src/domain/entitlement.ts'
import type { Facts } from '../../src/domain/facts.ts'
import type { RoleQuestion } from '../../src/domain/roles.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { Actor, Entry, EntryData, EntryKind, Role, Ticket } from '../../src/domain/ticket.ts'
import { withLastNames } from '../../src/domain/tier-names.ts'
import { NO_KNOWLEDGE } from '../../src/facts/figures.ts'
import { gatherFacts } from '../../src/plan/ticket/gather.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { NO_REACTIONS } from '../../src/store/reactions.ts'
import { aRepository } from '../builders.ts'
import { aTicket, HOUR, maintainer, requester, roleOf } from './ledger-builder.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONDAY = Date.UTC(2026, 9, 19)
const LONG_AGO = MONDAY - 60 * 24 * HOUR

/** `Tue 09:05` or `13:00:01` (of Monday), in the week of 19 October 2026, UTC. */
export function time(told: string): number {
  const [clock = '', day = 'Mon'] = told.split(' ').toReversed()
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return MONDAY + DAYS.indexOf(day) * 24 * HOUR + ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** The other way round. */
export function told(at: number | null): string | null {
  if (at === null) return null
  const day = DAYS[Math.floor((at - MONDAY) / (24 * HOUR))]
  const [, clock = ''] = new Date(at).toISOString().split('T')
  return `${day === 'Mon' ? '' : `${day} `}${clock.slice(0, clock.slice(6, 8) === '00' ? 5 : 8)}`
}

export interface OwedStory {
  /** Each read at its time; without one, long ago. The last are in force. */
  settings?: Array<{ at?: string; text: string }>
  pays?: Entitlement[]
  /** What maintainers did: `09:00 /tier gold`, `12:00 +gold`, `12:00 -gold`, `11:00 answers`, `09:00 nora: Hello`. */
  happens?: string[]
  openedAt?: string
  ticket?: Partial<Ticket>
}

/** `gold` promises 4 h and `silver` a day, the community nothing; grace is an hour. */
export const SETTINGS = `
tiers:
  gold: { label: { name: "gold" }, promise: { first_response: 4h } }
  silver: { label: { name: "silver" }, promise: { first_response: 1d } }
entitlements: { grace: 1h }
`

/** Pays from long ago, unless said otherwise. */
export function pays(
  tier: string,
  when: { from?: string; until?: string; learned?: string } & Partial<Entitlement> = {},
): Entitlement {
  const { from, until, learned, ...more } = when
  const untilAt = until === undefined ? null : time(until)
  return {
    source: 'users',
    accountId: requester.id ?? 0,
    tier,
    sinceAt: from === undefined ? LONG_AGO : time(from),
    untilAt,
    graceUntilAt: untilAt === null ? null : untilAt + HOUR,
    learnedAt: learned === undefined ? 0 : time(learned),
    private: false,
    evidence: 'users: rita',
    checkedAt: LONG_AGO,
    ...more,
  }
}

/** The ticket as Firstline sees it at a moment; what happens later has not happened yet. */
export function factsAt(story: OwedStory, now: string): Facts {
  const history = (story.settings ?? [{ text: SETTINGS }]).map(({ at, text }) => {
    return { fromAt: at === undefined ? LONG_AGO : time(at), settings: settingsOf(text) }
  })
  const inForce = history.filter(({ fromAt }) => fromAt <= time(now))
  const openedAt = time(story.openedAt ?? '08:00')
  const entries = (story.happens ?? []).map(entryOf)
  return gatherFacts({
    now: time(now),
    repository,
    settings: (inForce.at(-1) ?? history[0]!).settings,
    history: withLastNames(inForce.length > 0 ? inForce : history.slice(0, 1)),
    ticket: aTicket({ openedAt, updatedAt: openedAt, ...story.ticket }),
    entries: entries.filter(({ at }) => at <= time(now)),
    entitlements: story.pays ?? [],
    roleOf: roleInStory,
    knowledge: NO_KNOWLEDGE,
    feedback: NO_REACTIONS,
    written: [],
  })
}

/** Nora becomes a maintainer at 10:00: what she wrote before counts as written, not as done. */
const nora: Actor = { id: 9, login: 'nora', type: 'User' }

function roleInStory(actor: Actor, at: number, question?: RoleQuestion): Exclude<Role, 'requester'> {
  if (actor.id === nora.id) return question === 'act' && at < time('10:00') ? 'bystander' : 'maintainer'
  return roleOf(actor) as Exclude<Role, 'requester'>
}

function settingsOf(text: string): Settings {
  const { settings, problems } = parseSettings(text, { file: 'firstline.yml', owner: 'acme' })
  if (!settings) throw new Error(JSON.stringify(problems))
  return settings
}

function entryOf(line: string): Entry {
  const [, when = '', what = ''] = /^((?:[A-Z]\w\w )?[\d:]+) (.*)$/.exec(line) ?? []
  const at = time(when)
  const label = what.slice(1)
  if (what.startsWith('+')) return entry('labeled', at, maintainer, { label })
  if (what.startsWith('-')) return entry('unlabeled', at, maintainer, { label })
  if (what.startsWith('/')) return entry('comment', at, maintainer, { commentId: at / 1000, body: what })
  if (what.startsWith('nora: '))
    return entry('comment', at, nora, { commentId: at / 1000, body: what.slice(6) })
  if (what === 'waits') return entry('labeled', at, maintainer, { label: 'waiting: requester' })
  if (what === 'asks') return entry('comment', at, requester, { commentId: at / 1000, body: 'And now?' })
  if (what === 'answers')
    return entry('comment', at, maintainer, { commentId: at / 1000, body: 'Like this.' })
  if (what.startsWith('closes'))
    return entry('closed', at, maintainer, { reason: what.slice(7) || 'completed' })
  if (what === 'reopens') return entry('reopened', at, maintainer)
  throw new Error(`What is "${line}"?`)
}

function entry(kind: EntryKind, at: number, actor: Actor, data: EntryData = {}): Entry {
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

const repository = aRepository({ installedAt: LONG_AGO })
