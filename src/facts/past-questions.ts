// The questions of a repository's past: tickets of requesters as they were written, whoever answered.
import { mapGently } from '../agenda/gently.ts'
import type { Ticket } from '../domain/ticket.ts'
import { type Question, questionFromTicket } from '../knowledge/index.ts'
import { openerRole } from '../plan/ticket/fold/fold.ts'
import { isLeftOut } from '../plan/ticket/left-out.ts'
import type { FactsDeps } from './deps.ts'
import { followedTickets } from './followed-tickets.ts'
import type { ServedRepository } from './served-repository.ts'

export interface PastQuestion {
  ticket: Ticket
  question: Question
}

/**
 * The newest `last` of them, oldest first. Nothing of maintainers and bots, nor discussions that are no tickets. Of a
 * ticket that was edited its text as it is now is all there is.
 */
export async function pastQuestions(
  deps: Pick<FactsDeps, 'store'>,
  { repository, settings, roleOf, knowledge }: ServedRepository,
  last: number,
): Promise<PastQuestion[]> {
  const all = await followedTickets(deps, repository, { newest: last })
  const asked = all.filter(
    (ticket) => !isLeftOut(ticket, settings) && openerRole(ticket, roleOf) === 'requester',
  )
  const { languages } = knowledge
  return mapGently(asked, (ticket) => ({
    ticket,
    question: questionFromTicket(ticket.title, ticket.body, { project: repository.name, languages }),
  }))
}
