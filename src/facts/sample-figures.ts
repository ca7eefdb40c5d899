// Some of the figures that are kept, made once more: whether they are what the ledgers say.
import { isDeepStrictEqual } from 'node:util'
import type { FigureSample } from '../doctor/house.ts'
import type { CountedTicket } from '../report/figures.ts'
import { countedFrom, type KeptTicket } from '../report/kept-figures.ts'
import { keptOf, someKept } from '../store/figures.ts'
import { findServed } from '../store/repositories.ts'
import { hoursOf, toldBy } from './each-figure.ts'
import type { LifeDeps } from './earlier-lives.ts'
import { paymentBook } from './figure-payments.ts'
import { figuresVersion } from './figures-version.ts'
import type { ServedRepository } from './served-repository.ts'
import { type Tellings, tellTickets } from './tell-figures.ts'

const MOST = 200

/** Changes nothing. What does not hold any more is left out: reports do not use it. */
export async function sampleFigures(deps: LifeDeps, now: number): Promise<FigureSample[]> {
  const { db } = deps.store
  const byRepository = Map.groupBy(await someKept(db, MOST), ({ repositoryId }) => repositoryId)
  const samples: FigureSample[] = []
  for (const [repositoryId, kept] of byRepository) {
    const repository = await findServed(db, repositoryId)
    const served = repository && (await deps.contexts.get(repository))
    if (!served) continue
    const ids = kept.map(({ ticketId }) => ticketId)
    const name = `${repository.owner}/${repository.name}`
    samples.push({ repositoryId, repository: name, ...(await compare(deps, served, ids, now)) })
  }
  return samples
}

async function compare(
  deps: LifeDeps,
  served: ServedRepository,
  ticketIds: readonly string[],
  now: number,
): Promise<Pick<FigureSample, 'looked' | 'differing'>> {
  const version = figuresVersion(served)
  const book = await paymentBook(deps, served)
  const hours = hoursOf(served)
  const rows = await keptOf<Tellings>(deps.store.db, ticketIds)
  await book.look(rows.map(({ requesterId }) => requesterId))
  const holding = new Map(
    rows.flatMap((row) => {
      const told = toldBy(row, version, book, now)
      return told ? [[row.ticketId, { told, toldAt: row.toldAt }] as const] : []
    }),
  )
  const asOfNow = (told: Tellings, toldAt: number) => {
    const counted = (kept: KeptTicket | null) =>
      kept && countedFrom(kept, { toldAt, now: Math.max(now, toldAt), hours })
    const [known, shown = 0, knownBefore = 0, shownBefore = 0] = told
    const seen = shown === 0 ? known : shown
    const before = [knownBefore === 0 ? known : knownBefore, shownBefore === 0 ? seen : shownBefore]
    return [counted(known), counted(seen), ...before.map(counted).map(withoutHours)]
  }
  const differing: string[] = []
  for await (const anew of tellTickets(deps, served, book, [...holding.keys()], now)) {
    const kept = holding.get(anew.ticketId)!
    if (!isDeepStrictEqual(asOfNow(kept.told, kept.toldAt), asOfNow(anew.told, anew.toldAt))) {
      differing.push(anew.ticketId)
    }
  }
  return { looked: holding.size, differing }
}

/** Of a telling without corrections only promises count. */
function withoutHours(ticket: CountedTicket | null): CountedTicket | null {
  return ticket && { ...ticket, firstResponse: { ...ticket.firstResponse, calendarMs: 0 } }
}
