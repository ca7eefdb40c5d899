// Whoever posts a secret is told at once what to revoke and how to take it out of the history: once for each text.
import type { Facts } from '../../../domain/facts.ts'
import { partName } from '../../../domain/marker.ts'
import type { PostedSecret } from '../../../domain/triage.ts'
import type { Want } from '../../../domain/want.ts'
import { mentionOf } from '../../../words/safe-text.ts'
import { secretWarningMessage } from '../../../words/ticket/secret-words.ts'
import type { Contribution } from '../plan.ts'
import { postedSecrets } from '../posted-secrets.ts'
import { say } from '../wants.ts'
import { isUnderWatch } from './shared.ts'

/** What has stood there for longer was read by whoever wanted to: a first reading of history floods nobody. */
const WARN_WITHIN_MS = 7 * 86_400_000
/** So many texts fit into one marker; the others are told next time. */
const MOST_TEXTS = 10

/**
 * Other than all else that is said unasked this goes to everybody, on closed tickets too, and after a maintainer has
 * spoken. A text that was warned about is left alone, also where it is edited and the secret still stands there.
 */
export function secretWarning(facts: Facts): Contribution {
  const known = textsWarnedOf(facts)
  const fresh = postedSecrets(facts).filter(
    (one) =>
      one.author.id !== null &&
      (one.lane || !facts.onGitHub.locked) &&
      isUnderWatch(facts, one.at) &&
      facts.now - one.at < WARN_WITHIN_MS &&
      !known.has(textName(one)),
  )
  const byWhom = Map.groupBy(fresh, ({ author, lane }) => `${author.id} ${lane ?? false}`)
  return { wants: [...byWhom.values()].map((posted) => warning(facts, posted)) }
}

/** All texts of one person; what was written in private is warned of there alone. */
function warning(facts: Facts, posted: readonly PostedSecret[]): Want {
  const told = posted.slice(0, MOST_TEXTS)
  const { author, lane } = told[0]!
  const reader = author.id === facts.ticket.requester.id ? facts.knowledge.reader() : 'en'
  const kinds = [...new Set(told.flatMap((one) => one.kinds))]
  const text = secretWarningMessage(mentionOf(author), kinds, reader)
  const marker = { kind: 'secret-warning', key: told.map(textName).join(' ') } as const
  const want = say(facts, marker, text, { rank: 0, urgency: 'alarm', why: 'a secret was posted' })
  return lane ? { ...want, place: { in: 'lane', ticketId: facts.ticket.id } } : want
}

function textName({ commentId }: PostedSecret): string {
  return commentId === null ? 'ticket' : String(commentId)
}

/** The key of a warning lists them. */
function textsWarnedOf({ written }: Facts): Set<string> {
  const start = partName({ kind: 'secret-warning', key: '' })
  return new Set(
    [...written]
      .filter((name) => name.startsWith(start))
      .flatMap((name) => name.slice(start.length).split(' ')),
  )
}
