// The tables of claims of profiles elsewhere, as Kysely sees them.
import type { ProfileClaim } from '../domain/profile-claim.ts'

export interface ProfileClaimTable {
  ticket_id: string
  call_key: string
  /** Of who pays: the collective. */
  scope: string
  asked_by: ProfileClaim['by']
  account_id: number | null
  login: string
  code: string | null
  asked_at: number
  look_until: number
  /** The code opens nothing after that. */
  code_until: number | null
  outcome: ProfileClaim['outcome']
}

export interface ProfileProofTable {
  scope: string
  profile_id: string
  account_id: number
  account_type: 'User' | 'Organization'
  login: string
  handle: string
  proved_by: ProfileClaim['by']
  proved_at: number
}

declare module './tables.ts' {
  interface Tables {
    profile_claim: ProfileClaimTable
    profile_proof: ProfileProofTable
  }
}
