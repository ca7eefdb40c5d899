// A table on a terminal: its columns aligned, or its rows as lines where they do not fit.
import type { Style } from './style.ts'
import { textWidth, wrapText } from './text-width.ts'

export interface TextTable {
  head: readonly string[]
  rows: ReadonlyArray<readonly string[]>
  /** Which columns are numbers, and stand to the right. */
  right: readonly boolean[]
}

/** Lines of at most `width` columns. */
export function alignedTable({ head, rows, right }: TextTable, width: number, style: Style): string[] {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => textWidth(cells[column] ?? ''))),
  )
  // Two spaces between columns, or one where that makes it fit.
  const room = width - widths.reduce((sum, one) => sum + one, 0)
  if (room < widths.length - 1) return [head, ...rows].flatMap((cells) => wrapText(cells.join(' · '), width))
  const between = room >= 2 * (widths.length - 1) ? '  ' : ' '
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(cell)))
        return right[column] ? gap + cell : cell + gap
      })
      .join(between)
      .trimEnd()
  return [style.bold(line(head)), ...rows.map(line)]
}
