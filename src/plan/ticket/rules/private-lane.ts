// Lets a ticket go on in private: the private issue is made, what is public is copied there, and one line says so in public.
import type { Facts } from '../../../domain/facts.ts'
import { partName } from '../../../domain/marker.ts'
import { goesOnMessage } from '../../../words/ticket/lane-words.ts'
import { keepCopies, keepIssue } from '../lane/copies.ts'
import { followOtherSide } from '../lane/sides.ts'
import { TOLD, wishesLane } from '../lane/wish.ts'
import { type Contribution, together } from '../plan.ts'
import { say } from '../wants.ts'

const ASK_AGAIN_MS = 10_000

export function privateLane(facts: Facts): Contribution {
  const { placeId, issue, trouble, isUnread } = facts.lane
  if (isUnread) return { lookAgainAt: facts.now + ASK_AGAIN_MS }
  if (trouble !== null) return { reasons: [trouble] }
  if (placeId === null) return {}
  // Once it is there, there is more to be done at once.
  const kept = issue || wishesLane(facts) ? [keepIssue(facts, placeId)].filter((want) => want !== null) : []
  if (!issue) return { wants: kept, lookAgainAt: kept.length > 0 ? facts.now : null }
  return together([
    { wants: [...told(facts), ...kept] },
    keepCopies(facts, placeId),
    { wants: followOtherSide(facts) },
  ])
}

function told(facts: Facts) {
  if (!wishesLane(facts) || facts.written.has(partName(TOLD))) return []
  const text = goesOnMessage(facts.knowledge.reader())
  return [say(facts, TOLD, text, { rank: 1, why: 'the ticket goes on in private' })]
}
