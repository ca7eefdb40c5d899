// Lines that fit a terminal.

/** As wide as terminals are at least. */
const COLUMNS = 80

/** Pieces with spaces between them, in lines that fit a terminal: the first indented by `first`, the others by `rest`. */
export function wrap(pieces: readonly string[], first: number, rest: number): string {
  const lines: string[] = []
  let line = ' '.repeat(first)
  for (const piece of pieces) {
    if (line.trim() !== '' && line.length + piece.length + 1 > COLUMNS) {
      lines.push(line)
      line = ' '.repeat(rest)
    }
    line += line.trim() === '' ? piece : ` ${piece}`
  }
  return [...lines, line].map((one) => `${one.trimEnd()}\n`).join('')
}
