// Tables for spreadsheets and scripts, as RFC 4180 has them.

export type CsvValue = string | number | null

/** One line without its end. Null is an empty cell. */
export function csvLine(cells: readonly CsvValue[]): string {
  return cells.map(csvCell).join(',')
}

/** Quoted where needed; text that a spreadsheet would take for a formula is made plain text. */
function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
