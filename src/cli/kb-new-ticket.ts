// What a draft article takes from an answered ticket, as the server's store knows it.

import type { TicketStory } from '../domain/story.ts'
import type { DraftSource } from '../knowledge/draft.ts'
import { questionFromTicket } from '../knowledge/index.ts'
import { errorLineOf } from '../knowledge/signatures.ts'
import { solutionIn } from '../knowledge/solution.ts'
import { commandArity } from '../plan/ticket/commands/all-commands.ts'
import { isOnlyCommands } from '../plan/ticket/commands/parse.ts'
import { type Io, UsageError } from './command.ts'
import { readFacts } from './ticket.ts'
import { withRepository } from './with-store.ts'

/** `ticket` is `OWNER/REPO#N`. @throws UserError where the server does not know it */
export async function sourceOfTicket(io: Io, ticket: string): Promise<DraftSource> {
  const [, name, number] = /^([^#]+)#(\d+)$/.exec(ticket) ?? []
  if (!name || !number) throw new UsageError(`"${ticket}" is not OWNER/REPO#N.`)
  return withRepository(io, name, async (served) => {
    const { ticket, story, settings } = await readFacts(served, name, Number(number))
    const { title = '', body = '', logs = [] } = questionFromTicket(ticket.title, ticket.body)
    return {
      title,
      question: body,
      symptom: errorLineOf(logs),
      solution: solutionOf(story, settings.commands.prefix),
    }
  })
}

/** The accepted answer of a discussion, else the maintainer's comment that holds the solution; empty without any. */
export function solutionOf({ comments, answers, closes }: TicketStory, prefix: string): string {
  const accepted = answers.findLast((span) => span.untilAt === null)?.commentId
  const answer = comments.find((one) => one.id === accepted && one.body.trim() !== '')
  if (answer) return withoutCommands(answer.body, prefix)
  const closedAt = closes.at(-1)?.fromAt ?? Infinity
  const said = comments.flatMap(({ role, body, onlyCommands, writtenAt }) => {
    if (onlyCommands || (role !== 'maintainer' && role !== 'requester')) return []
    return [{ by: role, text: withoutCommands(body, prefix), writtenAt }]
  })
  const beforeClose = said.filter((one) => one.writtenAt <= closedAt)
  return solutionIn(beforeClose) ?? solutionIn(said) ?? ''
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
