// What people claimed of profiles elsewhere, against the profiles of who pays.
import type { OpenClaim } from '../domain/profile-claim.ts'
import type { Actor } from '../domain/ticket.ts'
import type { ClaimsBook } from '../store/profile-claims.ts'
import type { AccountsApi } from './github-apis.ts'
import { declaredLogins } from './github-handle.ts'
import { type BackerProfile, type OpenCollectiveApi, profileId } from './open-collective-client.ts'
import type { BulkRead } from './source.ts'

interface Parts {
  api: Pick<OpenCollectiveApi, 'profile'>
  claims: ClaimsBook
  accounts: AccountsApi
}

/** A profile counts for whom it declares: where it holds the code that they were given, or a maintainer says so. */
export async function proveClaims(
  { api, claims, accounts }: Parts,
  { scope, needs, signal }: BulkRead,
  open: readonly OpenClaim[],
  profiles: readonly BackerProfile[],
): Promise<void> {
  const actors = new Map<string, Actor | null>()
  const actorOf = async (login: string) => {
    if (!actors.has(login)) actors.set(login, await accounts.getAccount(needs[0]?.installationId ?? 0, login))
    return actors.get(login) ?? null
  }
  for (const profile of profiles) {
    const declared = declaredLogins(profile.socialLinks ?? [])
    for (const claim of open) {
      const handle = claim.login.toLowerCase()
      if (!declared.includes(handle)) continue
      const proof = { profileId: profileId(profile), handle, by: claim.by }
      if (claim.code !== null) {
        const text = textOf(profile) ?? textOf(await api.profile(profile.slug, signal)) ?? ''
        if (claim.accountId === null || !text.includes(claim.code)) continue
        const theirs = open.filter(({ code }) => code === claim.code)
        const account = { accountId: claim.accountId, accountType: 'User', login: claim.login } as const
        await claims.prove(scope, { ...proof, ...account }, theirs)
        continue
      }
      const actor = await actorOf(handle)
      if (!actor || actor.id === null) await claims.settle([claim], 'no_account')
      else await claims.prove(scope, { ...proof, ...accountOf(actor, actor.id) }, [])
    }
  }
}

/** After the last page: what was not proved by then is told. */
export async function settleUnproved(
  claims: ClaimsBook,
  { scope, startedAt }: BulkRead,
  before: readonly OpenClaim[],
): Promise<void> {
  const open = (await claims.open(scope)).filter((one) =>
    before.some(({ ticketId, callKey }) => ticketId === one.ticketId && callKey === one.callKey),
  )
  const proofs = await claims.proofs(scope)
  for (const claim of open) {
    if (claim.code !== null) {
      if (claim.lookUntilAt <= startedAt) await claims.settle([claim], 'not_found')
      continue
    }
    if (claim.askedAt > startedAt) continue
    const isProved = proofs.some(
      ({ handle, by, provedAt = 0 }) =>
        by === 'maintainer' && handle === claim.login.toLowerCase() && provedAt >= claim.askedAt,
    )
    await claims.settle([claim], isProved ? 'proved' : 'nobody')
  }
}

function accountOf(actor: Actor, id: number) {
  const accountType = actor.type === 'Organization' ? ('Organization' as const) : ('User' as const)
  return { accountId: id, accountType, login: actor.login }
}

/** What a profile says about itself, in small letters, as codes are; null where it was told without its texts. */
function textOf(profile: BackerProfile | null): string | null {
  const { description, longDescription } = profile ?? {}
  if (description === undefined && longDescription === undefined) return null
  return `${description ?? ''}\n${longDescription ?? ''}`.toLowerCase()
}
