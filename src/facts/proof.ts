// The newest questions of a repository asked again, for the desk: computed when what is known changes, and once a day.
import { articlesIn } from '../knowledge/index.ts'
import type { ReplayFigures } from '../report/replay.ts'
import { backtest } from './backtest.ts'
import type { FactsDeps } from './deps.ts'
import { pastQuestions } from './past-questions.ts'
import type { ServedRepository } from './served-repository.ts'

export interface Proofs {
  /** Null where there is nothing to answer with, or too little was asked to say anything. */
  of(served: ServedRepository): Promise<ReplayFigures | null>
}

const DAY_MS = 86_400_000
const MOST_TICKETS = 1_000
const LEAST_ASKED = 5
/** Repositories of which the last is remembered. */
const MOST_KEPT = 200

export function createProofs(deps: Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>): Proofs {
  const known = new Map<number, { key: string; figures: Promise<ReplayFigures | null> }>()
  return {
    of: (served) => {
      const { repository, version, knowledge } = served
      const key = `${version} ${Math.floor(deps.store.now() / DAY_MS)}`
      const before = known.get(repository.id)
      if (before?.key === key) return before.figures
      const figures = articlesIn(knowledge).length === 0 ? Promise.resolve(null) : proofOf(deps, served)
      known.delete(repository.id)
      known.set(repository.id, { key, figures })
      for (const id of known.keys()) if (known.size > MOST_KEPT) known.delete(id)
      // What failed, and what was too little, is looked at again at the next look.
      const forget = () => known.delete(repository.id)
      figures.then((found) => found ?? forget(), forget)
      return figures
    },
  }
}

async function proofOf(
  deps: Pick<FactsDeps, 'store' | 'sentences' | 'vectors'>,
  served: ServedRepository,
): Promise<ReplayFigures | null> {
  // What is too little to say anything is not worth loading the sentence model for.
  if ((await pastQuestions(deps, served, MOST_TICKETS)).length < LEAST_ASKED) return null
  const figures = await backtest(deps, served, { last: MOST_TICKETS })
  return figures.asked < LEAST_ASKED ? null : figures
}
