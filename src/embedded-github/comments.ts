// What can be done to comments.
import { commentJson, threadPayload } from './payloads.ts'
import { type Account, type Comment, notFound, Refusal, type Repo, type Thread } from './state.ts'
import type { World } from './world.ts'

/** https://docs.github.com/rest/issues/comments: "body is too long (maximum is 65536 characters)". */
const LONGEST_BODY = 65_536

export function findComment(repo: Repo, id: number): Comment {
  for (const thread of repo.threads.values()) {
    const comment = thread.comments.find((known) => known.id === id)
    if (comment) return comment
  }
  throw notFound()
}

export function addComment(
  world: World,
  thread: Thread,
  author: Account,
  body: string,
  parent: Comment | null = null,
): Comment {
  refuseLong(body)
  if (body.trim() === '') throw new Refusal(422, 'Validation Failed: body is missing')
  if (parent?.parent) throw new Refusal(422, 'Parent comment is already in a thread, cannot reply to it')
  if (thread.locked && !world.may(author, thread.repo, 'write')) {
    throw new Refusal(403, `Unable to create comment because ${thread.kind} is locked.`)
  }
  const at = world.now()
  const comment = world.ids.remember({
    ...world.ids.take(thread.kind === 'issue' ? 'comment' : 'discussionComment'),
    thread,
    parent,
    author,
    body,
    createdAt: at,
    updatedAt: at,
    viaApp: author === world.bot,
    reactions: [],
  })
  thread.comments.push(comment)
  thread.updatedAt = at
  tellComment(world, comment, 'created', author)
  return comment
}

export function editComment(world: World, comment: Comment, actor: Account, body: string): void {
  refuseLong(body)
  const from = comment.body
  comment.body = body
  comment.updatedAt = world.now()
  tellComment(world, comment, 'edited', actor, { changes: { body: { from } } })
}

export function deleteComment(world: World, comment: Comment, actor: Account): void {
  const { thread } = comment
  const replies = thread.comments.filter((other) => other.parent === comment)
  thread.comments = thread.comments.filter((other) => other !== comment && !replies.includes(other))
  if (thread.answer?.comment === comment) thread.answer = null
  for (const gone of [comment, ...replies]) world.ids.forget(gone)
  tellComment(world, comment, 'deleted', actor)
}

export function refuseLong(body: string): void {
  if (body.length <= LONGEST_BODY) return
  throw new Refusal(422, `Validation Failed: body is too long (maximum is ${LONGEST_BODY} characters)`)
}

function tellComment(
  world: World,
  comment: Comment,
  action: string,
  actor: Account,
  extra: Record<string, unknown> = {},
): void {
  const event = comment.thread.kind === 'issue' ? 'issue_comment' : 'discussion_comment'
  const payload = { ...threadPayload(comment.thread, world.app), comment: commentJson(comment, world.app) }
  world.emit(event, comment.thread.repo, actor, { action, ...payload, ...extra })
}
