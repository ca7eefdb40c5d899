// Why tickets are not written in private any more, told to those who can mend it.
import type { TicketId } from '../domain/ticket.ts'
import { type LaneTrouble, laneTroubles } from '../store/lanes.ts'
import type { Db } from '../store/open.ts'
import { ticketsById } from '../store/tickets.ts'
import { laneTroubleText } from '../words/ticket/lane-words.ts'

/** For a desk; in public neither which tickets they are, nor that a private sponsor's is among them. */
export async function laneProblems(db: Db, repositoryId: number, isPrivate: boolean): Promise<string[]> {
  const troubles = await laneTroubles(db, repositoryId)
  const told = isPrivate ? troubles : troubles.filter((one) => one.told)
  const numbers = isPrivate ? await numbersOf(db, troubles) : new Map<TicketId, number>()
  return [...new Set(told.map(({ ticketId, trouble }) => laneTroubleText(trouble, numbers.get(ticketId))))]
}

/** For `/readyz`, by repository. `told`: everybody may know of it. */
export async function laneFailures(db: Db): Promise<Map<number, Array<{ text: string; told: boolean }>>> {
  const troubles = await laneTroubles(db)
  const numbers = await numbersOf(
    db,
    troubles.filter(({ told }) => told),
  )
  const failures = new Map<number, Array<{ text: string; told: boolean }>>()
  for (const { repositoryId, ticketId, trouble, told } of troubles) {
    const text = laneTroubleText(trouble, numbers.get(ticketId))
    failures.set(repositoryId, [...(failures.get(repositoryId) ?? []), { text, told }])
  }
  return failures
}

async function numbersOf(db: Db, troubles: readonly LaneTrouble[]): Promise<Map<TicketId, number>> {
  const tickets = await ticketsById(
    db,
    troubles.map(({ ticketId }) => ticketId),
  )
  return new Map(tickets.map(({ id, number }) => [id, number]))
}
