// Mistakes as they may be told in a place: of a private file, such as settings shared by an owner, not in public.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Store } from '../store/open.ts'
import { findRepositoryByName } from '../store/repositories.ts'

const WITHHELD = 'Something is wrong here. What it is is not said in public, for this file is private.'

/**
 * A settings file may name customers: its words are shown only where it is public itself, or the place is private.
 * `about`: the repository whose own files the problems name without its name.
 */
export async function fitFor(
  store: Store,
  place: Repository,
  about: Repository,
  problems: Problem[],
): Promise<Problem[]> {
  if (place.private) return problems
  const told: Problem[] = []
  for (const problem of problems) {
    const [, owner, name] = /^([^/:]+)\/([^/:]+):/.exec(problem.file) ?? []
    const home = owner && name ? await findRepositoryByName(store.db, owner, name) : about
    told.push(home && !home.private ? problem : { ...problem, message: WITHHELD })
  }
  return told
}
