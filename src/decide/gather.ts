// From what is stored about a ticket to the facts a decision looks at. Pure.
import type { Entitlement } from '../domain/entitlement.ts'
import { findMarkers, partName } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import type { RoleOf } from '../domain/roles.ts'
import type { Settings } from '../domain/settings.ts'
import type { Entry, Role, Ticket } from '../domain/ticket.ts'
import { promisesOverTime, type TermsVersion } from './clock-promises.ts'
import { ticketClocks } from './clocks.ts'
import { type CommandCall, commandCalls } from './commands/calls.ts'
import { isOnlyCommands } from './commands/parse.ts'
import { commandArity } from './commands/register.ts'
import type { Facts, Feedback, KnowledgeFacts } from './facts.ts'
import { foldTicket } from './fold.ts'
import { standingAt, standingIntervals, type TierCommand } from './standing.ts'

export interface Stored {
  now: number
  repository: Repository
  settings: Settings
  /** All settings that were ever in force, oldest first; the last are `settings`. */
  history: readonly TermsVersion[]
  ticket: Ticket
  entries: readonly Entry[]
  /** The requester's, past ones too. */
  entitlements: readonly Entitlement[]
  /** A source of them has never been read to its end. */
  unread?: boolean
  roleOf: RoleOf<Exclude<Role, 'requester'>>
  knowledge: KnowledgeFacts
  feedback: Feedback
  /** Parts said according to the effects, beside those whose markers are in the ledger. */
  said: Iterable<string>
  did: ReadonlySet<string>
}

/** Folds the ledger and reads standing, clocks and commands from it. */
export function gatherFacts(stored: Stored): Facts {
  const { ticket, settings, entries, repository } = stored
  // GitHub's clock may be ahead of ours: what has happened has happened.
  const now = entries.reduce((latest, entry) => Math.max(latest, entry.at), stored.now)
  const prefix = settings.commands.prefix
  const roleOf = withRequester(ticket, stored.roleOf)
  const story = foldTicket({
    ticket,
    entries,
    roleOf: stored.roleOf,
    isOnlyCommands: (body) => isOnlyCommands(body, prefix, commandArity),
    now,
  })
  const commands = commandCalls(entries, prefix, roleOf)
  const watchedAt = Math.max(ticket.openedAt, repository.installedAt)
  const standings = standingIntervals({
    openedAt: ticket.openedAt,
    entitlements: stored.entitlements,
    tiers: settings.tiers,
    labels: story.labels,
    commands: tierCommands(commands, settings, repository),
  })
  const promises = promisesOverTime(standings, stored.history)
    .map((interval) => ({ ...interval, fromAt: Math.max(interval.fromAt, watchedAt) }))
    .filter((interval, i, all) => all[i + 1] === undefined || all[i + 1]!.fromAt > interval.fromAt)
  return {
    now,
    repository,
    settings,
    ticket,
    entries,
    story,
    standing: standingAt(standings, now),
    standings,
    unread: stored.unread ?? false,
    clocks: ticketClocks({ story, promises, away: settings.away, now }),
    roleOf,
    commands,
    knowledge: stored.knowledge,
    feedback: stored.feedback,
    said: saidParts(stored, story.own),
    did: stored.did,
  }
}

/** The person who opened the ticket is the requester, unless the project counts them as its own. */
function withRequester(ticket: Ticket, roleOf: Stored['roleOf']): RoleOf {
  return (actor, at, question) => {
    const role = roleOf(actor, at, question)
    const isRequester = actor.id !== null && actor.id === ticket.requester.id
    return role === 'bystander' && isRequester ? 'requester' : role
  }
}

function tierCommands(calls: CommandCall[], settings: Settings, repository: Repository): TierCommand[] {
  const commands: TierCommand[] = []
  for (const call of calls) {
    if (call.name !== 'tier' || !call.allowed || call.at < repository.installedAt) continue
    const word = call.words[0] ?? ''
    if (word === 'auto') commands.push({ at: call.at, set: 'auto' })
    else if (word === 'none') commands.push({ at: call.at, set: { tier: null } })
    else if (settings.tiers.some((tier) => tier.name === word)) {
      commands.push({ at: call.at, set: { tier: word } })
    }
  }
  return commands
}

/** What was said stays said, also when somebody deleted it. */
function saidParts(stored: Stored, own: Facts['story']['own']): Set<string> {
  const said = new Set(stored.said)
  for (const comment of own) for (const marker of findMarkers(comment.body)) said.add(partName(marker))
  return said
}
