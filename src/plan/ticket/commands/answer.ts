// `/answer`: a maintainer posts an article or points to a section, in place of what stands.
import type { CommandCall } from '../../../domain/command.ts'
import type { ArticleChoice, Facts } from '../../../domain/facts.ts'
import type { AnswerCall } from '../../../domain/story.ts'
import type { Want } from '../../../domain/want.ts'
import { alreadyAnsweredMessage, noCandidateMessage } from '../../../words/ticket/messages.ts'
import { firstCandidate, sayAnswer } from '../rules/answer.ts'
import { answerAnew } from '../rules/answer-anew.ts'
import { unknownArticle } from '../rules/shared.ts'
import { nameOf } from '../wants.ts'
import { COMMANDED, type Command } from './command.ts'

export const answer: Command = {
  name: 'answer',
  arguments: { least: 0, most: 1, like: /^[\p{L}\p{N}][\p{L}\p{N}._/#-]*$/u },
  who: 'maintainers',
  usage: 'answer [SLUG]',
  help: 'post the article or the section, or the first candidate',
  want(facts, call) {
    const slug = call.words[0] ?? firstCandidate(facts.knowledge.verdict())
    if (!slug) return { mistake: noCandidateMessage(facts.settings.commands.prefix) }
    const article = facts.knowledge.article(slug)
    if (!article) return { mistake: unknownArticle(facts, slug) }
    if (call.lane) return { wants: [answerInLane(facts, article)] }
    const wants = answerAnew(facts, article, { key: call.key, at: call.at, why: COMMANDED })
    return wants ? { wants } : { mistake: alreadyAnsweredMessage }
  },
}

/** For the story: an answer by hand is the maintainer's response. */
export function answerCalls(calls: readonly CommandCall[]): AnswerCall[] {
  return calls
    .filter(({ name, allowed }) => name === answer.name && allowed)
    .map(({ commentId, at, words, lane }) => ({
      commentId,
      at,
      slug: words[0] ?? null,
      ...(lane && { lane }),
    }))
}

/** Beside what stands in public, of which nothing is changed: its name there is another. */
function answerInLane(facts: Facts, article: ArticleChoice): Want {
  const want = sayAnswer(facts, article, { why: COMMANDED })
  return { ...want, key: `${facts.ticket.id}|lane ${nameOf(facts, want)}` }
}
