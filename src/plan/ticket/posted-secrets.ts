// Secrets that stand in a ticket's texts, by who posted them and when.
import type { Facts } from '../../domain/facts.ts'
import type { PostedSecret } from '../../domain/triage.ts'

/** Of people, the oldest first; what was edited out or deleted is not among them. */
export function postedSecrets({ ticket, story, entries }: Facts): PostedSecret[] {
  const { secrets: kinds = [], requester: author, openedAt } = ticket
  const editedAt = entries.findLast(({ kind, data }) => kind === 'edited' && !data.lane)?.at
  const isPerson = story.openerRole !== 'bot' && story.openerRole !== 'self'
  const own = isPerson ? [{ kinds, author, commentId: null, at: editedAt ?? openedAt }] : []
  const said = story.comments
    .filter(({ role }) => role !== 'bot')
    .map(({ secrets, author, id, editedAt, writtenAt, lane }) => {
      const at = editedAt ?? writtenAt
      return { kinds: [...secrets], author, commentId: id, at, ...(lane && { lane }) }
    })
  return [...own, ...said].filter((one) => one.kinds.length > 0)
}
