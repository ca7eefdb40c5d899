// From the facts of a desk to what is to be there: its issue, pinned, and its comments. Pure.
import type { OwnPlace, Want } from '../../domain/want.ts'
import { deskBody, deskMarker, deskTitle } from '../../words/desk-text.ts'
import { DESK_COMMENTS } from './all-comments.ts'
import type { DeskComment, DeskFacts } from './desk-facts.ts'

/** When a desk was written last, and when somebody asked for it, ms. */
export interface DeskTimes {
  wantedAt: number
  /** Null: never, or not that we know. */
  writtenAt: number | null
  updateMs: number
  now: number
}

/** When it is to be written: at most once an interval, and at once where it was asked for. */
export function deskDueAt({ wantedAt, writtenAt, updateMs, now }: DeskTimes): number {
  return writtenAt === null || wantedAt > writtenAt ? now : writtenAt + updateMs
}

/** The same facts give the same Wants, and Wants that were carried out leave nothing to be written. */
export function planDesk(facts: DeskFacts, comments: readonly DeskComment[] = DESK_COMMENTS): Want[] {
  const { place, repository } = facts
  const common = { place: { in: 'own_thing', ...place }, urgency: 'answer' } as const
  const marker = deskMarker(repository)
  const [title, body] = [deskTitle(repository, place.placeId), deskBody(repository, place.placeId)]
  return [
    {
      ...common,
      key: deskKey(place, 'issue'),
      what: { do: 'keep_issue', title, body, marker },
      why: 'the settings want a desk here',
    },
    { ...common, key: deskKey(place, 'pin'), what: { do: 'pin' }, why: 'a desk is easy to find' },
    ...comments.map(({ kind, mark, text, tells }): Want => {
      const now = text(facts)
      return {
        ...common,
        key: deskKey(place, kind),
        what: {
          do: 'keep_comment',
          kind,
          mark,
          text: now,
          tells: now === null ? '' : (tells?.(now) ?? now),
        },
        why: `the desk has the ${kind} comment`,
      }
    }),
  ]
}

function deskKey({ kind, repositoryId, placeId }: OwnPlace, what: string): string {
  return `${kind} of ${repositoryId} in ${placeId}|${what}`
}
