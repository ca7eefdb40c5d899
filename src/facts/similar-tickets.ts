// Other tickets of the repository in which the same error stands, with what solved them.
import { setImmediate } from 'node:timers/promises'
import type { Similar, SimilarTicket } from '../domain/similar.ts'
import type { Entry, Ticket, TicketItself } from '../domain/ticket.ts'
import { diagnose, digestsOf, SIGNED_AS } from '../knowledge/index.ts'
import { answersOf } from '../plan/ticket/rules/shared.ts'
import {
  type Candidate,
  firstNamed,
  isClosedAsSolved,
  isFresh,
  MOST_THAT_SHARE,
  mayBeNamed,
  writtenAt,
} from '../plan/ticket/similar-tickets.ts'
import { solutionOf } from '../plan/ticket/solution.ts'
import type { Db } from '../store/open.ts'
import { countSigned, saveSignatures, ticketsSigned, unsignedTickets } from '../store/signatures.ts'
import type { TicketInTurn } from '../store/ticket-in-turn.ts'
import type { FactsDeps } from './deps.ts'
import { factsByLedger } from './facts-by-ledger.ts'
import { type ServedRepository, ticketUrl } from './served-repository.ts'

type Needs = Pick<FactsDeps, 'store'>

/**
 * Null where none is to be named. Tickets that are no longer fresh cost nothing.
 * @param written keys of Wants that were written
 */
export async function similarTickets(
  deps: Needs,
  served: ServedRepository,
  ticket: Ticket,
  { entries, written, now }: { entries: readonly Entry[]; written: readonly string[]; now: number },
): Promise<Similar | null> {
  const { db } = deps.store
  const { id: repositoryId } = served.repository
  const isSaid = written.some((key) => key.startsWith(`${ticket.id}|similar `))
  if (!ticket.open || !isFresh(ticket, now) || isSaid) return null
  const digests = signaturesOf(ticket)
  // It counts among those that share them, whether it is kept yet or not.
  const counts = digests.length === 0 ? new Map() : await countSigned(db, repositoryId, digests)
  const before = { number: ticket.number, at: writtenAt(ticket, entries) }
  for (const digest of digests.filter((one) => counts.has(one))) {
    const others = await othersWith(db, repositoryId, digest, { ticket, count: counts.get(digest) })
    const candidates: Named[] = []
    for (const other of others)
      if (mayBeNamed(other, before, served.settings)) candidates.push(await candidateOf(deps, served, other))
    const named = firstNamed(candidates)
    if (named.length > 0) return { digest, tickets: named.map(({ shown }) => shown) }
  }
  return null
}

async function othersWith(
  db: Db,
  repositoryId: number,
  digest: string,
  { ticket, count }: { ticket: Ticket; count: number },
): Promise<Ticket[]> {
  if (count > MOST_THAT_SHARE) return []
  const others = await ticketsSigned(db, repositoryId, digest, ticket.id)
  return others.length >= MOST_THAT_SHARE ? [] : others
}

interface Named extends Candidate {
  shown: SimilarTicket
}

async function candidateOf(deps: Needs, served: ServedRepository, ticket: Ticket): Promise<Named> {
  const { story: whole } = await factsByLedger(deps, served, ticket)
  // What was written in private is named nowhere.
  const isPublic = ({ lane }: { lane?: true }) => lane === undefined
  const story = { ...whole, comments: whole.comments.filter(isPublic), own: whole.own.filter(isPublic) }
  const isSolved = isClosedAsSolved(ticket) || story.answered
  const url = ticketUrl(served, ticket)
  const anchor = ticket.kind === 'issue' ? 'issuecomment' : 'discussioncomment'
  const written = isSolved ? solutionOf(story, served.settings.commands.prefix) : null
  const answer = isSolved ? answersOf({ story }).findLast(({ stands, isLinks }) => stands && !isLinks) : null
  const solution = written
    ? { by: 'comment' as const, url: `${url}#${anchor}-${written.commentId}` }
    : answer
      ? { by: 'article' as const, url: `${url}#${anchor}-${answer.id}` }
      : null
  const { kind, number, title } = ticket
  return { ticket, isSolved, shown: { kind, number, title, url, isSolved, solution } }
}

/**
 * Keeps what the ticket's errors are known by, where that is not kept of its text as it now is. Call it in a transaction.
 * @param found as the turn found it; it may have been read anew since
 */
export async function signTicket(
  db: Db,
  ticket: TicketItself,
  found: Pick<TicketInTurn, 'ticket' | 'signedAs' | 'isSigned'>,
): Promise<void> {
  const isSame = ticket.title === found.ticket.title && ticket.body === found.ticket.body
  if (isSame && found.signedAs === SIGNED_AS) return
  await saveSignatures(db, ticket, signaturesOf(ticket), { signedAs: SIGNED_AS, isSigned: found.isSigned })
}

/** So many in one go: the repository has other things to do. */
const AT_ONCE = 200

/** Signs tickets of the past, newest first. True where there may be more. */
export async function signPast({ store }: Needs, repositoryId: number): Promise<boolean> {
  const tickets = await unsignedTickets(store.db, repositoryId, SIGNED_AS, AT_ONCE)
  for (const ticket of tickets) {
    const by = { signedAs: SIGNED_AS, isSigned: true }
    await store.transaction((tx) => saveSignatures(tx, ticket, signaturesOf(ticket), by))
    await setImmediate()
  }
  return tickets.length === AT_ONCE
}

function signaturesOf({ title, body }: TicketItself): string[] {
  return digestsOf(diagnose({ title, body }))
}
