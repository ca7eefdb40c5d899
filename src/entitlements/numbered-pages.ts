// Reading a list whose pages are only numbered: where it changes in length meanwhile, what moved could be left out.
import { RetryLater } from '../domain/retry-later.ts'

/** Where such a reading stands; as a cursor it is text. */
export interface PagePlace {
  /** From 0. */
  page: number
  /** How long the list was when this reading of it began; null: not known yet. */
  total: number | null
  /** How often it was begun anew. */
  again: number
}

const MOST_AGAIN = 3

export function placeOf(cursor: string | null): PagePlace {
  const [page = 0, total = null, again = 0] = cursor === null ? [] : cursor.split(':').map(Number)
  return { page, total, again }
}

/**
 * The cursor of the next page; null after the last. A list that became longer or shorter is read from its beginning.
 *
 * @throws RetryLater where it never holds still: half a list ends nobody
 */
export function nextCursor(
  place: PagePlace,
  answer: { total: number; pageSize: number; found: number },
): string | null {
  const { total, pageSize, found } = answer
  const next = place.page + 1
  if (place.total !== null && place.total !== total) {
    if (place.again < MOST_AGAIN) return `0:${total}:${place.again + 1}`
    throw new RetryLater('the list changed whenever it was read', { retryAt: null })
  }
  return found > 0 && next * pageSize < total ? `${next}:${total}:${place.again}` : null
}
