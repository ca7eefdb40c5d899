// What a draft article takes from an answered ticket, as the server's store knows it.

import { isOnlyCommands } from '../decide/commands/parse.ts'
import { commandArity } from '../decide/commands/register.ts'
import type { TicketStory } from '../decide/fold-story.ts'
import type { DraftSource } from '../knowledge/draft.ts'
import { questionFromTicket } from '../knowledge/index.ts'
import { errorSignatures } from '../knowledge/signatures.ts'
import { type Io, UsageError } from './command.ts'
import { withRepository } from './surroundings.ts'
import { readFacts } from './ticket.ts'

/** `ticket` is `OWNER/REPO#N`. @throws UserError where the server does not know it */
export async function sourceOfTicket(io: Io, ticket: string): Promise<DraftSource> {
  const [, name, number] = /^([^#]+)#(\d+)$/.exec(ticket) ?? []
  if (!name || !number) throw new UsageError(`"${ticket}" is not OWNER/REPO#N.`)
  return withRepository(io, name, async (surroundings) => {
    const { ticket, story, settings } = await readFacts(surroundings, name, Number(number))
    const { title = '', body = '', logs = [] } = questionFromTicket(ticket.title, ticket.body)
    return {
      title,
      question: body,
      signature: errorSignatures([title, body, ...logs].join('\n'))[0] ?? null,
      closingAnswer: withoutCommands(closingAnswer(story), settings.commands.prefix),
    }
  })
}

/** The accepted answer of a discussion, else what a maintainer said last before the last close; empty without any. */
export function closingAnswer({ comments, answers, closes }: TicketStory): string {
  const accepted = answers.findLast((span) => span.untilAt === null)?.commentId
  const answer = comments.find((one) => one.id === accepted && one.body.trim() !== '')
  if (answer) return answer.body
  const said = comments.filter((one) => one.role === 'maintainer' && !one.onlyCommands)
  const closedAt = closes.at(-1)?.fromAt ?? Infinity
  return (said.findLast((one) => one.writtenAt <= closedAt) ?? said.at(-1))?.body ?? ''
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
