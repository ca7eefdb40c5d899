// What a ticket teaches: which article or section answered its question, by the word of a maintainer. Pure.
import type { Facts } from '../../domain/facts.ts'
import { partName } from '../../domain/marker.ts'
import type { StoryComment } from '../../domain/story.ts'
import type { AddressBook } from '../../knowledge/address-book.ts'
import { writtenLinks } from '../../knowledge/written-links.ts'
import { answer as answerCommand } from './commands/answer.ts'
import { isLeftOut } from './left-out.ts'
import { objectionTo } from './objection.ts'
import { answersOf, opensAsCustomer } from './rules/shared.ts'

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
  const lesson = lessonsIn(facts, slugAt).at(-1) ?? null
  if (!lesson || !objection || objection.slug !== partOf(lesson.slug)) return lesson
  return lesson.at > objection.at ? lesson : null
}

/** All that maintainers linked or posted, in order. Tickets of maintainers and bots, and those gone, teach nothing. */
export function lessonsIn(facts: Lessons, slugAt: AddressBook): Lesson[] {
  const { onGitHub, ticket, settings } = facts
  if (onGitHub.gone || isLeftOut(ticket, settings) || !opensAsCustomer(facts)) return []
  const linked = facts.story.comments.flatMap((comment): Lesson[] => {
    if (!isMaintainers(facts, comment)) return []
    const slug = onlyLinkOf(comment.body, slugAt)
    return slug === null ? [] : [{ slug, how: 'link', commentId: comment.id, at: comment.writtenAt }]
  })
  return [...linked, ...posted(facts)].sort((a, b) => a.at - b.at || a.commentId - b.commentId)
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

/** Answers that stand and that a maintainer's command had posted; of several commands, the last before it. */
function posted(facts: Lessons): Lesson[] {
  const calls = facts.commands.filter(({ name, allowed }) => allowed && name === answerCommand.name)
  return answersOf(facts).flatMap((answer): Lesson[] => {
    const asks = ({ at, words: [slug] }: (typeof calls)[number]) =>
      at <= answer.writtenAt && (slug === undefined || partOf(slug) === answer.slug)
    const call = answer.stands ? calls.findLast(asks) : undefined
    if (!call || call.actor.id === facts.ticket.requester.id) return []
    return [{ slug: call.words[0] ?? answer.slug, how: 'answer', commentId: call.commentId, at: call.at }]
  })
}

/** How a slug stands in the marker of an answer. */
export function partOf(slug: string): string {
  return partName({ kind: 'answer', key: slug }).slice('answer '.length)
}
