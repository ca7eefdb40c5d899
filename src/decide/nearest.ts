// The words nearest to a mistyped one.

/** At most three of `known` within a third of the word's length in edits, nearest first. */
export function nearestWords(word: string, known: readonly string[]): string[] {
  const most = Math.max(1, Math.ceil(word.length / 3))
  return known
    .map((one) => ({ one, edits: edits(word.toLowerCase(), one.toLowerCase()) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits || (a.one < b.one ? -1 : 1))
    .slice(0, 3)
    .map(({ one }) => one)
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
