// Translating what was delivered about one ticket: into the ledger, in the order received, each delivery once.

import type { Ticket } from '../domain/ticket.ts'
import { redactSecrets } from '../knowledge/index.ts'
import { type TicketEvent, type Translation, translate, UnreadablePayload } from '../record/translate.ts'
import { wake } from '../store/agenda.ts'
import { finishDeliveries, type PendingDelivery, pendingDeliveries, setAside } from '../store/deliveries.ts'
import { appendEntries, findClosedTwin, findTicketById, linkTickets, upsertTicket } from '../store/ledger.ts'
import { readMeta } from '../store/meta.ts'
import type { Db } from '../store/open.ts'
import { findInstallation, lastKnown } from '../store/repositories.ts'
import type { LineDeps } from './deps.ts'

/** The repository is not known yet; its installation is being read. The delivery waits. */
class UnknownRepository extends Error {
  readonly retryAt: number
  constructor(repositoryId: number, retryAt: number) {
    super(`Repository ${repositoryId} is not known yet`)
    this.name = 'UnknownRepository'
    this.retryAt = retryAt
  }
}

/** GitHub's lists lag behind its webhooks: only one asked for so long after a delivery proves that it is not covered. */
const LISTS_LAG_MS = 30_000
const LONGEST_WAIT_MS = 60_000

export async function drainTicket(deps: LineDeps, subjectKey: string): Promise<void> {
  for (;;) {
    const pending = await pendingDeliveries(deps.store.db, subjectKey)
    if (pending.length === 0) return
    for (const delivery of pending) await take(deps, delivery)
  }
}

async function take(deps: LineDeps, delivery: PendingDelivery): Promise<void> {
  let translation: Translation
  try {
    const payload = JSON.parse(delivery.body.toString('utf8'))
    translation = translate(delivery.event as TicketEvent, payload, (text) => redactSecrets(text).text)
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
export async function putAside(deps: LineDeps, delivery: PendingDelivery, reason: string): Promise<void> {
  const body = Buffer.from(redactSecrets(delivery.body.toString('utf8')).text)
  await setAside(deps.store.db, delivery.seq, { reason, body, now: deps.store.now() })
  deps.log.warn({ delivery: delivery.guid, event: delivery.event, reason }, 'delivery set aside')
}

async function saveTranslation(tx: Db, translation: Translation, installedAt: number): Promise<void> {
  const { ticket, opening, transferredIn } = translation
  const known = await findTicketById(tx, ticket.id)
  const twin = opening && ticket.kind === 'discussion' ? await twinOf(tx, ticket) : null
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
  if (translation.successor) await linkTickets(tx, ticket.id, translation.successor.ticketId)
}

/** GitHub does not say that a discussion was made of an issue; the same words of the same person on a closed one do. */
async function twinOf(tx: Db, { repositoryId, requester, title, body }: Translation['ticket']) {
  if (requester.id === null) return null
  return findClosedTwin(tx, { repositoryId, requesterId: requester.id, title, body })
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
  deps: LineDeps,
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
  await wake(db, { key: `installation:${installationId}`, kind: 'installation', installationId, at: now })
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
