// What was written on account of a ticket, before its turn decides: doubts are settled.
import { type Effect, wasWritten } from '../domain/effect.ts'
import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import { settleDoubts } from '../outbox/doubts.ts'
import { effectsOf } from '../store/effects.ts'
import type { TurnDeps } from './deps.ts'
import { commentsOnPrivateDesk, commentsOnTicket } from './doors.ts'
import { ownInLane } from './lane.ts'

type Needs = Pick<TurnDeps, 'store' | 'github' | 'upSinceAt' | 'app'>

export interface Settled {
  effects: Effect[]
  /** When to look for what is still in doubt, ms; null where nothing is. */
  lookAt: number | null
}

export const NOTHING_WRITTEN: Settled = { effects: [], lookAt: null }

export async function settledEffects(deps: Needs, repository: Repository, ticket: Ticket): Promise<Settled> {
  const { store } = deps
  const effects = await effectsOf(store.db, ticket.id)
  const doubts = effects.filter((effect) => wasWritten(effect) === 'in_doubt')
  if (doubts.length === 0) return { effects, lookAt: null }
  const isPrivate = ({ place }: Effect) => place === 'private_desk'
  const inLane = doubts.filter(({ place }) => place === 'lane')
  const looks = [
    await settleDoubts(
      store,
      doubts.filter((one) => !isPrivate(one) && !inLane.includes(one)),
      commentsOnTicket(deps, repository, ticket),
    ),
    await settleDoubts(store, doubts.filter(isPrivate), commentsOnPrivateDesk(deps, repository.id)),
    await settleDoubts(store, inLane, ownInLane(deps, ticket, inLane)),
  ].filter((at) => at !== null)
  return {
    effects: await effectsOf(store.db, ticket.id),
    lookAt: looks.length > 0 ? Math.min(...looks) : null,
  }
}
