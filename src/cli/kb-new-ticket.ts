// What a draft article takes from an answered ticket, as the server's store knows it.

import type { DraftSource } from '../knowledge/draft.ts'
import { questionFromTicket } from '../knowledge/index.ts'
import { errorLineOf } from '../knowledge/signatures.ts'
import { solutionOf } from '../plan/ticket/solution.ts'
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
      solution: solutionOf(story, settings.commands.prefix)?.text ?? '',
    }
  })
}
