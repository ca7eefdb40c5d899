// Text that other people wrote as a block of code: it stays in it.
import { safeBlock } from './safe-block.ts'

/** A fence longer than any run of backticks inside. */
export function safeFence(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return safeBlock(`${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`)
}
