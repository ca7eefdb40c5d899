// Lines that belong together because they are indented alike.

/** Tabs reach to the next column that is a multiple of eight. */
export function expanded(line: string): string {
  if (!line.includes('\t')) return line
  const [first = '', ...rest] = line.slice(0, 100_000).split('\t')
  let length = first.length
  const pieces = [first]
  for (const piece of rest) {
    const blanks = 8 - (length % 8)
    pieces.push(' '.repeat(blanks), piece)
    length += blanks + piece.length
  }
  return pieces.join('')
}

/** The lines indented deeper than `indent` that follow, dedented; blank ones at the end stay out. */
export function blockAfter(
  lines: readonly string[],
  from: number,
  indent: number,
): { block: string[]; next: number } {
  let next = from
  let least = Number.POSITIVE_INFINITY
  let filled = from
  while (next < lines.length) {
    const line = lines[next]!
    const own = indentOf(line)
    if (own < line.length) {
      if (own <= indent) break
      least = Math.min(least, own)
      filled = next + 1
    }
    next++
  }
  const block = lines.slice(from, filled).map((line) => line.slice(Math.min(least, line.length)))
  return { block, next: filled }
}

/** Leading spaces. */
export function indentOf(line: string): number {
  let at = 0
  while (line[at] === ' ') at++
  return at
}
