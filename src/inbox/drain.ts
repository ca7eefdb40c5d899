// Translating what was delivered about one ticket: into the ledger, in the order received, each delivery once.

import { setImmediate } from 'node:timers/promises'
import { RetryLater } from '../domain/retry-later.ts'
import type { Ticket } from '../domain/ticket.ts'
import { redactSecrets } from '../knowledge/index.ts'
import { wake } from '../store/agenda.ts'
import { finishDeliveries, type PendingDelivery, pendingDeliveries, setAside } from '../store/deliveries.ts'
import { appendEntries, findTicketById, linkTickets, upsertTicket } from '../store/ledger.ts'
import { readMeta } from '../store/meta.ts'
import type { Db } from '../store/open.ts'
import { findInstallation, findRepository, lastKnown } from '../store/repositories.ts'
import { discussionBehind, issueBehind } from '../store/twins.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { openedEntry } from './entries.ts'
import { redactPayload } from './redact-payload.ts'
import {
  type TicketEvent,
  type Translation,
  translate,
  UnreadablePayload,
  withDeparture,
} from './translate.ts'

/** The repository is not known yet; its installation is being read. The delivery waits. */
class UnknownRepository extends RetryLater {
  constructor(repositoryId: number, retryAt: number) {
    super(`Repository ${repositoryId} is not known yet`, { retryAt })
  }
}

/** GitHub's lists lag behind its webhooks: only one asked for so long after a delivery proves that it is not covered. */
const LISTS_LAG_MS = 30_000
const LONGEST_WAIT_MS = 60_000

export async function drainTicket(deps: TurnDeps, subjectKey: string): Promise<void> {
  for (;;) {
    const pending = await pendingDeliveries(deps.store.db, subjectKey)
    if (pending.length === 0) return
    for (const delivery of pending) {
      await take(deps, delivery)
      // A flood of long texts must not keep requests waiting.
      await setImmediate()
    }
  }
}

async function take(deps: TurnDeps, delivery: PendingDelivery): Promise<void> {
  let translation: Translation
  try {
    const payload = JSON.parse(delivery.body.toString('utf8'))
    const told = translate(delivery.event as TicketEvent, payload, (text) => redactSecrets(text).text)
    translation = withDeparture(told, delivery.receivedAt)
  } catch (error) {
    if (!(error instanceof UnreadablePayload)) throw error
    await putAside(deps, delivery, error.message)
    return
  }
  const known = await lastKnown(deps.store.db, translation.repository.id)
  if (!known) {
    await waitForRepository(deps, delivery, translation.repository.id)
    return
  }
  await deps.store.transaction(async (tx) => {
    await saveTranslation(tx, translation, known.repository.installedAt)
    await finishDeliveries(tx, [delivery.seq], deps.store.now())
  })
}

/** Sets a delivery aside with its secrets taken out. */
export async function putAside(deps: TurnDeps, delivery: PendingDelivery, reason: string): Promise<void> {
  const body = redactPayload(delivery.body)
  await setAside(deps.store.db, delivery.seq, { reason, body, now: deps.store.now() })
  deps.log.warn({ delivery: delivery.guid, event: delivery.event, reason }, 'delivery set aside')
}

async function saveTranslation(tx: Db, translation: Translation, installedAt: number): Promise<void> {
  const { ticket, opening, transferredIn } = translation
  const known = await findTicketById(tx, ticket.id)
  const twin = opening && ticket.kind === 'discussion' ? await issueBehind(tx, ticket) : null
  const live = opening && !transferredIn && !twin && ticket.openedAt >= installedAt
  const origin: Ticket['origin'] = transferredIn
    ? 'transferred'
    : twin
      ? 'converted'
      : ticket.openedAt < installedAt
        ? 'before_installation'
        : 'opened'
  const labels = ticket.labels ?? labelsAfter(known?.labels ?? [], translation)
  await upsertTicket(tx, {
    ...ticket,
    labels,
    firstSeen: known?.firstSeen ?? (live ? 'live' : 'history'),
    origin,
  })
  await appendEntries(tx, translation.entries)
  if (twin) await linkTickets(tx, twin.id, ticket.id)
  await followConversion(tx, translation)
  if (translation.predecessorId) await linkTickets(tx, translation.predecessorId, ticket.id)
  if (translation.successor) await follow(tx, ticket.id, translation.successor)
}

/** Where its new repository is served too, the ticket goes on there, whether or not a delivery comes from there. */
async function follow(tx: Db, fromId: string, { ticketId, shown }: NonNullable<Translation['successor']>) {
  await linkTickets(tx, fromId, ticketId)
  const repository = shown && (await findRepository(tx, shown.repositoryId))
  if (!repository) return
  const known = await findTicketById(tx, ticketId)
  const labels = shown.labels ?? known?.labels ?? []
  await upsertTicket(tx, { ...shown, labels, firstSeen: 'history', origin: 'transferred' })
  await appendEntries(tx, [openedEntry(shown)])
  const { id: repositoryId, installationId } = repository
  await wake(tx, { line: { kind: 'ticket', ticketId }, repositoryId, installationId, at: shown.updatedAt })
}

/** Converting an issue closes and locks it; the delivery of the discussion may have come before that. */
async function followConversion(tx: Db, { ticket, entries }: Translation): Promise<void> {
  if (ticket.kind !== 'issue' || ticket.open || !entries.some(({ kind }) => kind === 'locked')) return
  const discussion = await discussionBehind(tx, ticket)
  if (!discussion) return
  await linkTickets(tx, ticket.id, discussion.id)
  await upsertTicket(tx, { ...discussion, origin: 'converted' })
  const { repositoryId } = discussion
  await wake(tx, {
    line: { kind: 'ticket', ticketId: discussion.id },
    repositoryId,
    at: discussion.updatedAt,
  })
}

/** The labels as they were, with what this delivery says of one of them. */
function labelsAfter(before: string[], { entries }: Translation): string[] {
  const labels = new Set(before)
  for (const { kind, data } of entries) {
    if (kind === 'labeled' && data.label !== undefined) labels.add(data.label)
    if (kind === 'unlabeled' && data.label !== undefined) labels.delete(data.label)
  }
  return [...labels]
}

/** GitHub is asked what it covers: at once, and once more when its lists must have caught up. */
async function waitForRepository(
  deps: TurnDeps,
  delivery: PendingDelivery,
  repositoryId: number,
): Promise<void> {
  const { db } = deps.store
  const now = deps.store.now()
  const { installationId, receivedAt } = delivery
  const provenAt = receivedAt + LISTS_LAG_MS
  const listedAt = installationId === null ? provenAt : await lastListing(db, installationId)
  if (installationId === null || listedAt >= provenAt) {
    await putAside(deps, delivery, 'the repository is not covered by any installation')
    return
  }
  const waitMs = Math.min(Math.max(now - receivedAt, 1_000), LONGEST_WAIT_MS)
  if (listedAt >= receivedAt && now < provenAt) throw new UnknownRepository(repositoryId, provenAt)
  await wake(db, { line: { kind: 'installation', installationId }, at: now })
  throw new UnknownRepository(repositoryId, now + waitMs)
}

/** When the installation's repositories were listed; of one that is not known, when the App's installations were. */
async function lastListing(db: Db, installationId: number): Promise<number> {
  const known = await findInstallation(db, installationId)
  const listedAt = known
    ? await readMeta<number>(db, `installation:${installationId}`, 'repositories_at')
    : await readMeta<number>(db, 'server', 'installations_at')
  return listedAt ?? 0
}
