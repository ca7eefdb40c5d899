// Discussions and their comments.
import { z } from 'zod'
import type { LineOf } from '../../domain/line.ts'
import { idOf, isBots, isBotsRemark, listen, type Payload } from './listening.ts'
import { aboutTicket, comment, discussion, label } from './shapes.ts'

const shared = {
  from: 'github' as const,
  kind: 'ticket' as const,
  line: ({ discussion: of }: Payload): LineOf<'ticket'> | null => {
    const id = idOf(of)
    return id === null ? null : { kind: 'ticket', ticketId: `discussion:${id}` }
  },
}

export const discussions = listen({
  ...shared,
  mayBeEcho: (payload) => isBots(['labeled', 'unlabeled'], payload),
  schema: z.object({
    ...aboutTicket,
    discussion,
    label: label.nullish(),
    answer: comment.nullish(),
    old_answer: comment.nullish(),
  }),
})

export const discussionComment = listen({
  ...shared,
  mayBeEcho: isBotsRemark,
  schema: z.object({ ...aboutTicket, discussion, comment }),
})
