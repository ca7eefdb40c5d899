// What was claimed on a ticket of profiles elsewhere, and noting what is claimed anew.
import { randomBytes } from 'node:crypto'
import type { Facts } from '../domain/facts.ts'
import type { Entry, TicketId } from '../domain/ticket.ts'
import { wakeScopes } from '../entitlements/changes.ts'
import { scopesOf } from '../entitlements/scopes.ts'
import type { EntitlementQuery } from '../entitlements/source.ts'
import { claimsToNote } from '../plan/ticket/commands/claim.ts'
import { whyStandBack } from '../plan/ticket/decide.ts'
import { inside, type Store } from '../store/open.ts'
import { addClaim, claimsOf } from '../store/profile-claims.ts'

/** Most tickets have none, and cost no question to the database. */
export async function claimsOn(
  { db }: Pick<Store, 'db'>,
  asked: EntitlementQuery,
  { ticketId, entries }: { ticketId: TicketId; entries: readonly Entry[] },
): Promise<Facts['claims']> {
  const { needs } = scopesOf(asked.settings, asked.repository, asked.credentials)
  const scope = needs.find(({ source }) => source === 'open_collective')?.scope ?? null
  const mayHave = scope !== null && entries.some(({ data }) => /claim/i.test(data.body ?? ''))
  return { scope, asked: mayHave ? await claimsOf(db, ticketId) : [] }
}

/** True where any is new: they are looked for at once, and the ticket is to be decided again. */
export async function noteClaims(store: Store, facts: Facts): Promise<boolean> {
  const { scope } = facts.claims
  const called = claimsToNote(facts)
  if (scope === null || called.length === 0 || whyStandBack(facts) !== null) return false
  const now = store.now()
  return store.transaction(async (tx) => {
    let isNew = false
    for (const one of called) {
      const claim = { ticketId: facts.ticket.id, scope, ...one }
      isNew = (await addClaim(tx, claim, { newCode, now })) || isNew
    }
    if (isNew) await wakeScopes(inside(store, tx), [scope], now)
    return isNew
  })
}

const SIGNS = 'abcdefghijklmnopqrstuvwxyz234567'

/** A hundred bits, in small letters that no text editor changes. */
function newCode(): string {
  const signs = [...randomBytes(20)].map((byte) => SIGNS[byte & 31]).join('')
  return `firstline-${signs.match(/.{5}/g)!.join('-')}`
}
