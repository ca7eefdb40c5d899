// What can be done to issues and discussions; people's actions and the App's requests end here alike.
import { refuseLong } from './comments.ts'
import { ensureLabel } from './labels.ts'
import { accountJson, commentJson, labelJson, repoJson, threadPayload } from './payloads.ts'
import { type Account, type Comment, type Label, notFound, Refusal, type Repo, type Thread } from './state.ts'
import type { World } from './world.ts'

const MOST_LABELS = 100

export interface NewThread {
  title: string
  body: string
  labels?: string[]
  answerable?: boolean
  /** Of a discussion: its category's name. */
  category?: string
}

export function openThread(
  world: World,
  repo: Repo,
  kind: Thread['kind'],
  author: Account,
  draft: NewThread,
): Thread {
  refuseLong(draft.body)
  if (kind === 'issue' && !repo.hasIssues)
    throw new Refusal(410, 'Issues has been disabled in this repository.')
  const at = world.now()
  const answerable = draft.answerable ?? true
  const thread: Thread = world.ids.remember({
    ...world.ids.take(kind),
    kind,
    repo,
    number: repo.nextNumber++,
    title: draft.title,
    body: draft.body,
    author,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    stateReason: null,
    locked: false,
    pinned: false,
    viaApp: author === world.bot,
    labels: [],
    assignees: [],
    comments: [],
    events: [],
    category: { name: draft.category ?? (answerable ? 'Q&A' : 'General'), answerable },
    answer: null,
  })
  repo.threads.set(thread.number, thread)
  const labels = (draft.labels ?? []).map((name) => ensureLabel(world, repo, name, author))
  thread.labels.push(...labels)
  tell(world, thread, kind === 'issue' ? 'opened' : 'created', author)
  for (const label of labels) recordLabel(world, thread, 'labeled', label, author)
  return thread
}

/** By number; 410 where it was deleted, 301 where it moved, 404 where it never was. */
export function findThread(repo: Repo, number: number, kind?: Thread['kind']): Thread {
  const thread = repo.threads.get(number)
  if (thread && (!kind || thread.kind === kind)) return thread
  const gone = repo.gone.get(number)
  if (!gone) throw notFound()
  if (!gone.to) throw new Refusal(410, 'This issue was deleted')
  const { to } = gone
  const location = `/repos/${to.repo.owner.login}/${to.repo.name}/issues/${to.number}`
  throw new Refusal(301, 'Moved Permanently', { location })
}

export function addLabels(world: World, thread: Thread, labels: Label[], actor: Account): void {
  if (thread.labels.length + labels.length > MOST_LABELS) throw new Refusal(422, 'Too many labels')
  for (const label of labels) {
    if (thread.labels.includes(label)) continue
    thread.labels.push(label)
    recordLabel(world, thread, 'labeled', label, actor)
  }
}

export function removeLabel(world: World, thread: Thread, label: Label, actor: Account): void {
  if (!thread.labels.includes(label)) return
  thread.labels = thread.labels.filter((other) => other !== label)
  recordLabel(world, thread, 'unlabeled', label, actor)
}

export function closeThread(world: World, thread: Thread, actor: Account, reason: string | null): void {
  const wasOpen = thread.closedAt === null
  thread.closedAt ??= world.now()
  thread.stateReason = reason ?? (thread.kind === 'issue' ? 'completed' : 'resolved')
  if (wasOpen) transition(world, thread, 'closed', actor, { stateReason: thread.stateReason })
}

export function reopenThread(world: World, thread: Thread, actor: Account): void {
  if (thread.closedAt === null) return
  thread.closedAt = null
  thread.stateReason = 'reopened'
  transition(world, thread, 'reopened', actor)
}

export function setLocked(world: World, thread: Thread, actor: Account, locked: boolean): void {
  if (thread.locked === locked) return
  thread.locked = locked
  transition(world, thread, locked ? 'locked' : 'unlocked', actor)
}

export function setAnswer(world: World, comment: Comment, actor: Account, marked: boolean): void {
  const { thread } = comment
  if (!thread.category.answerable || comment.parent) throw new Refusal(422, 'Comment cannot be an answer')
  thread.answer = marked ? { comment, at: world.now(), by: actor } : null
  thread.updatedAt = world.now()
  const answer = commentJson(comment, world.app)
  tell(world, thread, marked ? 'answered' : 'unanswered', actor, marked ? { answer } : { old_answer: answer })
}

export function setAssignees(world: World, thread: Thread, assignees: Account[], actor: Account): void {
  const before = thread.assignees
  thread.assignees = assignees
  const tellAll = (action: string, people: Account[]) => {
    for (const person of people) tell(world, thread, action, actor, { assignee: accountJson(person) })
  }
  tellAll(
    'assigned',
    assignees.filter((person) => !before.includes(person)),
  )
  tellAll(
    'unassigned',
    before.filter((person) => !assignees.includes(person)),
  )
}

export function deleteThread(world: World, thread: Thread, actor: Account): void {
  leave(world, thread, null)
  tell(world, thread, 'deleted', actor)
}

/** Moves an issue to another repository: new ids, and the old number answers 301. */
export function transferThread(world: World, thread: Thread, to: Repo, actor: Account): Thread {
  const moved: Thread = world.ids.remember({
    ...thread,
    ...world.ids.take(thread.kind),
    repo: to,
    number: to.nextNumber++,
    labels: [],
    events: [...thread.events],
    comments: [],
  })
  moved.comments = thread.comments.map((comment) => ({ ...comment, thread: moved }))
  to.threads.set(moved.number, moved)
  leave(world, thread, moved)
  const changes = { new_issue: threadPayload(moved, world.app).issue, new_repository: repoJson(to) }
  tell(world, thread, 'transferred', actor, { changes })
  const from = `${thread.repo.owner.login}/${thread.repo.name}`
  moved.events.push({ ...eventBase(world, 'TransferredEvent', actor), from })
  const old = { old_issue: threadPayload(thread, world.app).issue, old_repository: repoJson(thread.repo) }
  tell(world, moved, 'opened', actor, { changes: old })
  return moved
}

export function tell(
  world: World,
  thread: Thread,
  action: string,
  actor: Account,
  extra: Record<string, unknown> = {},
): void {
  const event = thread.kind === 'issue' ? 'issues' : 'discussion'
  world.emit(event, thread.repo, actor, { action, ...threadPayload(thread, world.app), ...extra })
}

function leave(world: World, thread: Thread, to: Thread | null): void {
  thread.repo.threads.delete(thread.number)
  thread.repo.gone.set(thread.number, { to })
  world.ids.forget(thread)
}

function recordLabel(
  world: World,
  thread: Thread,
  action: 'labeled' | 'unlabeled',
  label: Label,
  actor: Account,
): void {
  transition(world, thread, action, actor, { label }, { label: labelJson(label) })
}

function transition(
  world: World,
  thread: Thread,
  action: string,
  actor: Account,
  fields: { label?: Label; stateReason?: string | null } = {},
  payload: Record<string, unknown> = {},
): void {
  const type = `${action.charAt(0).toUpperCase()}${action.slice(1)}Event`
  thread.events.push({ ...eventBase(world, type, actor), ...fields })
  thread.updatedAt = world.now()
  tell(world, thread, action, actor, payload)
}

function eventBase(world: World, type: string, actor: Account) {
  return { nodeId: world.ids.take('event').nodeId, type, actor, at: world.now() }
}
