// Puts threads that were read into the ledger, in the place of what was known of them.

import type { Effect } from '../domain/effect.ts'
import type { Repository } from '../domain/repository.ts'
import type { Actor, Entry, Ticket } from '../domain/ticket.ts'
import type { DiscussionThread, IssueThread } from '../github/types.ts'
import { openedEntry, transitionKey } from '../inbox/entries.ts'
import { redactSecrets } from '../knowledge/index.ts'
import { readLabels } from '../outbox/label-book.ts'
import { sameLabel } from '../plan/ticket/wants.ts'
import { effectsOf } from '../store/effects.ts'
import { knownLabels } from '../store/labels.ts'
import { appendEntries, changeEntries, entriesOf } from '../store/ledger.ts'
import type { Db } from '../store/open.ts'
import { reopenRefusals, unlockedOn } from '../store/refusals.ts'
import { serverState } from '../store/server.ts'
import { linkTickets } from '../store/ticket-links.ts'
import { knownTicket, noteTicket, ticketsById, upsertTicket } from '../store/tickets.ts'
import type { ReadingDeps } from './deps.ts'
import { followConversion, predecessorOf } from './moved-unseen.ts'
import { reread } from './reread.ts'
import type { ThreadRead } from './reread-parts.ts'
import { discussionRead, issueRead } from './thread-read.ts'

type Needs = Pick<ReadingDeps, 'store' | 'github'>

/** Stores an issue with its comments and its timeline, in the place of what was known. True if anything is new. */
export async function saveIssueThread(
  deps: Needs,
  repository: Repository,
  thread: IssueThread,
  readAt: number,
): Promise<boolean> {
  const [saved] = await saveThreads(deps, repository, [await issueRead(repository, thread, readAt)])
  return saved?.isNew ?? false
}

/** Stores a discussion as it now is, in the place of what was known. True if anything is new. */
export async function saveDiscussionThread(
  deps: Needs,
  repository: Repository,
  thread: DiscussionThread,
  readAt: number,
): Promise<boolean> {
  const [saved] = await saveThreads(deps, repository, [await discussionRead(repository, thread, readAt)])
  return saved?.isNew ?? false
}

export interface SavedThread {
  ticket: Ticket
  /** Whether anything is, that was not known. */
  isNew: boolean
  /** Whether it was known at all. */
  wasKnown: boolean
}

/** Stores threads in one transaction, with what follows from it: a turn of the disk for each would take long. */
export async function saveThreads(
  deps: Needs,
  repository: Repository,
  reads: readonly ThreadRead[],
  then?: (tx: Db, saved: readonly SavedThread[]) => Promise<void>,
): Promise<SavedThread[]> {
  const { store } = deps
  const ids = reads.map(({ ticket }) => ticket.id)
  const before = new Map((await ticketsById(store.db, ids)).map((ticket) => [ticket.id, ticket]))
  const labels: Array<Set<string> | null> = []
  for (const { ticket } of reads) {
    labels.push(await labelsThere(deps, repository, ticket, before.get(ticket.id) ?? null))
  }
  return store.transaction(async (tx) => {
    const { botLogin } = await serverState(tx)
    const saved: SavedThread[] = []
    for (const [place, read] of reads.entries()) {
      const about = { repository, labels: labels[place] ?? null, botLogin, now: store.now() }
      const isNew = await saveOne(tx, read, about)
      saved.push({ ticket: read.ticket, isNew, wasKnown: before.has(read.ticket.id) })
    }
    await then?.(tx, saved)
    return saved
  })
}

