// What comments said when they were written: deliveries of their edits may come first. Pure.
import { type Entry, secondOf } from '../../domain/ticket.ts'

/**
 * Where an edit was told before the comment itself, the text before that edit was noted as the comment's. The text
 * before the earliest edit is what was written, whichever came first.
 */
export function withFirstWords(entries: readonly Entry[]): readonly Entry[] {
  const edits = entries.filter(
    ({ kind, data }) => kind === 'comment_edited' && data.previousBody !== undefined,
  )
  if (edits.length === 0) return entries
  const byComment = Map.groupBy(edits, ({ data }) => data.commentId)
  return entries.map((entry) => {
    const ofThis = entry.kind === 'comment' ? byComment.get(entry.data.commentId) : undefined
    const body = ofThis && earliestText(ofThis)
    return body === undefined || body === entry.data.body
      ? entry
      : { ...entry, data: { ...entry.data, body } }
  })
}

/** Of edits within one second, the first begins with a text that none of the others left. */
function earliestText(edits: readonly Entry[]): string | undefined {
  const second = Math.min(...edits.map(secondOf))
  const together = edits.filter((edit) => secondOf(edit) === second)
  const left = new Set(together.map(({ data }) => data.body))
  const first = together.find(({ data }) => !left.has(data.previousBody))
  return (first ?? together[0])?.data.previousBody
}
