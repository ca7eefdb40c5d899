// Questions that several rules ask of the facts.

import { LINKS } from '../../../domain/answer.ts'
import type { Facts } from '../../../domain/facts.ts'
import { type Marker, partText, safeKey } from '../../../domain/marker.ts'
import type { TierSettings } from '../../../domain/settings.ts'
import type { CloseSpan, LabelSpan, OwnComment } from '../../../domain/story.ts'
import type { EntryKind } from '../../../domain/ticket.ts'
import { isTakenBackText } from '../../../words/ticket/answer-words.ts'
import { unknownArticleMessage } from '../../../words/ticket/messages.ts'
import { nearestSlug } from '../nearest-slug.ts'
import { sameLabel } from '../wants.ts'

/** Tickets of maintainers and bots are neither labelled, answered nor timed. */
export function opensAsCustomer(facts: Pick<Facts, 'story'>): boolean {
  return facts.story.openerRole === 'requester' || facts.story.openerRole === 'bystander'
}

/** The settings of the requester's tier; null for community. */
export function tierOf(facts: Facts): TierSettings | null {
  return facts.settings.tiers.find((tier) => tier.name === facts.standing.tier) ?? null
}

/** Whom a tier calls when something is not as it should be; null: community. */
export function notifyOf({ settings }: Facts, tier: string | null): string[] {
  if (tier === null) return settings.community.notify
  return settings.tiers.find(({ name }) => name === tier)?.notify ?? []
}

/**
 * The tier whose label Firstline put on before it forgot why: unknown is not no, so the label stays until every source
 * was read. Null where there is none, or where what is known outweighs it.
 */
export function keptUnread(facts: Facts): TierSettings | null {
  const { unread, settings, standing, quietTiers } = facts
  const isByHand = standing.because === '/tier' || standing.because === 'label by hand'
  const known = tierOf(facts)
  if (!unread || isByHand) return null
  const candidates = settings.tiers.filter(({ name }) => !quietTiers.includes(name))
  const kept = candidates.find(({ label }) => lastingLabel(facts, label.name)?.role === 'self')
  if (!kept || kept === known) return null
  return known && settings.tiers.indexOf(known) < settings.tiers.indexOf(kept) ? null : kept
}

/** Since when a label is on and by whom, by the ledger; null where it says that it is off. */
export function lastingLabel({ story }: Facts, label: string): LabelSpan | null {
  const last = story.labels.findLast((span) => sameLabel(span.label, label))
  return last?.untilAt === null ? last : null
}

/** Since when the ticket is closed and by whom, by the ledger; null where it says that it is open. */
export function lastingClose({ story }: Facts): CloseSpan | null {
  const last = story.closes.at(-1)
  return last?.untilAt === null ? last : null
}

/** The requester commented, edited, rated or opened the ticket again: whatever waited for them is over. */
export function requesterActedSince({ ticket, entries, feedback }: Facts, sinceAt: number): boolean {
  const { id } = ticket.requester
  if (id === null) return false
  if (feedback.rated?.some(({ at }) => at > sinceAt)) return true
  return entries.some((one) => one.at > sinceAt && one.actor.id === id && TURNS.has(one.kind))
}

const TURNS: ReadonlySet<EntryKind> = new Set(['comment', 'comment_edited', 'edited', 'reopened'])

/** A maintainer has said something other than commands. */
export function maintainerSpoke(facts: Facts): boolean {
  return facts.story.comments.some((comment) => comment.role === 'maintainer' && !comment.onlyCommands)
}

/** When a maintainer first said something after a moment, or posted an answer by command; null: not yet. */
export function maintainerAnsweredAt({ story }: Pick<Facts, 'story'>, afterAt: number): number | null {
  for (const { role, onlyCommands, answeredAt, writtenAt } of story.comments) {
    const saidAt = onlyCommands ? answeredAt : writtenAt
    if (role === 'maintainer' && saidAt !== null && saidAt > afterAt) return saidAt
  }
  return null
}

/** A comment of Firstline's that holds an answer, or links that were offered instead. */
export interface Answer extends OwnComment {
  marker: Marker
  /** As the marker writes it, see `isAbout`. */
  slug: string
  isLinks: boolean
  /** Neither deleted nor taken back. */
  stands: boolean
}

/** All answers of this ticket in order, also those that were deleted or taken back since. */
export function answersOf(facts: Pick<Facts, 'story'>): Answer[] {
  return facts.story.own.flatMap((comment) => {
    const marker = comment.markers.find((one) => one.kind === 'answer')
    if (!marker) return []
    const stands = comment.deletedAt === null && !isTakenBackText(partText(comment.body, marker) ?? '')
    return [{ ...comment, marker, slug: marker.key, isLinks: marker.key === LINKS, stands }]
  })
}

/** Whether an answer is this article or section: not every slug stands in a marker as it is. */
export function isAbout(answer: Answer, slug: string): boolean {
  return answer.slug === safeKey(slug)
}

/** Firstline's last answer on this ticket, or its links; null if there never were any. */
export function answerOf(facts: Pick<Facts, 'story'>): Answer | null {
  return answersOf(facts).at(-1) ?? null
}

/** An answer was posted, is being posted, or may have been. */
export function answerSaid(facts: Facts): boolean {
  return answerOf(facts) !== null || [...facts.written].some((name) => name.startsWith('answer '))
}

/** A command was given before Firstline covered the repository: history, not a wish. */
export function isUnderWatch(facts: Pick<Facts, 'repository'>, at: number): boolean {
  return at >= facts.repository.installedAt
}

/** What to say where no article has this name; the nearest is named only where readers may know of it. */
export function unknownArticle({ knowledge }: Facts, slug: string): string {
  return unknownArticleMessage(slug, nearestSlug(slug, knowledge.slugs().filter(knowledge.isNamed)))
}
