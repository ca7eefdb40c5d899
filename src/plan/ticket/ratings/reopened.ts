// How often a solution of a ticket did not last. Pure.
import type { TicketStory } from '../../../domain/story.ts'
import { resolutionsOf } from './resolutions.ts'

/** Times that it was closed as completed, or answered, and then open again. */
export function reopenedTimes(story: Pick<TicketStory, 'closes' | 'answers'>): number {
  return resolutionsOf(story).filter(({ untilAt }) => untilAt !== null).length
}
