// Answers from the knowledge base: an article, a pointer to a section, or else links that may help. At most once, and
// never after a maintainer has spoken, unless a maintainer asks for it.

import { LINKS } from '../../../domain/answer.ts'
import type { ArticleChoice, Facts, KnowledgeVerdict } from '../../../domain/facts.ts'
import type { AnswerMode } from '../../../domain/settings.ts'
import type { Want, WhatOf } from '../../../domain/want.ts'
import { safeLink } from '../../../words/safe-text.ts'
import { answerMessage } from '../../../words/ticket/answer-words.ts'
import { linksMessage, type Page, pageName, pointerMessage } from '../../../words/ticket/pointer-words.ts'
import type { Contribution, Draft } from '../plan.ts'
import { say } from '../wants.ts'
import { answerSaid, tierOf } from './shared.ts'
import { whyNotUnasked, whyOutOfBounds } from './unasked.ts'

/** Older questions have found their answer elsewhere, or were given up. */
const ANSWER_WITHIN_MS = 7 * 86_400_000

export function answer(facts: Facts): Contribution {
  const silent = whySilent(facts)
  if (silent) return { reasons: [silent] }
  const verdict = facts.knowledge.verdict()
  const { article, suggested } = verdict
  const answers = verdict.answered ? article : null
  const found = answers ? [answers] : suggested
  const named = found.map(({ slug }) => slug).join(', ')
  if (found.length === 0) {
    return {
      reasons: [`silent: ${verdict.reasons[0] ?? 'no article passes the bar'}`, ...candidates(verdict)],
    }
  }
  if (answerMode(facts) === 'draft' || isLearntLater(facts)) {
    return { drafts: found.map(draftOf), reasons: [`draft: ${named}`, ...candidates(verdict)] }
  }
  const why = answers ? `answered with ${named} (${percent(verdict.confidence)})` : `offered: ${named}`
  const part = answers ? sayAnswer(facts, answers, { why }) : sayLinks(facts, suggested, why)
  return { wants: [part], reasons: [why, ...verdict.reasons] }
}

/** Less is what is nearest where nothing is near: no maintainer means that by `/answer`. */
const LEAST_CONFIDENCE = 0.15

/** What `/answer` without a name posts, and the queue names first; null where nothing fits even roughly. */
export function firstCandidate({
  answered,
  article,
  suggested,
  candidates,
}: KnowledgeVerdict): string | null {
  const likely = candidates.find(({ confidence }) => confidence >= LEAST_CONFIDENCE)
  return (answered ? article?.slug : null) ?? suggested[0]?.slug ?? likely?.slug ?? null
}

/** The part of the comment that holds an article, or points to a section. */
export function sayAnswer(
  facts: Facts,
  article: ArticleChoice,
  wish: { why: string; asked?: string },
): Want & { what: WhatOf<'say'> } {
  return say(facts, { kind: 'answer', key: article.slug }, answerText(article), { rank: 2, ...wish })
}

function sayLinks(facts: Facts, choices: readonly ArticleChoice[], why: string): Want {
  const text = linksMessage(
    choices.map((choice) => ({ ...pageOf(choice), about: choice.about() })),
    facts.knowledge.reader(),
  )
  const want = say(facts, { kind: 'answer', key: LINKS }, text, { rank: 2, why })
  return { ...want, what: { ...want.what, pages: choices.map(({ slug }) => slug) } }
}

export function answerText(article: ArticleChoice): string {
  const { url, path, language, reader, pointer } = article
  if (pointer) return pointerMessage({ ...pageOf(article), quotation: article.body(), reader })
  const source = url === null ? null : safeLink(path.split('/').at(-1) ?? path, url)
  return answerMessage({ body: article.body(), source, language, reader })
}

function pageOf({ title, url, language, pointer }: ArticleChoice): Page {
  return { headings: pointer?.headings ?? [title], url: url ?? '', language }
}

function draftOf({ slug, title, pointer }: ArticleChoice): Draft {
  return { slug, title: pointer ? pageName(pointer.headings) : title, isSection: pointer !== null }
}

/** What learns to answer a question after it was asked is for maintainers to judge, as is a question of long ago. */
function isLearntLater(facts: Facts): boolean {
  return isOfLongAgo(facts) || (facts.askedAt !== null && facts.askedAt >= askedAt(facts))
}

/** Nothing is said unasked any more. */
export function isOfLongAgo({ now, ticket }: Facts): boolean {
  return now - ticket.openedAt > ANSWER_WITHIN_MS
}

/** When the requester wrote what is asked: the ticket's opening, or their last edit of it. */
export function askedAt({ ticket, entries }: Facts): number {
  const edited = entries.findLast((one) => one.kind === 'edited' && one.actor.id === ticket.requester.id)
  return Math.max(ticket.openedAt, edited?.at ?? 0)
}

/** What the tier says of answers. */
export function answerMode(facts: Facts): AnswerMode {
  const tier = tierOf(facts)
  return (tier ? tier.answers : facts.settings.community.answers) ?? facts.settings.knowledgeBase.mode
}

/** Why the knowledge base is not even asked; null where it is. */
export function whySilent(facts: Facts): string | null {
  const answered = answerSaid(facts) ? 'answered once already' : null
  const reason = whyOutOfBounds(facts) ?? answered ?? whyNotUnasked(facts)
  if (reason !== null) return `silent: ${reason}`
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
