// Asks for as much at once as GitHub can answer in time, and for less where that was too much.
import { GitHubError } from './errors.ts'

/** Asks for pages of these sizes, or of the smaller ones that GitHub can answer in time, and tells which those were. */
export async function inSmallerPages<S extends Record<string, number>, T>(
  sizes: S,
  ask: (sizes: S) => Promise<T>,
): Promise<{ answer: T; sizes: S }> {
  try {
    return { answer: await ask(sizes), sizes }
  } catch (error) {
    if (!isTooMuch(error) || Object.values(sizes).every((size) => size <= 1)) throw error
    return inSmallerPages(smaller(sizes), ask)
  }
}

/** GitHub gives up after 10 seconds, and so do we: what was too much looks like an outage. */
export function isTooMuch(error: unknown): error is GitHubError {
  return error instanceof GitHubError && error.kind === 'unavailable'
}

function smaller<S extends Record<string, number>>(sizes: S): S {
  const quarters = Object.entries(sizes).map(([name, size]) => [name, Math.max(1, Math.floor(size / 4))])
  return Object.fromEntries(quarters) as S
}
