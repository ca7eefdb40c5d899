// How often a solution of a ticket did not last. Pure.
import type { CloseSpan, TicketStory } from '../../domain/story.ts'
import { joinSpans } from '../clocks/clock-spans.ts'

/** Times that it was closed as completed, or answered, and then open again. */
export function reopenedTimes({ closes, answers }: Pick<TicketStory, 'closes' | 'answers'>): number {
  const solved = joinSpans([...closes.filter(isCompleted), ...answers])
  return solved.filter(({ untilAt }) => untilAt !== null).length
}

/** Closes from before GitHub gave reasons have none. */
function isCompleted({ reason }: CloseSpan): boolean {
  return reason === null || reason === 'completed' || reason === 'resolved'
}
