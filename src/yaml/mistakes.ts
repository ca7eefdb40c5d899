// What is wrong with a YAML text, in words for people who do not know its grammar.
import type { LineCounter } from 'yaml'

/** Levels that are read. What people write is three or four deep. */
export const MAX_DEPTH = 32

export interface Mistake {
  /** From 1, as the column. */
  line: number
  column: number
  message: string
}

/** As the parser tells it. */
export interface YamlError {
  code: string
  message: string
  /** Offsets of where it was noticed. */
  pos: [number, number]
}

/** The one mistake to tell: whatever follows the first is mostly its consequence. Null where there is none. */
export function firstYamlError<T extends YamlError>(errors: readonly T[]): T | null {
  return errors.reduce<T | null>((first, one) => (first && first.pos[0] <= one.pos[0] ? first : one), null)
}

/** A mistake with its place, as one or two sentences. */
export function mistakeAt(lines: LineCounter, error: YamlError): Mistake {
  return { ...position(lines, error.pos[0]), message: yamlMistake(error) }
}

/** Line and column of an offset, from 1. */
export function position(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

/** The same for a text that was not parsed. */
export function positionIn(text: string, offset: number): { line: number; column: number } {
  const above = text.slice(0, offset).split('\n')
  return { line: above.length, column: above.at(-1)!.length + 1 }
}

function yamlMistake({ code, message }: YamlError): string {
  // Two mistakes that the parser's code does not tell apart from their kind.
  if (code === 'BAD_INDENT' && message.startsWith('Flow ')) return NOT_CLOSED
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && /block (?:sequence|collection)/i.test(message)) return BAD_INDENT
  const known = SENTENCES[code as keyof typeof SENTENCES]
  return (
    known ??
    `This is not valid YAML: ${message
      .split('\n', 1)[0]!
      .replace(/ at line \d+.*$/, '')
      .replace(/\.?$/, '.')}`
  )
}

const COLON =
  'A text that holds a colon followed by a space must stand in quotes, as in `"First: second"`; a key stands on a line of its own.'

const BAD_INDENT =
  'The indentation does not fit: what belongs together begins in the same column, with spaces.'

const NOT_CLOSED =
  'A `{` or `[` above is not closed before this place. (A `#` after a space hides the rest of its line: a text with it must stand in quotes.)'

const SENTENCES = {
  BLOCK_AS_IMPLICIT_KEY: COLON,
  MULTILINE_IMPLICIT_KEY:
    'A key and its colon must stand on one line. If this is a text over several lines, put it in quotes.',
  BAD_INDENT,
  TAB_AS_INDENT: 'This line is indented with a tab. YAML takes spaces only.',
  BAD_SCALAR_START:
    'A text cannot begin with this sign (`@`, a backtick, `%` or the like). Put the text in quotes.',
  MISSING_CHAR: 'Something is not closed here: look for a quotation mark, `]`, `}` or `:` that is missing.',
  MULTIPLE_DOCS:
    'A second document begins here: a line `---` separates documents, and only one is read. Take the line out.',
  KEY_OVER_1024_CHARS: 'A key may have at most 1024 characters.',
  BAD_DQ_ESCAPE:
    'After `\\` in double quotes only a few signs are allowed. Write `\\\\`, or use single quotes.',
  BAD_ALIAS: 'A `*` at the beginning of a word repeats something named with `&`. Put the text in quotes.',
  UNEXPECTED_TOKEN:
    'Something stands here that does not belong to this line. If it is part of a text, put the text in quotes.',
  TAG_RESOLVE_FAILED: 'A word beginning with `!` is a tag, which is not read here. Put the text in quotes.',
  TOO_DEEP: `This is nested too deeply: at most ${MAX_DEPTH} levels are read.`,
} as const

/** How YAML reads a word without quotes that people may mean as a text; null: as a text, everywhere. */
export function readAs(word: string): 'a number' | 'a date' | 'a truth value' | 'nothing' | null {
  if (/^(?:~|null)?$/i.test(word)) return 'nothing'
  // Not every reader takes all of these; a name must mean one thing to all of them.
  if (/^(?:true|false|yes|no|on|off|y|n)$/i.test(word)) return 'a truth value'
  if (/^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?$/.test(word)) return 'a date'
  if (/^[-+]?(?:0x[\da-f_]+|0o?[0-7_]+|0b[01_]+|\.(?:inf|nan)|\d[\d_]*(?::[0-5]?\d)+)$/i.test(word))
    return 'a number'
  if (/^[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?$/i.test(word)) return 'a number'
  return null
}

/** Signs that nobody sees and that make one word another: their name, or null. */
export function invisibleSign(word: string): string | null {
  const edge = /^[\u00a0\u2000-\u200a\u202f\u205f\u3000]|[\u00a0\u2000-\u200a\u202f\u205f\u3000]$/.exec(word)
  // The joiner \u200d is left out: it holds emoji together.
  const sign =
    edge ?? /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/.exec(word)
  if (!sign) return null
  const code = sign[0].codePointAt(0)!
  const name =
    code === 0xa0 ? 'a no-break space' : code === 0xfeff ? 'a byte order mark' : 'an invisible sign'
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`
}

/** Where a merge that was not finished has left both versions in the text. */
export function mergeMistake(text: string): { offset: number; message: string } | null {
  const start = /^<{7}(?: |\r?$)/m.exec(text)
  if (!start || !/^={7}\r?$/m.test(text) || !/^>{7}(?: |\r?$)/m.test(text)) return null
  const message =
    'A merge was not finished here (`<<<<<<<`). Keep one of the versions, and take out the marks.'
  return { offset: start.index, message }
}

/** Why a file's text cannot be what was written: it is in another encoding than UTF-8. Null where it is fine. */
export function encodingMistake(text: string): { offset: number; message: string } | null {
  const start = text.slice(0, 200)
  const nul = start.indexOf('\u0000')
  if (nul !== -1 && [...start].filter((sign) => sign === '\u0000').length > start.length / 4) {
    return { offset: 0, message: 'This file is in UTF-16. Save it as UTF-8.' }
  }
  const offsets = ['\u0000', '\ufffd'].map((sign) => text.indexOf(sign)).filter((at) => at !== -1)
  if (offsets.length === 0) return null
  const offset = Math.min(...offsets)
  const what =
    text[offset] === '\u0000' ? 'holds a NUL sign' : 'is no UTF-8 (perhaps Windows-1252 or Latin-1)'
  return { offset, message: `This file ${what}: a sign here cannot be read. Save it as UTF-8.` }
}
