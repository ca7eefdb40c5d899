// What is read of sponsorships on GitHub.

import type { Actor } from '../domain/ticket.ts'

export interface SponsorsActivityNode {
  id: string
  action: string
  at: number
  sponsor: Actor | null
  private: boolean
  cents: number | null
  oneTime: boolean
}

/** Sponsorships of an account, read with the server's token, or else on behalf of an installation. */
export interface SponsorsApi {
  /** Whether it reads with a token that may see amounts and the activity feed. */
  ofAccount: boolean
  sponsorships(account: string, cursor: string | null, installationId: number): Promise<SponsorshipPage>
  activities(account: string, sinceAt: number, installationId: number): Promise<SponsorsActivityNode[]>
}

/** A sponsorship as GitHub's GraphQL shows it; `sponsor` is null where the token may not see who it is. */
export interface SponsorshipNode {
  id: string
  active: boolean
  oneTime: boolean
  private: boolean
  createdAt: number
  tierSelectedAt: number | null
  sponsor: Actor | null
  cents: number | null
}

export interface SponsorshipPage {
  /** The sponsored account. */
  account: { id: number; login: string } | null
  nodes: SponsorshipNode[]
  cursor: string | null
  /** Whether the token is of the sponsored account: only then are private sponsors and amounts to be seen. */
  full: boolean
  /** What the person who runs the server should know about the token. */
  warning: string | null
}
