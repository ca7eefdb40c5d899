// Reads sponsorships from GitHub's GraphQL: with the token of the sponsored account, else as an installation.

import type { z } from 'zod'
import type { Actor } from '../domain/ticket.ts'
import {
  ACTIVITIES,
  ActivitiesAnswer,
  type ActivitiesPage,
  type Activity,
  PUBLIC_SPONSORSHIPS,
  SPONSORSHIPS,
  type Sponsor,
  type Sponsorship,
  SponsorshipsAnswer,
} from './sponsors-graphql.ts'
import { askSponsors, readAs, type SponsorsClientOptions } from './sponsors-request.ts'
import type {
  SponsorsActivityNode,
  SponsorsApi,
  SponsorshipNode,
  SponsorshipPage,
} from './sponsors-shapes.ts'

export function sponsorsClient(options: SponsorsClientOptions): SponsorsApi {
  return {
    ofAccount: options.token !== null,
    async sponsorships(account, cursor, installationId) {
      const query = options.token === null ? PUBLIC_SPONSORSHIPS : SPONSORSHIPS
      const data = await askSponsors(options, installationId, query, { login: account, after: cursor })
      return toPage(readAs(SponsorshipsAnswer, data), options.token !== null)
    },
    async activities(account, sinceAt, installationId) {
      const nodes: SponsorsActivityNode[] = []
      let after: string | null = null
      do {
        const since = new Date(sinceAt).toISOString()
        const data = await askSponsors(options, installationId, ACTIVITIES, { login: account, after, since })
        const page: z.infer<typeof ActivitiesPage> | undefined = readAs(ActivitiesAnswer, data)
          .repositoryOwner?.sponsorsActivities
        for (const node of page?.nodes ?? []) if (node) nodes.push(toActivity(node, options.token !== null))
        after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
      } while (after)
      return nodes
    },
  }
}

function toPage(answer: z.infer<typeof SponsorshipsAnswer>, ofAccount: boolean): SponsorshipPage {
  const owner = answer.repositoryOwner
  if (!owner) return { account: null, nodes: [], cursor: null, full: false, warning: null }
  const { pageInfo, nodes } = owner.sponsorshipsAsMaintainer
  const own =
    owner.viewerCanAdminister === true || answer.viewer?.login.toLowerCase() === owner.login.toLowerCase()
  return {
    account: { id: owner.databaseId ?? 0, login: owner.login },
    nodes: nodes.flatMap((node) => (node ? [toNode(node, ofAccount)] : [])),
    cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    full: ofAccount && own,
    warning: ofAccount && !own ? notTheirs(owner.login) : null,
  }
}

function notTheirs(login: string): string {
  return (
    `SPONSORS_TOKEN is not of "${login}" or an owner of it, so private sponsors cannot be seen. ` +
    'Set a classic token of that account with the scopes read:user and read:org.'
  )
}

function toNode(node: z.infer<typeof Sponsorship>, amountSeen: boolean): SponsorshipNode {
  return {
    id: node.id,
    active: node.isActive,
    oneTime: node.isOneTimePayment,
    private: node.privacyLevel === 'PRIVATE',
    createdAt: Date.parse(node.createdAt),
    tierSelectedAt: node.tierSelectedAt ? Date.parse(node.tierSelectedAt) : null,
    sponsor: toActor(node.sponsorEntity),
    cents: amountSeen ? amountOf(node.tier) : null,
  }
}

function toActivity(node: z.infer<typeof Activity>, amountSeen: boolean): SponsorsActivityNode {
  return {
    id: node.id,
    action: node.action,
    at: Date.parse(node.timestamp),
    sponsor: toActor(node.sponsor),
    private: node.currentPrivacyLevel === 'PRIVATE',
    cents: amountSeen ? amountOf(node.sponsorsTier) : null,
    oneTime: node.sponsorsTier?.isOneTime ?? false,
  }
}

/** Cents; null: no tier; NaN: a tier whose amount makes no sense. */
function amountOf(tier: { monthlyPriceInCents?: unknown } | null | undefined): number | null {
  if (!tier) return null
  const cents = tier.monthlyPriceInCents
  return typeof cents === 'number' && Number.isInteger(cents) && cents >= 0 ? cents : Number.NaN
}

function toActor(sponsor: z.infer<typeof Sponsor> | null | undefined): Actor | null {
  if (!sponsor) return null
  const type = sponsor.__typename === 'Organization' ? 'Organization' : 'User'
  return { id: sponsor.databaseId ?? null, login: sponsor.login, type }
}
