// What a ticket teaches: which article or section answered its question, by the word of a maintainer. Pure.
import type { Facts } from '../../../domain/facts.ts'
import { partName } from '../../../domain/marker.ts'
import type { StoryComment } from '../../../domain/story.ts'
import type { AddressBook } from '../../../knowledge/address-book.ts'
import { writtenLinks } from '../../../knowledge/written-links.ts'
import { answer as answerCommand } from '../commands/answer.ts'
import { isLeftOut } from '../left-out.ts'
import { answersOf, opensAsCustomer } from '../rules/shared.ts'
import { objectionTo } from './objection.ts'

export interface Lesson {
  slug: string
  /** `link`: in a comment; `answer`: posted with `/answer`. */
  how: 'link' | 'answer'
  /** Of the maintainer's comment. */
  commentId: number
  /** When it was written, ms. */
  at: number
}

export type Lessons = Pick<
  Facts,
  'story' | 'commands' | 'ticket' | 'onGitHub' | 'settings' | 'roleOf' | 'feedback'
>

/** The last that maintainers said, unless the answer that came of it did not help; null: nothing. */
export function lessonOf(facts: Lessons, slugAt: AddressBook): Lesson | null {
  const objection = objectionTo(facts)
  const lesson = lastLesson(facts, slugAt)
  if (!lesson || objection?.slug !== partOf(lesson.slug)) return lesson
  return lesson.at > objection.at ? lesson : null
}

/** The last that a maintainer linked or posted. Tickets of maintainers and bots, and those gone, teach nothing. */
export function lastLesson(facts: Lessons, slugAt: AddressBook): Lesson | null {
  const { onGitHub, ticket, settings } = facts
  if (onGitHub.gone || isLeftOut(ticket, settings) || !opensAsCustomer(facts)) return null
  const [linked, answered] = [lastLinked(facts, slugAt), lastPosted(facts)]
  if (!linked || !answered) return linked ?? answered
  return linked.at > answered.at ? linked : answered
}

function lastLinked(facts: Lessons, slugAt: AddressBook): Lesson | null {
  for (const comment of facts.story.comments.toReversed()) {
    if (!comment.body.includes('/') || !isMaintainers(facts, comment)) continue
    const slug = onlyLinkOf(comment.body, slugAt)
    if (slug !== null) return { slug, how: 'link', commentId: comment.id, at: comment.writtenAt }
  }
  return null
}

/** Whoever was a maintainer when they wrote it, and when they last changed it; never who asked. */
function isMaintainers({ roleOf, ticket }: Lessons, { author, writtenAt, editedAt }: StoryComment): boolean {
  if (author.id === null || author.id === ticket.requester.id) return false
  return [writtenAt, editedAt ?? writtenAt].every((at) => roleOf(author, at, 'act') === 'maintainer')
}

/** The one article or section that a comment links to; null where there is none, or another beside it. */
function onlyLinkOf(body: string, slugAt: AddressBook): string | null {
  const found = new Set(
    writtenLinks(body)
      .flatMap((address) => slugAt(address) ?? [])
      .map(({ slug }) => slug),
  )
  const [only = null] = found
  return found.size === 1 ? only : null
}

/** An answer that stands and that a maintainer's command had posted: of several commands, the last before it. */
function lastPosted({ commands, ticket, story }: Lessons): Lesson | null {
  const calls = commands.filter(({ name, allowed, lane }) => allowed && !lane && name === answerCommand.name)
  for (const answer of answersOf({ story }).toReversed()) {
    const call = calls.findLast(({ at, words: [slug] }) => {
      return at <= answer.writtenAt && (slug === undefined || partOf(slug) === answer.slug)
    })
    if (!answer.stands || answer.isLinks || !call || call.actor.id === ticket.requester.id) continue
    return { slug: call.words[0] ?? answer.slug, how: 'answer', commentId: call.commentId, at: call.at }
  }
  return null
}

/** How a slug stands in the marker of an answer. */
export function partOf(slug: string): string {
  return partName({ kind: 'answer', key: slug }).slice('answer '.length)
}
