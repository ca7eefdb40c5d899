// Answers from the knowledge base: at most one, never after a maintainer has spoken, unless a maintainer asks for it.

import type { ArticleChoice, Facts, KnowledgeVerdict } from '../../../domain/facts.ts'
import type { AnswerMode } from '../../../domain/settings.ts'
import type { Want, WhatOf } from '../../../domain/want.ts'
import { answerMessage } from '../../../words/answer-words.ts'
import { safeLink } from '../../../words/safe-text.ts'
import type { Contribution } from '../plan.ts'
import { say } from '../wants.ts'
import { answerSaid, isUnderWatch, maintainerSpoke, opensAsCustomer, tierOf } from './shared.ts'

/** Older questions have found their answer elsewhere, or were given up. */
const ANSWER_WITHIN_MS = 7 * 86_400_000

export function answer(facts: Facts): Contribution {
  const silent = whySilent(facts)
  if (silent) return { reasons: [silent] }
  const verdict = facts.knowledge.verdict()
  const [candidate] = verdict.candidates
  const mode = answerMode(facts)
  if (!verdict.answered || !verdict.article) {
    return {
      reasons: [`silent: ${verdict.reasons[0] ?? 'no article passes the bar'}`, ...candidates(verdict)],
    }
  }
  if (mode === 'draft' || isLearntLater(facts)) {
    return { draft: candidate ?? null, reasons: [`draft: ${verdict.article.slug}`, ...candidates(verdict)] }
  }
  const why = `answered with ${verdict.article.slug} (${percent(verdict.confidence)})`
  return { wants: [sayAnswer(facts, verdict.article, { why })], reasons: [why, ...verdict.reasons] }
}

/** The part of the comment that holds an article. */
export function sayAnswer(
  facts: Facts,
  article: ArticleChoice,
  wish: { why: string; asked?: string },
): Want & { what: WhatOf<'say'> } {
  return say(facts, { kind: 'answer', key: article.slug }, answerText(article), { rank: 2, ...wish })
}

export function answerText(article: ArticleChoice): string {
  const { url, path, language, reader } = article
  const source = url === null ? null : safeLink(path.split('/').at(-1) ?? path, url)
  return answerMessage({ body: article.body(), source, language, reader })
}

/** What learns to answer a question after it was asked is for maintainers to judge, as is a question of long ago. */
function isLearntLater(facts: Facts): boolean {
  const isOld = facts.now - facts.ticket.openedAt > ANSWER_WITHIN_MS
  return isOld || (facts.askedAt !== null && facts.askedAt >= askedAt(facts))
}

/** When the requester wrote what is asked: the ticket's opening, or their last edit of it. */
export function askedAt({ ticket, entries }: Facts): number {
  const edited = entries.findLast((one) => one.kind === 'edited' && one.actor.id === ticket.requester.id)
  return Math.max(ticket.openedAt, edited?.at ?? 0)
}

/** What the tier says of answers. */
function answerMode(facts: Facts): AnswerMode {
  const tier = tierOf(facts)
  return (tier ? tier.answers : facts.settings.community.answers) ?? facts.settings.knowledgeBase.mode
}

/** Why the knowledge base is not even asked; null where it is. */
export function whySilent(facts: Facts): string | null {
  const { ticket, onGitHub, repository } = facts
  if (!opensAsCustomer(facts)) return 'silent: opened by a maintainer or a bot'
  if (ticket.origin === 'transferred') return 'silent: transferred in'
  if (ticket.origin === 'converted') return 'silent: converted'
  if (!isUnderWatch(facts, ticket.openedAt)) return 'silent: opened before the installation'
  if (ticket.openedAt < repository.installedAt) return 'silent: opened before the installation'
  if (!onGitHub.open) return 'silent: closed'
  if (onGitHub.locked) return 'silent: locked'
  if (answerSaid(facts)) return 'silent: answered once already'
  if (maintainerSpoke(facts)) return 'silent: a maintainer has spoken'
  return answerMode(facts) === 'off' ? 'silent: answers are off' : null
}

/** What else might fit, for maintainers who ask why. */
function candidates(verdict: KnowledgeVerdict): string[] {
  const list = verdict.candidates.slice(0, 3).map((one) => `${one.slug} (${percent(one.confidence)})`)
  return list.length > 0 ? [`candidates: ${list.join(', ')}`] : []
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
