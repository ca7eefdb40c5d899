// Tickets of the past in the moment of their opening, as if Firstline had been there with the settings of today.
import { breather, gently } from '../agenda/gently.ts'
import type { Facts, KnowledgeFacts } from '../domain/facts.ts'
import type { Ticket } from '../domain/ticket.ts'
import { entitlementsOfMany } from '../entitlements/resolve.ts'
import { asOf } from '../plan/ticket/as-of.ts'
import { gatherFacts, readingAhead } from '../plan/ticket/gather.ts'
import { gatherViews } from '../plan/ticket/views.ts'
import { entriesOfAll } from '../store/ledger.ts'
import { NO_REACTIONS } from '../store/reactions.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { NO_KNOWLEDGE } from './figures.ts'
import type { ServedRepository } from './served-repository.ts'

const CHUNK = 200

export interface Opening {
  /** As anybody may see it. */
  shown: Facts
  /** As if nobody paid. */
  unpaid: Facts
}

interface Asked {
  /** What the knowledge base would have said; left out: nothing. */
  knowledge?: (ticket: Ticket) => KnowledgeFacts
  /** Also in the moments in which a payment of the requester began while it was open. */
  whenPaid?: boolean
}

/**
 * What a decision would have looked at. A payment counts as always known, by its own validity;
 * the ticket's text is today's, for edits do not say what stood there before.
 */
export async function* openingsOf(
  deps: LifeDeps,
  served: ServedRepository,
  tickets: readonly Ticket[],
  { knowledge = () => NO_KNOWLEDGE, whenPaid = false }: Asked = {},
): AsyncGenerator<Opening> {
  const asIfLive = sinceEver(served)
  const { repository, settings } = asIfLive
  const breathe = breather()
  for (let from = 0; from < tickets.length; from += CHUNK) {
    const chunk = tickets.slice(from, from + CHUNK)
    const ledgers = await entriesOfAll(
      deps.store.db,
      chunk.map(({ id }) => id),
    )
    const requesters = chunk.flatMap(({ requester }) => requester.id ?? [])
    const asked = { repository, settings, credentials: deps.credentials }
    const paid = await entitlementsOfMany(deps.store, asked, requesters)
    for (const ticket of chunk) {
      const { entitlements = [] } = paid.get(ticket.requester.id ?? 0) ?? {}
      const ledger = ledgers.get(ticket.id) ?? []
      const begun = whenPaid ? beginnings(ticket, ledger, { entitlements, now: deps.store.now() }) : []
      for (const then of [atOpening(ticket, ledger), ...begun]) {
        const stored = {
          ...asIfLive,
          ...then,
          entitlements: entitlements.map((one) => ({ ...one, learnedAt: one.sinceAt })),
          knowledge: knowledge(ticket),
          feedback: NO_REACTIONS,
          written: [],
        }
        await gently(readingAhead(stored))
        const { shown } = gatherViews(stored)
        const isPaid = entitlements.length > 0
        yield { shown, unpaid: isPaid ? gatherFacts({ ...stored, entitlements: [] }) : shown }
        await breathe()
      }
    }
  }
}

type Ledger = Parameters<typeof asOf>[1]
type Then = ReturnType<typeof asOf> & { now: number }

/** Whatever became of it, it was open then. */
function atOpening(ticket: Ticket, ledger: Ledger): Then {
  const { ticket: then, entries } = asOf(ticket, ledger, ticket.openedAt)
  const opened = { ...then, open: true, stateReason: null, locked: false, gone: null }
  return { ticket: opened, entries, now: ticket.openedAt }
}

function beginnings(
  ticket: Ticket,
  ledger: Ledger,
  { entitlements, now }: { entitlements: ReadonlyArray<{ sinceAt: number }>; now: number },
): Then[] {
  return entitlements
    .map(({ sinceAt }) => sinceAt)
    .filter((at) => at > ticket.openedAt && at <= now)
    .sort((a, b) => a - b)
    .map((at) => ({ ...asOf(ticket, ledger, at), now: at }))
    .filter(({ ticket: { open, gone } }) => open && gone === null)
}

/** Installed before every ticket, with the settings of today in force, whatever they say of the mode. */
function sinceEver({
  repository,
  settings: written,
  settingsAreHidden,
  roleOf,
  labelNames,
}: ServedRepository) {
  const settings = { ...written, mode: 'live' as const }
  return {
    repository: { ...repository, installedAt: 0, archived: false },
    settings,
    settingsAreHidden,
    history: [{ fromAt: 0, settings }],
    roleOf,
    labelNames,
  }
}
