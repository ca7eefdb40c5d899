// The figures of a repository's tickets one after another, as they are now: kept ones where they hold, others made anew.
// Nothing is written. What is kept of a ticket holds as long as nothing that it rests on is otherwise:
// - the ticket, its ledger and the reactions to its answer: the database takes the version away when one is written;
// - rules, settings over time (corrected or not), people, names of labels: `figuresVersion`;
// - what its requester is entitled to: the digest of `PaymentBook`;
// - the moment: clocks run on and deadlines pass in `countedFrom`; another promise may begin at `validUntil`.
// A ticket that goes on as another one or in private, or was one, rests on a second ledger or on other settings: it is made each time.
// Which tickets are issues of our own, or go on elsewhere, is looked up at every report.
import { breather } from '../agenda/gently.ts'
import type { TicketId } from '../domain/ticket.ts'
import { hoursAtOpening } from '../plan/clocks/clocks.ts'
import { countedBetween } from '../plan/clocks/open-time.ts'
import { termsBook } from '../plan/clocks/terms.ts'
import { type CorrectedPromise, correctedPromises } from '../report/corrections.ts'
import type { CountedTicket } from '../report/figures.ts'
import { countedFrom, type HoursBetween, type KeptTicket } from '../report/kept-figures.ts'
import { type KeptFigures, keptFigures } from '../store/figures.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { type PaymentBook, paymentBook } from './figure-payments.ts'
import type { View } from './figures.ts'
import { figuresVersion } from './figures-version.ts'
import { followedIn } from './followed-tickets.ts'
import type { ServedRepository } from './served-repository.ts'
import { type Tellings, type ToldTicket, tellTickets } from './tell-figures.ts'

export interface Counting {
  add(ticket: CountedTicket, requesterId: number | null): void
  /** A promise that deliberate corrections of settings have it told otherwise. */
  correct(promise: CorrectedPromise): void
}

/** Hands over each ticket that was opened in [fromAt, toAt), as of `now`, in no order. Lets others go first. */
export async function countFigures(
  deps: LifeDeps,
  served: ServedRepository,
  { span, now, view }: { span: { fromAt: number; toAt: number }; now: number; view: View },
  counting: Counting,
): Promise<void> {
  const { db } = deps.store
  const version = figuresVersion(served)
  const book = await paymentBook(deps, served)
  const isCounted = await followedIn(deps, served.repository)
  const hours = hoursOf(served)
  const breathe = breather()
  const count = ({ told, toldAt, requesterId }: Told) =>
    countTold(told, view, { ...counting, requesterId }, (kept) =>
      countedFrom(kept, { toldAt, now: Math.max(now, toldAt), hours }),
    )
  for await (const rows of keptFigures<Tellings>(db, served.repository.id, span)) {
    const here = rows.filter(({ ticketId }) => isCounted(ticketId))
    await book.look(here.map(({ requesterId }) => requesterId))
    const others: TicketId[] = []
    for (const row of here) {
      const told = toldBy(row, version, book, now)
      if (told) count({ ...row, told })
      else others.push(row.ticketId)
      await breathe()
    }
    for await (const told of tellTickets(deps, served, book, others, now)) count(told)
  }
}

type Told = Pick<ToldTicket, 'told' | 'toldAt' | 'requesterId'>

/** Null where what is kept does not hold. */
export function toldBy(
  row: KeptFigures<Tellings>,
  version: number,
  book: PaymentBook,
  now: number,
): Tellings | null {
  const holds =
    row.version === version &&
    row.paid === book.of(row.requesterId).digest &&
    row.toldAt <= now &&
    (row.validUntil === null || now < row.validUntil)
  return holds ? row.told : null
}

function countTold(
  [known, shown = 0, knownBefore = 0, shownBefore = 0]: Tellings,
  view: View,
  { add, correct, requesterId }: Counting & Pick<Told, 'requesterId'>,
  counted: (kept: KeptTicket) => CountedTicket,
): void {
  const seen = view === 'known' || shown === 0 ? known : shown
  const before = view === 'known' ? knownBefore : shownBefore
  const ticket = seen && counted(seen)
  if (ticket) add(ticket, requesterId)
  if (before === 0) return
  const promises = correctedPromises(before ? [counted(before)] : [], ticket ? [ticket] : [])
  for (const promise of promises) correct(promise)
}

export function hoursOf({ history }: ServedRepository): HoursBetween {
  const book = termsBook(history)
  return ([, openedAt, , tier], fromAt, untilAt) =>
    countedBetween(hoursAtOpening(book, tier, openedAt), fromAt, untilAt)
}
