// Issues and their comments. Pull requests come under the same names, and are no tickets.
import { z } from 'zod'
import type { LineOf } from '../../domain/line.ts'
import { fieldsOf, idOf, isBots, isBotsRemark, listen, type Payload } from './listening.ts'
import { aboutTicket, comment, issue, label } from './shapes.ts'

const shared = {
  from: 'github' as const,
  kind: 'ticket' as const,
  line: ({ issue: of }: Payload): LineOf<'ticket'> | null => {
    const id = idOf(of)
    return id === null ? null : { kind: 'ticket', ticketId: `issue:${id}` }
  },
  leftOut: (payload: Payload) => Boolean(fieldsOf(payload.issue).pull_request),
}

export const issues = listen({
  ...shared,
  mayBeEcho: (payload) => isBots(['labeled', 'unlabeled'], payload),
  schema: z.object({ ...aboutTicket, issue, label: label.nullish() }),
})

export const issueComment = listen({
  ...shared,
  mayBeEcho: isBotsRemark,
  schema: z.object({ ...aboutTicket, issue, comment }),
})
