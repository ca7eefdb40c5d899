// How wide text is on a terminal, and how it is broken into lines. East Asian characters and emoji take two columns.

/** Made once: making it takes longer than a line. */
const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Columns that a text without escape sequences takes. */
export function textWidth(text: string): number {
  let width = 0
  for (const { segment } of LETTERS.segment(text)) {
    width += isWide(segment) ? 2 : 1
  }
  return width
}

/** Breaks text into lines of at most `width` columns: at spaces, and between East Asian characters. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && textWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    const parts = brokenText(line === '' ? piece.trimStart() : piece, width)
    lines.push(...parts.slice(0, -1))
    line += parts.at(-1)
  }
  lines.push(line.trimEnd())
  return lines
}

/** Lines of `width` columns, broken wherever they are full; spaces at the end need no room. At least one line. */
export function brokenText(text: string, width: number): string[] {
  const end = text.trimEnd().length
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const { segment, index } of LETTERS.segment(text)) {
    const wide = isWide(segment) ? 2 : 1
    if (used + wide > width && line !== '' && index < end) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += segment
    used += wide
  }
  return [...lines, line]
}

/** The text with spaces up to `width` columns; longer text is cut. */
export function padText(text: string, width: number): string {
  const fitting = textWidth(text) > width ? `${headOf(text, width - 1)}…` : text
  return fitting + ' '.repeat(Math.max(0, width - textWidth(fitting)))
}

const WIDE_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/u

function isWide(segment: string): boolean {
  return WIDE_SCRIPT.test(segment) || EMOJI.test(segment)
}

/** Words with the space that follows them; each wide character by itself. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let word = ''
  for (const { segment } of LETTERS.segment(text)) {
    word += segment
    if (segment === ' ' || WIDE_SCRIPT.test(segment)) {
      pieces.push(word)
      word = ''
    }
  }
  return [...pieces, word].filter((piece) => piece !== '')
}

function headOf(text: string, width: number): string {
  let head = ''
  for (const { segment } of LETTERS.segment(text)) {
    if (textWidth(head + segment) > width) break
    head += segment
  }
  return head
}
