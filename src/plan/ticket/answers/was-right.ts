// Whether the answer that Firstline gave by itself was right, by what people said and did since. Pure.
import type { Facts } from '../../../domain/facts.ts'
import type { AddressBook } from '../../../knowledge/address-book.ts'
import { answersOf } from '../rules/shared.ts'
import { answerOutcome } from './answer-outcome.ts'
import { lastLesson, partOf } from './lesson.ts'
import { objectionTo } from './objection.ts'

/**
 * Of the first answer, with this slug. Wrong: it was said not to help, taken back, or a maintainer linked or posted
 * another since. Right: it was said to help, it solved the ticket, or a maintainer linked the same. The last word counts;
 * null: nobody has said.
 */
export function wasRight(facts: Facts, slug: string, slugAt: AddressBook): boolean | null {
  const [answer] = answersOf(facts)
  if (!answer || answer.slug !== partOf(slug)) return null
  const objection = objectionTo(facts)
  const last = lastLesson(facts, slugAt)
  const lesson = last && last.at > answer.writtenAt ? last : null
  if (objection?.slug === answer.slug && objection.at >= (lesson?.at ?? 0)) return false
  if (lesson) return partOf(lesson.slug) === answer.slug
  if (!answer.stands) return false
  const outcome = answerOutcome(facts)
  return outcome?.helpful || (outcome?.solved ?? null) !== null ? true : null
}
