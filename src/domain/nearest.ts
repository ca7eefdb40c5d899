// Finds the word that somebody most likely meant.

/**
 * The candidate nearest to `word` by edit distance, or null where none is near.
 * Case, hyphens and underscores count as nothing, so that `timeZone` finds `time_zone`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const plain = simplify(word)
  let best: string | null = null
  let bestDistance = Math.max(1, Math.floor(plain.length / 3)) + 1
  for (const candidate of candidates) {
    const other = simplify(candidate)
    if (Math.abs(other.length - plain.length) >= bestDistance) continue
    const distance = editDistance(plain, other)
    if (distance >= bestDistance) continue
    best = candidate
    bestDistance = distance
  }
  return best
}

/** More of a word is not compared: a distance takes the square of it. */
const LONGEST = 96

function simplify(word: string): string {
  return word
    .slice(0, 2 * LONGEST)
    .toLowerCase()
    .replace(/[-_\s]/g, '')
    .slice(0, LONGEST)
}

/** Insertions, deletions, replacements and swaps of neighbours between two short words. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = previous
    previous = row
  }
  return previous[b.length]!
}
