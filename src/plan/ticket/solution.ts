// The comment of a thread that answers its question, in its writer's words.
import type { TicketStory } from '../../domain/story.ts'
import { solutionIn } from '../../knowledge/solution.ts'
import { commandArity } from './commands/all-commands.ts'
import { isOnlyCommands } from './commands/parse.ts'

export interface Solution {
  /** Markdown, without commands. */
  text: string
  /** Login of who wrote it. */
  by: string
  commentId: number
}

/**
 * The accepted answer of a discussion, else the maintainer's comment that holds the solution; null without any.
 * @param by whose accepted answers are taken
 */
export function solutionOf(
  { comments, answers, closes }: TicketStory,
  prefix: string,
  by: 'anybody' | 'maintainers' = 'anybody',
): Solution | null {
  const accepted = answers.findLast((span) => span.untilAt === null)?.commentId
  const answer = comments.find((one) => one.id === accepted && one.body.trim() !== '')
  if (answer && (by === 'anybody' || answer.role === 'maintainer'))
    return { text: withoutCommands(answer.body, prefix), by: answer.author.login, commentId: answer.id }
  const closedAt = closes.at(-1)?.fromAt ?? Infinity
  const said = comments.flatMap(({ id, role, author, body, onlyCommands, writtenAt }) => {
    if (onlyCommands || (role !== 'maintainer' && role !== 'requester')) return []
    return [{ by: role, text: withoutCommands(body, prefix), writtenAt, author, id }]
  })
  const beforeClose = said.filter((one) => one.writtenAt <= closedAt)
  const text = solutionIn(beforeClose) ?? solutionIn(said)
  const own = said.findLast((one) => one.by === 'maintainer' && one.text === text)
  return own ? { text: own.text, by: own.author.login, commentId: own.id } : null
}

/** Commands are meant for Firstline, not for readers. Lines of code stay as they are. */
function withoutCommands(markdown: string, prefix: string): string {
  let inCode = false
  const lines = markdown.split('\n').filter((line) => {
    if (/^\s{0,3}(```|~~~)/.test(line)) inCode = !inCode
    return inCode || !isOnlyCommands(line, prefix, commandArity)
  })
  return lines.join('\n').trim()
}
