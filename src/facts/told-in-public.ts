// Mistakes as they may be told in a place: nothing out of a private file is quoted, or its existence told, in public.
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import { findRepositoryByName } from '../store/repositories.ts'
import type { FactsDeps } from './deps.ts'

type Asking = Pick<FactsDeps, 'store' | 'github'>

/** Whose files the problems are about, and what is said where they may not be told. */
export interface Withheld {
  /** The repository whose files problems name without its name. */
  about: string
  instead: Pick<Problem, 'file' | 'message'>
}

/** What may be told at `place`. Everything else becomes one problem, the same whatever is wrong. */
export async function fitFor(
  asking: Asking,
  place: Repository,
  problems: readonly Problem[],
  withheld: Withheld,
): Promise<Problem[]> {
  if (place.private) return [...problems]
  const told: Problem[] = []
  let hidden: Problem['level'] | null = null
  for (const problem of problems) {
    const [, home] = /^([^/:]+\/[^/:]+):/.exec(problem.file) ?? []
    const named = [home ?? withheld.about, ...(problem.quotes ?? [])]
    if (await areOpen(asking, place, named)) told.push(problem)
    else if (hidden !== 'failure') hidden = problem.level
  }
  return hidden === null ? told : [...told, { ...withheld.instead, level: hidden }]
}

/** Whether everybody may read all of these repositories (`owner/name`). One that is not to be found is not open. */
export async function areOpen(asking: Asking, place: Repository, names: readonly string[]): Promise<boolean> {
  for (const name of new Set(names)) if (!(await isOpen(asking, place, name))) return false
  return true
}

async function isOpen({ store, github }: Asking, place: Repository, fullName: string): Promise<boolean> {
  const [owner = '', name = ''] = fullName.split('/')
  if (fullName.toLowerCase() === `${place.owner}/${place.name}`.toLowerCase()) return !place.private
  const known = await findRepositoryByName(store.db, owner, name)
  if (known) return !known.private
  try {
    return !(await github.forInstallation(place.installationId).getRepository({ owner, name })).private
  } catch (error) {
    if (error instanceof GitHubError && ['not_found', 'forbidden', 'gone'].includes(error.kind)) return false
    throw error
  }
}
