// Adds entries to a list of texts in YAML, in place: everything else stays as it was written, comments and order too.
import { isMap, isScalar, isSeq, type ParsedNode, stringify, type YAMLSeq } from 'yaml'
import { parseYaml } from './parse.ts'

/**
 * The text with these entries at the end of the list `key`, which is made where there is none. Null where the list cannot
 * be added to: it is no list, or the text is no map.
 */
export function addEntries(text: string, key: string, entries: readonly string[]): string | null {
  const { document, error } = parseYaml(text)
  if (!document || error || !isMap(document.contents) || document.contents.flow) return null
  const pair = document.contents.items.find((one) => isScalar(one.key) && one.key.value === key)
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`
  if (!pair) return `${whole}${key}:\n${lines(entries, '  ')}`
  const value = pair.value as ParsedNode | null
  // What is named may stand elsewhere too.
  if (value?.anchor) return null
  if (isSeq(value)) return value.flow ? inFlow(text, value, entries) : inBlock(whole, value, entries)
  const isEmpty = value === null || (isScalar(value) && value.value === null && value.source === '')
  if (!isEmpty || !isScalar(pair.key)) return null
  const end = endOfLine(whole, (pair.key as ParsedNode).range![1])
  return `${whole.slice(0, end)}${lines(entries, '  ')}${whole.slice(end)}`
}

/** Below the last entry, as far in as the first. */
function inBlock(text: string, list: YAMLSeq.Parsed, entries: readonly string[]): string | null {
  const start = list.range[0]
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const last = list.items.at(-1)?.range
  if (indent.trim() !== '' || !last) return null
  const end = text[last[1] - 1] === '\n' ? last[1] : endOfLine(text, last[1])
  return `${text.slice(0, end)}${lines(entries, indent)}${text.slice(end)}`
}

/** In `[a, b]`. */
function inFlow(text: string, list: YAMLSeq.Parsed, entries: readonly string[]): string {
  const quoted = entries.map((entry) => JSON.stringify(entry)).join(', ')
  const last = list.items.at(-1)?.range
  const at = last ? last[1] : list.range[0] + 1
  return `${text.slice(0, at)}${last ? ', ' : ''}${quoted}${text.slice(at)}`
}

function lines(entries: readonly string[], indent: string): string {
  return entries.map((entry) => `${indent}- ${stringify(entry, { lineWidth: 0 }).trimEnd()}\n`).join('')
}

/** Behind the line end. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}
