// Whoever posts a secret is told at once what to revoke and how to take it out of the history: once for each text.
import type { Facts } from '../../../domain/facts.ts'
import { type Marker, partName } from '../../../domain/marker.ts'
import type { PostedSecret } from '../../../domain/triage.ts'
import type { Want } from '../../../domain/want.ts'
import { mentionOf } from '../../../words/safe-text.ts'
import { secretWarningMessage, tellsOfSecret } from '../../../words/ticket/secret-words.ts'
import type { Contribution } from '../plan.ts'
import { postedSecrets } from '../posted-secrets.ts'
import { say } from '../wants.ts'
import { isUnderWatch } from './shared.ts'

/** What has stood there for longer was read by whoever wanted to: a first reading of history floods nobody. */
const WARN_WITHIN_MS = 7 * 86_400_000
/** So many texts fit into one marker; the others are told next time. */
const MOST_TEXTS = 10

/** A text with what nobody was warned of yet. */
interface Unwarned extends PostedSecret {
  /** Names it among the texts of a marker: a text that is warned about anew is another one. */
  name: string
}

/**
 * Other than all else that is said unasked this goes to everybody, on closed tickets too, and after a maintainer has
 * spoken. A text that was warned about is left alone, also where it is edited and the secret still stands there; a
 * secret of another kind is news.
 */
export function secretWarning(facts: Facts): Contribution {
  const known = textsWarnedOf(facts)
  const fresh = postedSecrets(facts)
    .filter(
      (one) =>
        one.author.id !== null &&
        (one.lane || !facts.onGitHub.locked) &&
        isUnderWatch(facts, one.at) &&
        facts.now - one.at < WARN_WITHIN_MS,
    )
    .flatMap((one) => unwarned(facts, one, known) ?? [])
  const byWhom = Map.groupBy(fresh, ({ author, lane }) => `${author.id} ${lane ?? false}`)
  return { wants: [...byWhom.values()].map((posted) => warning(facts, posted)) }
}

function unwarned({ story }: Facts, one: PostedSecret, known: ReadonlySet<string>): Unwarned | null {
  const text = textName(one)
  const names = [...known].filter((name) => name === text || name.startsWith(`${text}.`))
  if (names.length === 0) return { ...one, name: text }
  const warnings = names.map((name) => story.own.find((own) => own.markers.some(isAbout(name))))
  const kinds = one.kinds.filter((kind) => {
    // What a warning said that is on its way, or that somebody deleted, is not known.
    return warnings.every((own) => own && own.deletedAt === null && !tellsOfSecret(own.body, kind))
  })
  return kinds.length === 0 ? null : { ...one, kinds, name: `${text}.${names.length}` }
}

function isAbout(text: string) {
  return ({ kind, key }: Marker) => kind === 'secret-warning' && key.split(' ').includes(text)
}

/** All texts of one person; what was written in private is warned of there alone. */
function warning(facts: Facts, posted: readonly Unwarned[]): Want {
  const told = posted.slice(0, MOST_TEXTS)
  const { author, lane } = told[0]!
  const reader = author.id === facts.ticket.requester.id ? facts.knowledge.reader() : 'en'
  const kinds = [...new Set(told.flatMap((one) => one.kinds))]
  const text = secretWarningMessage(mentionOf(author), kinds, reader)
  const marker = { kind: 'secret-warning', key: told.map(({ name }) => name).join(' ') } as const
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
