// From what is stored about a ticket to the facts a decision looks at. Pure.

import type { Entitlement } from '../../domain/entitlement.ts'
import type { Facts, Feedback, KnowledgeFacts } from '../../domain/facts.ts'
import { type IssueForms, NO_FORMS } from '../../domain/issue-forms.ts'
import type { Lane, LanePlace } from '../../domain/lane.ts'
import { findMarkers, partName } from '../../domain/marker.ts'
import type { Repository } from '../../domain/repository.ts'
import { type RoleOf, roleInTicket } from '../../domain/roles.ts'
import type { RunTime } from '../../domain/run-times.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Similar } from '../../domain/similar.ts'
import type { Steps } from '../../domain/steps.ts'
import type { SettingsThen } from '../../domain/terms.ts'
import { type Entry, entryOrder, type Role, type Ticket } from '../../domain/ticket.ts'
import { noClocks, ticketClocks } from '../clocks/clocks.ts'
import { handStates } from '../clocks/hand.ts'
import { paidTiers, standingAt, standingIntervals } from '../clocks/standing.ts'
import { termsBook } from '../clocks/terms.ts'
import { asOf } from './as-of.ts'
import { commandArity } from './commands/all-commands.ts'
import { answerCalls } from './commands/answer.ts'
import { commandCalls, readingCommands } from './commands/calls.ts'
import { isOnlyCommands } from './commands/parse.ts'
import { tierCommands } from './commands/tier.ts'
import { withFirstWords } from './first-words.ts'
import { foldTicket } from './fold/fold.ts'
import { formerTierLabels } from './labels/former-labels.ts'
import { byOurNames, type LabelNames } from './labels/label-names.ts'
import {
  countedEntries,
  inPublic,
  isTransition,
  laneEntries,
  laneFacts,
  withoutWords,
} from './lane/lane-entries.ts'
import { isLeftOut } from './left-out.ts'

export interface Stored {
  /** Nothing that happened later is looked at. */
  now: number
  repository: Repository
  settings: Settings
  /** Left out: everybody may read them. */
  settingsAreHidden?: boolean
  /** All settings that were ever in force, oldest first; the last are `settings`. */
  history: readonly SettingsThen[]
  ticket: Ticket
  entries: readonly Entry[]
  /** What happened before it was transferred or converted: a part of the story, but no orders to obey. */
  earlier?: readonly Entry[]
  /** The issue in which it goes on in private, and the place for that; left out: none. */
  lane?: Lane | null
  lanePlace?: LanePlace | null
  /** Of the ticket on GitHub, where it goes on in private. */
  url?: string
  /** Readers may not know that it goes on in private. */
  laneIsHidden?: boolean
  /** The requester's, past ones too. */
  entitlements: readonly Entitlement[]
  /** A source of them has never been read to its end. */
  unread?: boolean
  /** Tiers of payments that are left out, for they are private. */
  quietTiers?: readonly string[]
  roleOf: RoleOf<Exclude<Role, 'requester'>>
  /** When Firstline was running; left out: not known. */
  runs?: readonly RunTime[]
  knowledge: KnowledgeFacts
  feedback: Feedback
  /** See `Facts.askedAt`. */
  askedAt?: number | null
  /** See `Facts.similar`. */
  similar?: Similar | null
  /** See `Facts.claims`. */
  claims?: Facts['claims']
  /** Keys of Wants that were written, or may have been; parts whose markers are in the ledger need no key. */
  written: Iterable<string>
  /** Labels that have another name on GitHub than here. */
  labelNames?: LabelNames
  /** Left out: there are none. */
  forms?: IssueForms
}

/** What takes long in a crowded ticket, in steps; `gatherFacts` is quick after it. */
export function readingAhead({ entries, earlier = [], lane, history }: Stored): Steps<void> {
  return readingCommands([...earlier, ...entries, ...(lane?.entries ?? [])], prefixTeller(history))
}

