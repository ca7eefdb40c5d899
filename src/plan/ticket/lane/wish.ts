// Whether a ticket is to go on in private, and whether that is told in public. Pure.
import type { Facts } from '../../../domain/facts.ts'
import { type Marker, partName } from '../../../domain/marker.ts'
import { tierNamed } from '../../../domain/tier-names.ts'
import { privateCalls } from '../commands/private.ts'
import { isUnderWatch, opensAsCustomer } from '../rules/shared.ts'

/** Of what is said in public, which is that it goes on in private, and no more. */
export const TOLD: Marker = { kind: 'private', key: 'lane' }

/** A maintainer says so, or the tier: then nobody has to. What has gone on in private goes on there. */
export function wishesLane(facts: Facts): boolean {
  return hasGoneOn(facts) || privateCalls(facts).length > 0 || isTierPrivate(facts)
}

/** It was told in public that it does. */
export function hasGoneOn({ written }: Facts): boolean {
  return written.has(partName(TOLD))
}

/**
 * Whether readers of the ticket know of it: asked of what they may see, where a private sponsor's tier is none.
 */
export function isTold(shown: Facts): boolean {
  return wishesLane(shown)
}

/** By the settings of when the ticket came under its tier; a private tier acts on tickets that are open. */
export function isTierPrivate(facts: Facts): boolean {
  const { ticket, onGitHub, standing, standings, history, settings, now } = facts
  if (standing.tier === null || !onGitHub.open || ticket.origin !== 'opened') return false
  if (!opensAsCustomer(facts) || !isUnderWatch(facts, ticket.openedAt)) return false
  const begun = standings.findLast(({ fromAt }) => fromAt <= now)?.fromAt ?? ticket.openedAt
  const sinceAt = Math.max(begun, ticket.openedAt)
  const then = history.findLast(({ fromAt }) => fromAt <= sinceAt)?.settings ?? settings
  return tierNamed(then.tiers, standing.tier)?.private ?? false
}
