// Things of our own that are no longer on GitHub where they were to be written.
import type { OwnThing } from '../store/own-things.ts'

/** Its ids stay, to tell the next one from it. */
export function lostThing(thing: OwnThing): OwnThing {
  return { ...thing, hash: null, state: 'lost' }
}

/** Where what was to be written to is no longer on GitHub. */
export async function orGone<T>(write: () => Promise<T>): Promise<T | 'gone'> {
  try {
    return await write()
  } catch (error) {
    const kind = error instanceof Error && 'kind' in error ? error.kind : null
    if (kind === 'not_found' || kind === 'gone') return 'gone'
    throw error
  }
}
