// Hands a notice of a ticket to the line of its channel.
import { createHash } from 'node:crypto'
import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import type { WhatOf } from '../domain/want.ts'
import { PRIORITY, wake } from '../store/agenda.ts'
import { noteNotice } from '../store/notices.ts'
import type { Db } from '../store/open.ts'
import { noticeBody } from '../words/notice-words.ts'

interface Handed {
  /** Of the Want: the same moment has the same. */
  key: string
  what: WhatOf<'notify'>
  /** Now, ms. */
  at: number
}

/** Call it in the transaction that notes the Want as written. */
export async function handNotice(
  tx: Db,
  { key, what, at }: Handed,
  { repository, ticket, url = '' }: { repository: Repository; ticket: Ticket | null; url?: string },
): Promise<void> {
  if (!ticket) throw new Error('Channels are told of tickets alone')
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32)
  const fullName = `${repository.owner}/${repository.name}`
  const { id: ticketId, kind, number, title } = ticket
  const body = noticeBody(what.notice, { id, repository: fullName, kind, number, title, url })
  const channel = { owner: repository.owner.toLowerCase(), name: what.channel }
  const { isShown } = what
  await noteNotice(tx, { id, channel, repositoryId: repository.id, ticketId, isShown, body, at })
  await wake(tx, { line: { kind: 'channel', ...channel }, at, priority: PRIORITY.alarm })
}
