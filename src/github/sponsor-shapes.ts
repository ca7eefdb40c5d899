// Our own shapes of who sponsors an account, and of the token that sees it.
import type { Actor } from '../domain/ticket.ts'

/** A sponsorship as the sponsored account sees it. Money in US cents a month (or once). */
export interface Sponsorship {
  id: string
  active: boolean
  oneTime: boolean
  private: boolean
  paymentSource: 'GITHUB' | 'PATREON' | null
  createdAt: number
  tierSelectedAt: number | null
  /** Null where the token may not see who it is. */
  sponsor: Actor | null
  /** Null: amount unknown. */
  tier: { id: string; name: string; cents: number; oneTime: boolean; custom: boolean } | null
}

export interface SponsorsActivity {
  id: string
  action: string
  at: number
  sponsor: Actor | null
  private: boolean
  cents: number | null
  previousCents: number | null
  oneTime: boolean
}

/** Who a token belongs to and what it may do. `scopes` is null for tokens without classic scopes. */
export interface TokenInfo {
  account: Actor
  scopes: string[] | null
}