async function saveOne(
  tx: Db,
  read: ThreadRead,
  about: { repository: Repository; labels: Set<string> | null; botLogin: string | null; now: number },
): Promise<boolean> {
  const { ticket, readAt } = read
  const { repository, labels, botLogin: bot, now } = about
  const stored = await knownTicket(tx, ticket.id)
  const known = stored?.ticket ?? null
  // What nobody has heard of has no ledger, and nothing was written there.
  const entries = known ? await entriesOf(tx, ticket.id) : []
  const effects = known ? await effectsOf(tx, ticket.id) : []
  const change = reread(
    {
      ticket: known,
      entries,
      ownAct: (label, on, after) => (bot && didLabel(effects, label, on, after) ? botNamed(bot) : null),
      labelExists: (label) => labels?.has(label.toLowerCase()) ?? true,
      redact: (text) => redactSecrets(text).text,
    },
    { ...read, labelsFoundAt: stored?.readAt ? null : read.labelsFoundAt },
  )
  const past = known ? null : await predecessorOf(tx, ticket, repository)
  await upsertTicket(tx, past ? goingOn(ticket, past) : ticket, { isThere: true, stored: known })
  if (past) await linkTickets(tx, past.id, ticket.id)
  const opened = await appendEntries(tx, [openedEntry(ticket), ...foundEdit(known, ticket)])
  await changeEntries(tx, ticket.id, change)
  if (mayBeConverted(ticket, known, change.add)) await followConversion(tx, ticket, now)
  await noteTicket(tx, ticket.id, { readAt })
  const isUnlocked = known?.locked && !ticket.locked
  if (isUnlocked || change.add.some(({ kind }) => kind === 'unlocked')) {
    await reopenRefusals(tx, unlockedOn(ticket.id), now)
  }
  const isNew = known === null || known.updatedAt < ticket.updatedAt || known.gone === 'deleted'
  return isNew || opened + change.add.length + change.drop.length > 0
}

function goingOn(ticket: Ticket, past: Ticket): Ticket {
  return { ...ticket, origin: past.kind === ticket.kind ? 'transferred' : 'converted' }
}

/** GitHub does not always say so, but it closes and locks an issue that is converted. */
function mayBeConverted(ticket: Ticket, known: Ticket | null, added: readonly Entry[]): boolean {
  if (ticket.kind !== 'issue' || ticket.open) return false
  return added.some(({ kind }) => kind === 'converted' || (kind === 'locked' && known !== null))
}

/** Another title or text than was known: who changed it is not told, and it is nearly always whoever wrote it. */
function foundEdit(known: Ticket | null, ticket: Ticket): Entry[] {
  if (!known || known.updatedAt >= ticket.updatedAt) return []
  if (known.title === ticket.title && known.body === ticket.body) return []
  const { id: ticketId, updatedAt: at, requester: actor } = ticket
  const sourceKey = transitionKey('edited', '', actor, at)
  return [{ ticketId, sourceKey, kind: 'edited', at, actor, data: { found: true } }]
}

/**
 * Where a label is missing that was there, the repository itself may have lost it: then it is remembered no longer, and
 * nobody took it off by hand. Null where nothing is missing.
 */
async function labelsThere(
  deps: Needs,
  repository: Repository,
  ticket: Ticket,
  known: Ticket | null,
): Promise<Set<string> | null> {
  const missing = known?.labels.filter((label) => !ticket.labels.some((one) => sameLabel(one, label))) ?? []
  if (missing.length === 0) return null
  const remembered = await knownLabels(deps.store.db, repository.id)
  const all = namesOf(remembered ?? [])
  if (remembered && missing.every((label) => !all.has(label.toLowerCase()))) return all
  const github = deps.github.forInstallation(repository.installationId)
  return namesOf(await readLabels(deps.store, github, repository))
}

function namesOf(labels: ReadonlyArray<{ name: string }>): Set<string> {
  return new Set(labels.map(({ name }) => name.toLowerCase()))
}

/** Whether Firstline put a label on, or took it off, since `after` (ms). */
function didLabel(effects: Effect[], name: string, on: boolean, after: number): boolean {
  return effects.some(({ kind, state, label, attemptedAt }) => {
    if (state === 'failed' || attemptedAt < after || label === null) return false
    return kind === (on ? 'label_on' : 'label_off') && sameLabel(label, name)
  })
}

/** GitHub's id of it is not known here, and not needed: its login is nobody else's. */
function botNamed(login: string): Actor {
  return { id: null, login, type: 'Bot' }
}
