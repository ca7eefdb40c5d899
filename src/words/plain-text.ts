// Text that other people wrote, where nothing is read as markup: on a terminal, or escaped in a page.
import { CONTROL } from '../domain/control-signs.ts'

/** Signs without a width that turn or hide text; those that join emoji and letters stay. */
const UNSEEN = /(?![\u0600-\u0605\u06dd\u200c\u200d])\p{Cf}|\u034f/gu

/** One line of at most `maxLength` characters: longer ones are cut, and end so. */
export function plainLine(text: string, maxLength = 200): string {
  const line = [
    ...cleared(text.slice(0, maxLength * 20))
      .replace(/\s+/g, ' ')
      .trim(),
  ]
  return line.length > maxLength
    ? `${line
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
    : line.join('')
}

/** Lines as they stand; longer texts are cut, and say so. */
export function plainLines(text: string, maxLength = 20_000): string[] {
  const isCut = text.length > maxLength
  const whole = (isCut ? text.slice(0, maxLength) : text).replace(/\r\n?/g, '\n').replace(/\t/g, '    ')
  const lines = whole.split('\n').map((line) => cleared(line).trimEnd())
  while (lines.at(-1) === '') lines.pop()
  return isCut ? [...lines, `… (cut: it has ${text.length} characters)`] : lines
}

function cleared(text: string): string {
  // Line ends count as such in a text of one line, before what is unseen goes.
  return text
    .replace(/[\r\u2028\u2029]/g, ' ')
    .replace(CONTROL, '')
    .replace(UNSEEN, '')
}
