// The section of the metrics comment about what the knowledge base would have answered of the questions of the past.
import type { ReplayFigures } from '../../report/replay.ts'
import { replaySentence } from '../replay-words.ts'

/** Null where nothing was asked again. `repository`: `owner/name`. */
export function proofSection(figures: ReplayFigures | null, repository: string): string | null {
  const sentence = figures && replaySentence(figures)
  if (!sentence) return null
  return `### What the knowledge base would have answered\n\n${sentence} \`npx firstline kb backtest ${repository}\` shows examples.`
}
