// Turns a collective's orders into facts about GitHub accounts, as far as it is proved whose their profiles are.

import type { Fact } from '../domain/fact.ts'
import type { ProfileProof } from '../domain/profile-claim.ts'
import type { ClaimsBook } from '../store/profile-claims.ts'
import type { AccountsApi } from './github-apis.ts'
import { declaredLogins } from './github-handle.ts'
import {
  type BackerProfile,
  type CollectiveOrder,
  type OpenCollectiveApi,
  profileId,
} from './open-collective-client.ts'
import { moneyOf, paidUntil } from './open-collective-terms.ts'
import { proveClaims, settleUnproved } from './prove-claims.ts'
import type { BulkRead, SourceReader } from './source.ts'

const MINUTE = 60_000
/** Nothing that was charged before still counts: a year, and the days by which a charge may be late. */
const CHARGED_WITHIN_MS = 370 * 86_400_000

interface Parts {
  api: OpenCollectiveApi
  accounts: AccountsApi
  claims: ClaimsBook
  everyMs: number
}

/** Reads the orders of one collective, 100 a page; while somebody waits for their claim, every minute. */
export function openCollectiveReader({ api, accounts, claims, everyMs }: Parts): SourceReader {
  return {
    everyMs,
    async awaitedAt(scope, now) {
      const moments = (await claims.open(scope)).map(({ code, lookUntilAt, askedAt }) => {
        if (code !== null && lookUntilAt > now) return Math.min(now + MINUTE, lookUntilAt)
        // What is read before it was asked settles nothing.
        return Math.max(now, askedAt)
      })
      return moments.length > 0 ? Math.min(...moments) : null
    },
    async page(read) {
      const open = await claims.open(read.scope)
      const collective = read.needs[0]?.names[0] ?? ''
      const about = open.some(({ code }) => code !== null)
      const since = read.startedAt - CHARGED_WITHIN_MS
      const asked = { collective, cursor: read.cursor, since, about }
      const { orders, cursor } = await api.orders(asked, read.signal)
      const told = orders.filter(({ fromAccount }) => fromAccount && !fromAccount.isIncognito)
      const profiles = new Map(told.map(({ fromAccount }) => [profileId(fromAccount!), fromAccount!]))
      await proveClaims({ api, claims, accounts }, read, open, [...profiles.values()])
      const proofs = await standingProofs({ claims, accounts }, read, profiles)
      if (cursor === null) await settleUnproved(claims, read, open)
      const facts = told.flatMap((order) => factOf(order, proofs.get(profileId(order.fromAccount!))))
      const organizations = facts
        .filter((fact) => fact.accountType === 'Organization')
        .map((fact) => ({ id: fact.accountId, login: fact.login }))
      return { facts, problems: [], cursor, view: 'full', organizations }
    },
  }
}

/** Those of these profiles that still say so; the others have ended. */
async function standingProofs(
  { claims, accounts }: Pick<Parts, 'claims' | 'accounts'>,
  { scope, needs }: BulkRead,
  profiles: ReadonlyMap<string, BackerProfile>,
): Promise<Map<string, ProfileProof>> {
  const standing = new Map<string, ProfileProof>()
  for (const proof of await claims.proofs(scope)) {
    const links = profiles.get(proof.profileId)?.socialLinks
    // What is not told is not taken back.
    if (!links || declaredLogins(links).includes(proof.handle)) {
      standing.set(proof.profileId, proof)
      continue
    }
    const actor = await accounts.getAccountById(needs[0]?.installationId ?? 0, proof.accountId)
    const renamed =
      actor !== null && actor !== 'unanswered' && declaredLogins(links).includes(actor.login.toLowerCase())
    if (renamed)
      await claims.prove(scope, { ...proof, login: actor.login, handle: actor.login.toLowerCase() }, [])
    if (renamed || actor === 'unanswered') standing.set(proof.profileId, proof)
    else await claims.endProof(scope, proof.profileId)
  }
  return standing
}

function factOf(order: CollectiveOrder, proof: ProfileProof | undefined): Fact[] {
  const { tier, createdAt = null } = order
  const untilAt = paidUntil(order)
  if (!proof || !tier?.slug || untilAt === undefined) return []
  const { slug } = order.fromAccount!
  const money = moneyOf(order)
  const key = order.id ?? `${proof.profileId} ${tier.slug}`
  return [
    {
      key,
      accountId: proof.accountId,
      accountType: proof.accountType,
      login: proof.login,
      worth: { kind: 'prices', ids: [tier.slug], ...(money ? { money } : {}) },
      oneTime: false,
      private: false,
      startedAt: createdAt,
      sinceAt: createdAt,
      untilAt,
      evidence: `order ${key} of ${slug}, proved by ${proof.by === 'maintainer' ? 'a maintainer' : 'a code in its profile'}`,
    },
  ]
}