/** Folds the ledger and reads standing, clocks and commands from it. */
export function gatherFacts(given: Stored): Facts {
  const stored = byOurNames(given, given.labelNames ?? {})
  const { now, settings, repository } = stored
  const earlier = withFirstWords(stored.earlier ?? [])
  const { ticket, entries: own } = asOf(stored.ticket, withFirstWords(stored.entries), now)
  const { open, stateReason, locked, labels, assignees, gone, ...itself } = ticket
  const prefixAt = prefixTeller(stored.history)
  const roleOf = roleInTicket(ticket, stored.roleOf)
  const inLane = laneOf(stored, roleOf)
  const entries = [...earlier, ...own, ...inLane.counted]
  const commands = commandCalls([...own, ...inLane.all], prefixAt, roleOf)
  const earlierCommands = commandCalls(earlier, prefixAt, roleOf)
  const calls = [...earlierCommands, ...commands]
  const folded = foldTicket({
    ticket,
    entries,
    roleOf,
    isOnlyCommands: (body, at) => isOnlyCommands(body, prefixAt(at), commandArity),
    answerCalls: answerCalls(calls),
    now,
  })
  const story = inPublic(folded)
  const since = earlier.length > 0 ? (stored.history[0]?.fromAt ?? 0) : repository.installedAt
  const byHand = tierCommands(calls, { history: stored.history, since })
  const { promisers, standings, paid, tierAtOpening } = tiersOf(stored, story, byHand)
  return {
    now,
    repository,
    settings,
    history: stored.history,
    settingsAreHidden: stored.settingsAreHidden ?? false,
    ticket: itself,
    onGitHub: { open, stateReason, locked, labels, assignees, gone },
    entries: together([...earlier, ...own], inLane.told),
    story,
    standing: standingAt(standings, now),
    standings,
    paid: standingAt(paid, now),
    formerLabels: formerTierLabels(story.labels, settings.tiers, promisers.book),
    unread: stored.unread ?? false,
    quietTiers: stored.quietTiers ?? [],
    payment: promisers.payment,
    clocks: isLeftOut(ticket, settings) ? noClocks() : ticketClocks({ story, promisers, tierAtOpening, now }),
    roleOf,
    runs: stored.runs ?? [],
    commands,
    earlierCommands,
    lane: laneFacts(stored.lane ?? null, stored.lanePlace ?? null, stored.url ?? ''),
    knowledge: stored.knowledge,
    feedback: stored.feedback,
    askedAt: stored.askedAt ?? null,
    similar: stored.similar ?? null,
    claims: stored.claims ?? { scope: null, asked: [] },
    forms: stored.forms ?? NO_FORMS,
    written: writtenNames(stored, folded.own),
  }
}

/** Which tier held when, with maintainers' hands and without, and what promises rest on. */
function tiersOf(
  { history, entitlements }: Pick<Stored, 'history' | 'entitlements'>,
  { openedAt, labels }: Facts['story'],
  byHand: ReturnType<typeof tierCommands>,
) {
  const book = termsBook(history)
  const hand = handStates(labels, byHand, book)
  const standings = standingIntervals({ openedAt, entitlements, hand, book })
  return {
    promisers: { book, payment: paidTiers(entitlements, book), hand },
    standings,
    paid: standingIntervals({ openedAt, entitlements, hand: [], book }),
    tierAtOpening: standingAt(standings, openedAt).tier,
  }
}

function together(entries: Entry[], told: Entry[]): Entry[] {
  return told.length === 0 ? entries : [...entries, ...told].sort(entryOrder)
}

/** All that happened in private, what of it counts in the conversation, and what may be told of it. */
function laneOf({ lane = null, laneIsHidden = false, now }: Stored, roleOf: RoleOf) {
  const all = laneEntries(lane, roleOf, now)
  const counted = lane ? countedEntries(all, lane, roleOf, laneIsHidden) : []
  return { all, counted, told: (laneIsHidden ? all.filter(isTransition) : all).map(withoutWords) }
}

/** What was a command when it was written stays one, whatever commands begin with today. */
function prefixTeller(history: Stored['history']): (at: number) => string {
  return (at) => {
    const inForce = history.findLast(({ fromAt }) => fromAt <= at) ?? history[0]!
    return inForce.settings.commands.prefix
  }
}

/** What was said stays said, also when somebody deleted it. */
function writtenNames({ written, ticket }: Stored, own: Facts['story']['own']): Set<string> {
  const start = `${ticket.id}|`
  const names = [...written].map((key) => (key.startsWith(start) ? key.slice(start.length) : key))
  const parts = own.flatMap(({ body, lane }) => {
    const said = findMarkers(body)
    // An answer in private is none in public.
    return said.map((part) => (lane && part.kind === 'answer' ? `lane ${partName(part)}` : partName(part)))
  })
  return new Set([...names, ...parts])
}
