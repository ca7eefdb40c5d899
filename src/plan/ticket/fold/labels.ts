// Folds label entries into spans, and the waiting label with the requester's comments into pauses.

import type { RoleOf } from '../../../domain/roles.ts'
import type { LabelSpan, Span, StoryComment } from '../../../domain/story.ts'
import type { Entry } from '../../../domain/ticket.ts'
import { WAITING } from '../labels/labels.ts'

/** Labels over time from sorted entries. Putting on what is on, or taking off what is off, is nothing. */
export function foldLabels(entries: readonly Entry[], openedAt: number, roleOf: RoleOf): LabelSpan[] {
  const spans: LabelSpan[] = []
  const known = new Map<string, LabelSpan>()
  const begin = (beginning: Pick<LabelSpan, 'label' | 'fromAt' | 'by' | 'role' | 'fromPlace'>): LabelSpan => {
    const span = { ...beginning, untilAt: null, removedBy: null, removedRole: null, untilPlace: null }
    known.set(span.label.toLowerCase(), span)
    spans.push(span)
    return span
  }
  for (const [place, { kind, at, actor, data }] of entries.entries()) {
    if (data.label === undefined) continue
    const last = known.get(data.label.toLowerCase())
    const role = data.byMaintainer ? 'maintainer' : roleOf(actor, at, 'act')
    const { label } = data
    if (kind === 'labeled' && last?.untilAt !== null) {
      begin({ label, fromAt: at, by: actor, role, fromPlace: place })
    }
    if (kind !== 'unlabeled' || (last && last.untilAt !== null)) continue
    // Without a beginning it was there before the ledger knew: all that is told is who took it off.
    const span = last ?? begin({ label, fromAt: openedAt, by: null, role: null, fromPlace: 0 })
    Object.assign(span, { untilAt: at, removedBy: actor, removedRole: role, untilPlace: place })
  }
  return spans.sort((a, b) => a.fromAt - b.fromAt || a.fromPlace - b.fromPlace)
}

/**
 * When the ticket waited for its requester. The requester's next comment, or edit of the ticket, ends the pause at once: the label may come
 * off a little later, or never where that write failed.
 */
export function foldPauses(
  entries: readonly Entry[],
  comments: readonly StoryComment[],
  requesterId: number | null,
): Span[] {
  const spans: Span[] = []
  const said = comments.filter(({ role }) => role === 'requester').map(({ writtenAt }) => writtenAt)
  const edited = entries.filter(
    ({ kind, actor }) => kind === 'edited' && actor.id !== null && actor.id === requesterId,
  )
  const turns = [...said, ...edited.map(({ at }) => at)].sort((a, b) => a - b)
  for (const { kind, at, data } of entries) {
    if (data.label?.toLowerCase() !== WAITING.name) continue
    const last = spans.at(-1)
    const on = last !== undefined && (last.untilAt === null || at < last.untilAt)
    if (kind === 'labeled' && !on) {
      // Within one second the comment came first: the pause waits for the next one.
      spans.push({ fromAt: at, untilAt: turns.find((turn) => turn > at) ?? null })
    }
    if (kind === 'unlabeled' && on) last.untilAt = at
  }
  return spans.filter((span) => span.untilAt !== span.fromAt)
}
