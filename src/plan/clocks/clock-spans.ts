// Arithmetic of spans of time: what clocks run in is what is left when closes and pauses are taken out.

import type { Span, TicketStory } from '../../domain/story.ts'

/** Spans in order, touching and overlapping ones joined, empty ones dropped. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const { fromAt, untilAt } of spans.toSorted((a, b) => a.fromAt - b.fromAt)) {
    if (untilAt !== null && untilAt <= fromAt) continue
    const last = joined.at(-1)
    if (last && (last.untilAt === null || last.untilAt >= fromAt)) {
      last.untilAt = last.untilAt === null || untilAt === null ? null : Math.max(last.untilAt, untilAt)
    } else {
      joined.push({ fromAt, untilAt })
    }
  }
  return joined
}

/** What is left of `span` without `holes` (joined). Empty pieces are dropped. */
export function withoutSpans(span: Span, holes: readonly Span[]): Span[] {
  const left: Span[] = []
  let fromAt = span.fromAt
  for (const hole of holes) {
    if (span.untilAt !== null && hole.fromAt >= span.untilAt) break
    if (hole.fromAt > fromAt) left.push({ fromAt, untilAt: hole.fromAt })
    if (hole.untilAt === null) return left
    fromAt = Math.max(fromAt, hole.untilAt)
  }
  if (span.untilAt === null || fromAt < span.untilAt) left.push({ fromAt, untilAt: span.untilAt })
  return left
}

/** The span of `spans` (joined) that holds an instant, its ends left out: what happens in the second of a close came before it. */
export function spanAround(spans: readonly Span[], at: number): Span | undefined {
  return spans.find(({ fromAt, untilAt }) => fromAt < at && (untilAt === null || at < untilAt))
}

/** When the ticket needed nobody: closed, answered, or gone. No clock runs then. */
export function doneSpans(story: TicketStory): Span[] {
  const gone = story.gone ? [{ fromAt: story.gone.at, untilAt: null }] : []
  return joinSpans([...story.closes, ...story.answers, ...gone])
}
