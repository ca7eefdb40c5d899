// Claims of profiles elsewhere: what was asked for on which ticket, and what is proved.
import type { OpenClaim, ProfileClaim, ProfileProof } from '../domain/profile-claim.ts'
import type { TicketId } from '../domain/ticket.ts'
import { PRIORITY, wake } from './agenda.ts'
import type { Db, Store } from './open.ts'
import type { ProfileClaimTable } from './profile-claim-tables.ts'

/** All of a ticket, in the order they were asked. */
export async function claimsOf(db: Db, ticketId: TicketId): Promise<ProfileClaim[]> {
  const rows = await db
    .selectFrom('profile_claim')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('asked_at')
    .execute()
  return rows.map(toClaim)
}

const LOOKED_FOR_MS = 3_600_000
const CODE_GOOD_FOR_MS = 7 * 86_400_000

export interface NewClaim {
  ticketId: TicketId
  callKey: string
  scope: string
  by: ProfileClaim['by']
  /** Of who asks for themselves. */
  accountId: number | null
  login: string
}

/** Notes a claim once: false where it was. Who asks again on the same ticket keeps the code that they have, for a week. */
export async function addClaim(
  db: Db,
  claim: NewClaim,
  { newCode, now }: { /** Not to be guessed. */ newCode(): string; now: number },
): Promise<boolean> {
  const { by, accountId, login } = claim
  const isOwn = by === 'requester'
  const before = isOwn ? await codeOf(db, claim, now) : undefined
  const code = isOwn ? (before?.code ?? newCode()) : null
  const added = await db
    .insertInto('profile_claim')
    .values({
      ticket_id: claim.ticketId,
      call_key: claim.callKey,
      scope: claim.scope,
      asked_by: by,
      account_id: accountId,
      login,
      code,
      asked_at: now,
      look_until: isOwn ? now + LOOKED_FOR_MS : now,
      code_until: code === null ? null : (before?.code_until ?? now + CODE_GOOD_FOR_MS),
      outcome: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(added.numInsertedOrUpdatedRows ?? 0) > 0
}

/** What was given to this account on this ticket before, and opened nothing yet. */
async function codeOf(db: Db, { ticketId, scope, accountId }: NewClaim, now: number) {
  return db
    .selectFrom('profile_claim')
    .select(['code', 'code_until'])
    .where('ticket_id', '=', ticketId)
    .where('scope', '=', scope)
    .where('account_id', '=', accountId)
    .where('code_until', '>', now)
    .where((eb) => eb.or([eb('outcome', 'is', null), eb('outcome', '=', 'not_found')]))
    .executeTakeFirst()
}

/** What the reading of a scope asks of claims, and tells them. */
export interface ClaimsBook {
  open(scope: string): Promise<OpenClaim[]>
  proofs(scope: string): Promise<ProfileProof[]>
  /** The profile belongs to the account, whoever had it before; these claims have come to their end. */
  prove(scope: string, proof: ProfileProof, claims: readonly OpenClaim[]): Promise<void>
  /** The profile says so no longer. */
  endProof(scope: string, profileId: string): Promise<void>
  settle(claims: readonly OpenClaim[], outcome: NonNullable<ProfileClaim['outcome']>): Promise<void>
}

export function claimsBook(store: Store): ClaimsBook {
  return {
    open: async (scope) => {
      const rows = await store.db
        .selectFrom('profile_claim')
        .selectAll()
        .where('scope', '=', scope)
        .where('outcome', 'is', null)
        .orderBy('asked_at')
        .execute()
      return rows.map(toOpen)
    },
    proofs: async (scope) => {
      const rows = await store.db.selectFrom('profile_proof').selectAll().where('scope', '=', scope).execute()
      return rows.map((row) => ({
        profileId: row.profile_id,
        accountId: row.account_id,
        accountType: row.account_type,
        login: row.login,
        handle: row.handle,
        by: row.proved_by,
        provedAt: row.proved_at,
      }))
    },
    prove: (scope, proof, claims) =>
      store.transaction(async (tx) => {
        await saveProof(tx, scope, proof, store.now())
        await settle(tx, claims, 'proved', store.now())
      }),
    endProof: async (scope, profileId) => {
      await store.db
        .deleteFrom('profile_proof')
        .where('scope', '=', scope)
        .where('profile_id', '=', profileId)
        .execute()
    },
    settle: (claims, outcome) => store.transaction((tx) => settle(tx, claims, outcome, store.now())),
  }
}

async function saveProof(db: Db, scope: string, proof: ProfileProof, now: number): Promise<void> {
  const { profileId: profile_id, accountId, accountType, login, handle, by } = proof
  const columns = {
    ...{ account_id: accountId, account_type: accountType, login, handle, proved_by: by, proved_at: now },
  }
  await db
    .insertInto('profile_proof')
    .values({ scope, profile_id, ...columns })
    .onConflict((conflict) => conflict.columns(['scope', 'profile_id']).doUpdateSet(columns))
    .execute()
}

/** Their tickets are looked at again. */
async function settle(
  db: Db,
  claims: readonly OpenClaim[],
  outcome: NonNullable<ProfileClaim['outcome']>,
  now: number,
): Promise<void> {
  for (const { ticketId, callKey } of claims) {
    await db
      .updateTable('profile_claim')
      .set({ outcome })
      .where('ticket_id', '=', ticketId)
      .where('call_key', '=', callKey)
      .execute()
    await wake(db, { line: { kind: 'ticket', ticketId }, at: now, priority: PRIORITY.normal })
  }
}

function toClaim({ call_key: callKey, asked_by: by, login, code, outcome }: ProfileClaimTable): ProfileClaim {
  return { callKey, by, login, code, outcome }
}

function toOpen(row: ProfileClaimTable): OpenClaim {
  const { ticket_id: ticketId, account_id: accountId, asked_at: askedAt, look_until: lookUntilAt } = row
  return { ...toClaim(row), ticketId, accountId, askedAt, lookUntilAt }
}
