// The comment of the desk with the tickets that wait for a maintainer.
import { queueComment } from '../../words/report/queue-comment.ts'
import type { DeskComment } from './desk-facts.ts'

export const queue: DeskComment = {
  kind: 'queue',
  mark: 'queue desk',
  text: (facts) => queueComment(facts.queue),
}
