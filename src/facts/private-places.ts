// Whether a repository may hold what no public place shows: asked of GitHub each time, for a webhook may come late.
import type { Repository } from '../domain/repository.ts'
import { GitHubError } from '../github/errors.ts'
import { findRepositoryByName } from '../store/repositories.ts'
import type { FactsDeps } from './deps.ts'

type Needs = Pick<FactsDeps, 'store' | 'github'>

/** `unknown`: the App does not see it; `foreign`: of another owner. */
export type PlaceFault = 'unknown' | 'foreign' | 'public' | 'unwritable'

/** The repository of this name (`owner/name`) where it may be written by this owner's tickets, or why not. */
export async function privatePlace(
  deps: Needs,
  name: string,
  ownerId: number,
): Promise<{ place: Repository } | { fault: PlaceFault }> {
  const [owner = '', repository = ''] = name.split('/')
  const place = await findRepositoryByName(deps.store.db, owner, repository)
  if (!place) return { fault: 'unknown' }
  const fault = await placeFault(deps, place, ownerId)
  return fault ? { fault } : { place: { ...place, private: true } }
}

/** Why nothing private may be written in a repository now; null: it may. A name that another one has by now is not it. */
export async function placeFault(
  { github }: Pick<FactsDeps, 'github'>,
  place: Repository,
  ownerId: number,
): Promise<PlaceFault | null> {
  const now = await unlessUnseen(() => github.forInstallation(place.installationId).getRepository(place))
  if (!now || now.id !== place.id) return 'unknown'
  if (!now.private) return 'public'
  if (now.ownerId !== ownerId) return 'foreign'
  return now.archived || !now.hasIssues ? 'unwritable' : null
}

async function unlessUnseen<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof GitHubError && UNSEEN.includes(error.kind)) return null
    throw error
  }
}

const UNSEEN: readonly string[] = ['not_found', 'gone', 'forbidden', 'suspended']

/** Thrown in the instant of a write to a repository that may not hold it any more: it was not sent. */
export class NoLongerPrivate extends Error {
  readonly fault: PlaceFault
  constructor(fault: PlaceFault) {
    super(`The repository may hold nothing private any more: ${fault}`)
    this.name = 'NoLongerPrivate'
    this.fault = fault
  }
}

/**
 * For GitHub's client: each write to `place` asks in the instant of sending whether it may still hold it. A request for
 * a token tells nothing, and the question would wait for that token.
 */
export function whilePrivate(
  deps: Pick<FactsDeps, 'github'>,
  place: Repository,
  ownerId: number,
): (address: string) => Promise<void> {
  return async (address) => {
    if (address.endsWith('/access_tokens')) return
    const fault = await placeFault(deps, place, ownerId)
    if (fault) throw new NoLongerPrivate(fault)
  }
}
