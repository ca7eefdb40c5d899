// Parses YAML past its mistakes: each is told once, its line read as the text that was meant, and the rest goes on.
import { parseShallow, type ShallowYaml } from '../domain/shallow-yaml.ts'
import { firstYamlError, type YamlError, yamlMistake } from '../domain/yaml-mistake.ts'

export interface Mistake {
  /** From 1. */
  line: number
  col: number
  message: string
}

/** Each mistake is one more parse. */
const MOST_MENDS = 20
const LONGEST_MENDED = 20_000

/** @param most see `parseShallow` */
export function parseMended(source: string, most: number): { yaml: ShallowYaml; mistakes: Mistake[] } {
  const lines = source.split('\n')
  const mistakes: Mistake[] = []
  for (;;) {
    const yaml = parseShallow(lines.join('\n'), most)
    const first = firstYamlError(yaml.document?.errors ?? [])
    if (!first) return { yaml, mistakes }
    const mistake = mistakeOf(lines, first, yaml)
    const isKnown = mistakes.some((one) => one.line === mistake.line)
    if (!isKnown) mistakes.push(mistake)
    const isMended = mistakes.length < MOST_MENDS && source.length <= LONGEST_MENDED && !isKnown
    if (!isMended || !mend(lines, mistake.line - 1)) return { yaml, mistakes }
  }
}

/** What is not closed is noticed at the end of the text; it is wrong where it was opened. */
function mistakeOf(lines: readonly string[], error: YamlError, { counter }: ShallowYaml): Mistake {
  const { line, col } = counter.linePos(error.pos[0])
  const isEnd = error.code === 'MISSING_CHAR' || error.code === 'BAD_INDENT'
  const opened = isEnd ? lines.findIndex((text, i) => i < line && isLeftOpen(text)) : -1
  if (opened >= 0)
    return { line: opened + 1, col: 1, message: yamlMistake({ ...error, code: 'MISSING_CHAR' }) }
  return { line: Math.min(line, lines.length), col, message: yamlMistake(error) }
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
