// Reads YAML strictly: bounded in size and depth, with one sentence and one place for each mistake.
import type { Problem } from '../domain/problem.ts'
import { parseMended } from './mend.ts'
import { encodingMistake, type Mistake, mergeMistake, mistakeAt, positionIn } from './mistakes.ts'
import { type ParsedYaml, parseYaml } from './parse.ts'
import { readNodes } from './read-nodes.ts'
import type { Tree } from './tree.ts'

/** Of a settings file: the parser takes a millisecond or more for each KiB of what is made to be slow. */
export const MAX_BYTES = 128 * 1024

export interface ReadOptions {
  maxBytes?: number
  /** Lines of the file that stand above the text. */
  linesAbove?: number
  /** Read on behind a mistake of YAML, so that one hides no other. */
  mend?: boolean
}

export interface TreeRead {
  /** Null where the text cannot be read. */
  tree: Tree | null
  problems: Problem[]
  /** Whether the YAML itself is wrong, and the tree (with `mend`) what was likely meant. */
  isBroken: boolean
  /** By `pathKey`: what stands behind a `#` right after a text without quotes; it may be meant as a part of it. */
  cut: ReadonlyMap<string, string>
}

/** Never throws: what cannot be read is a problem with its line. */
export function readTree(text: string, file: string, options: ReadOptions = {}): TreeRead {
  const { maxBytes = MAX_BYTES, linesAbove = 0, mend = false } = options
  const { parsed, mistakes } = refused(text, maxBytes) ?? (mend ? parseMended(text) : parseOnce(text))
  const problems = mistakes.map((mistake): Problem => {
    return { file, ...mistake, line: mistake.line + linesAbove, level: 'failure' }
  })
  const isBroken = mistakes.length > 0
  if (!parsed?.document || (isBroken && !mend)) return { tree: null, problems, isBroken, cut: new Map() }
  const read = readNodes(parsed.document.contents, { file, lines: parsed.lines, linesAbove, problems })
  return { ...read, problems, isBroken }
}

interface Attempt {
  parsed: ParsedYaml | null
  mistakes: Mistake[]
}

/** What is not even parsed. */
function refused(text: string, maxBytes: number): Attempt | null {
  const size = text.length > maxBytes ? text.length : Buffer.byteLength(text)
  const message = `This file is too large: at most ${maxBytes / 1024} KiB are read.`
  const wrong = size > maxBytes ? { offset: 0, message } : (encodingMistake(text) ?? mergeMistake(text))
  if (!wrong) return null
  return { parsed: null, mistakes: [{ ...positionIn(text, wrong.offset), message: wrong.message }] }
}

function parseOnce(text: string): Attempt {
  const parsed = parseYaml(text)
  return { parsed, mistakes: parsed.error ? [mistakeAt(parsed.lines, parsed.error)] : [] }
}
