// Things of our own that are on GitHub and not known here, or may be: looked for before they are written.
import type { Repository } from '../domain/repository.ts'
import type { OwnPlace, Want } from '../domain/want.ts'
import { settleDoubts } from '../outbox/doubts.ts'
import { readOwnThing } from '../reading/own-things.ts'
import { doubtsAt } from '../store/effects.ts'
import { knownIssue } from '../store/own-things.ts'
import type { TurnDeps } from './deps.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'app'>

/** After a lost database all that `wants` keep is looked for; after a request without an answer, what it made. */
export async function recall(
  deps: Needs,
  place: OwnPlace,
  holder: Repository,
  wants: readonly Want[],
): Promise<void> {
  const { store } = deps
  const isKnown = (await knownIssue(store.db, place)) !== null
  const doubts = await doubtsAt(store.db, place.repositoryId, place.kind)
  const isMade = doubts.some(({ kind }) => kind === 'keep_issue')
  const github = deps.github.forInstallation(holder.installationId)
  const read = async () => {
    const { botLogin } = await deps.app()
    return readOwnThing({ store, github, botLogin, holder, isMade }, place, wants)
  }
  const known = isKnown ? [] : await read()
  await settleDoubts(store, doubts, { known: async () => known, read })
}
