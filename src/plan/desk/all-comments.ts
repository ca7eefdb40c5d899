// The comments of a desk, in the order in which they are made. A new one is a file and a line here.
import type { DeskComment } from './desk-facts.ts'
import { metrics } from './metrics.ts'
import { note } from './note.ts'
import { queue } from './queue.ts'

export const DESK_COMMENTS: readonly DeskComment[] = [metrics, queue, note]
