// The error signatures of tickets: only what tells one error from another is kept of them, and no text.
import type { Ticket, TicketId } from '../domain/ticket.ts'
import { fromJson } from './json.ts'
import type { Db } from './open.ts'

/**
 * In the place of those that were known of the ticket. Call it in a transaction.
 * @param signedAs the version of what signs; `isSigned`: whether any may be known
 */
export async function saveSignatures(
  db: Db,
  { id, repositoryId }: Pick<Ticket, 'id' | 'repositoryId'>,
  digests: readonly string[],
  { signedAs, isSigned }: { signedAs: number; isSigned: boolean },
): Promise<void> {
  if (isSigned) await db.deleteFrom('ticket_signature').where('ticket_id', '=', id).execute()
  if (digests.length > 0) {
    const rows = digests.map((digest) => ({ ticket_id: id, repository_id: repositoryId, digest }))
    const insert = db.insertInto('ticket_signature').values(rows)
    await insert.onConflict((conflict) => conflict.doNothing()).execute()
  }
  await db.updateTable('ticket').set({ signed_as: signedAs }).where('id', '=', id).execute()
}

/** The newest tickets of a repository whose signatures are not known, or are another version's; at most `most`. */
export async function unsignedTickets(
  db: Db,
  repositoryId: number,
  signedAs: number,
  most: number,
): Promise<Ticket[]> {
  const rows = await db
    .selectFrom('ticket')
    .select('data')
    .where('repository_id', '=', repositoryId)
    .where('gone', 'is', null)
    .where((eb) => eb.or([eb('signed_as', 'is', null), eb('signed_as', '!=', signedAs)]))
    .orderBy('opened_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ data }) => fromJson<Ticket>(data))
}

/** How many tickets of a repository that are still there have each of these signatures. */
export async function countSigned(
  db: Db,
  repositoryId: number,
  digests: readonly string[],
): Promise<Map<string, number>> {
  if (digests.length === 0) return new Map()
  const rows = await db
    .selectFrom('ticket_signature')
    .innerJoin('ticket', 'ticket.id', 'ticket_signature.ticket_id')
    .select((eb) => ['ticket_signature.digest', eb.fn.countAll<number | string>().as('count')])
    .where('ticket_signature.repository_id', '=', repositoryId)
    .where('ticket_signature.digest', 'in', digests)
    .where('ticket.gone', 'is', null)
    .groupBy('ticket_signature.digest')
    .execute()
  return new Map(rows.map(({ digest, count }) => [digest, Number(count)]))
}

/** The tickets of a repository that are still there with this signature, but for one. */
export async function ticketsSigned(
  db: Db,
  repositoryId: number,
  digest: string,
  except: TicketId,
): Promise<Ticket[]> {
  const rows = await db
    .selectFrom('ticket_signature')
    .innerJoin('ticket', 'ticket.id', 'ticket_signature.ticket_id')
    .select('ticket.data')
    .where('ticket_signature.repository_id', '=', repositoryId)
    .where('ticket_signature.digest', '=', digest)
    .where('ticket.gone', 'is', null)
    .where('ticket.id', '!=', except)
    .execute()
  return rows.map(({ data }) => fromJson<Ticket>(data))
}
