// Parses YAML past its mistakes: each is told once, its line read as the text that was meant, and the rest goes on.
import { type Mistake, mistakeAt, type YamlError } from './mistakes.ts'
import { type ParsedYaml, parseYaml } from './parse.ts'

/** Each mistake is one more parse. */
const MOST_MENDS = 20
const LONGEST_MENDED = 20_000

/** The mistakes come in the order in which they were met, one for each line. */
export function parseMended(text: string): { parsed: ParsedYaml; mistakes: Mistake[] } {
  const lines = text.split('\n')
  const mistakes: Mistake[] = []
  for (;;) {
    const parsed = parseYaml(lines.join('\n'))
    if (!parsed.error) return { parsed, mistakes }
    const mistake = whereItBegins(lines, parsed, parsed.error)
    const isKnown = mistakes.some((one) => one.line === mistake.line)
    if (!isKnown) mistakes.push(mistake)
    const isMended =
      parsed.document && mistakes.length < MOST_MENDS && text.length <= LONGEST_MENDED && !isKnown
    if (!isMended || !mend(lines, mistake.line - 1)) return { parsed, mistakes }
  }
}

/** What is not closed is noticed at the end of the text; it is wrong where it was opened. */
function whereItBegins(texts: readonly string[], { lines }: ParsedYaml, error: YamlError): Mistake {
  const mistake = mistakeAt(lines, error)
  const isEnd = error.code === 'MISSING_CHAR' || error.code === 'BAD_INDENT'
  const opened = isEnd ? texts.findIndex((text, i) => i < mistake.line && isLeftOpen(text)) : -1
  if (opened < 0) return { ...mistake, line: Math.min(mistake.line, texts.length) }
  return { ...mistakeAt(lines, { ...error, code: 'MISSING_CHAR' }), line: opened + 1, column: 1 }
}

const KEY_AND_VALUE = /^(\s*(?:-[ \t]+){0,4}(?:[A-Za-z_]\w{0,60}:[ \t]+)?)(\S.*)$/
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']', '{': '}' }

function isLeftOpen(line: string): boolean {
  const value = KEY_AND_VALUE.exec(line)?.[2] ?? ''
  const closing = CLOSING[value[0] ?? '']
  return closing !== undefined && !value.slice(1).includes(closing)
}

/** The value of a line in quotes, its tabs as blanks; false where that changes nothing. */
function mend(lines: string[], place: number): boolean {
  const line = lines[place] ?? ''
  const isKey = /^\t+\w+:/.test(line)
  const untabbed = line.replace(/^[ \t]+/, (blanks) => (isKey ? '' : blanks.replaceAll('\t', '  ')))
  const [, key = '', value] = KEY_AND_VALUE.exec(line) ?? []
  const mended = untabbed !== line || value === undefined ? untabbed : key + JSON.stringify(value)
  lines[place] = mended
  return mended !== line
}
