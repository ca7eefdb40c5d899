// `SENTENCE_MODEL`: the bundled sentence model, none, or a folder of the operator's own.
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const BUNDLED_SENTENCES = join(import.meta.dirname, '../knowledge/sentence')

/** The model's folder; null: off, or a mistake was said. */
export function readSentenceFolder(
  value: string | undefined,
  cwd: string,
  say: (variable: string, message: string) => void,
): string | null {
  if (value === undefined || value === 'on') return BUNDLED_SENTENCES
  if (value === 'off') return null
  const folder = resolve(cwd, value)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder
  say(
    'SENTENCE_MODEL',
    `names no folder: set it to \`on\`, to \`off\`, or to a folder with a model of your own (docs/operating.md)`,
  )
  return null
}
