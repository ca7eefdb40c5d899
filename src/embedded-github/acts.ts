// What people do on the embedded GitHub: tests and the demo speak in these. Repositories are `owner/name`.
import type { Ref } from './account-acts.ts'
import { addComment, deleteComment, editComment, findComment } from './comments.ts'
import { createLabel, deleteLabel, ensureLabel, renameLabel } from './labels.ts'
import { SponsorActs } from './sponsor-acts.ts'
import { type Label, notFound, type Thread } from './state.ts'
import {
  addLabels,
  closeThread,
  deleteThread,
  findThread,
  type NewThread,
  openThread,
  removeLabel,
  reopenThread,
  setAnswer,
  setLocked,
  tell,
  transferThread,
} from './threads.ts'

export interface ThreadSummary extends Ref {
  number: number
}

export class Acts extends SponsorActs {
  /** Opens an issue as `login`. Anybody who was never heard of signs up first. */
  openIssue(repo: string, login: string, draft: Partial<NewThread>): ThreadSummary {
    return this.open(repo, 'issue', login, draft)
  }

  createDiscussion(repo: string, login: string, draft: Partial<NewThread>): ThreadSummary {
    return this.open(repo, 'discussion', login, draft)
  }

  /** Comments on an issue. */
  comment(repo: string, number: number, login: string, body: string): Ref {
    const comment = addComment(this.world, this.thread(repo, number), this.world.person(login), body)
    return { id: comment.id, nodeId: comment.nodeId }
  }

  /** Comments on a discussion; `replyTo`: id of the comment that is replied to. */
  discussionComment(repo: string, number: number, login: string, body: string, replyTo?: number): Ref {
    const { world } = this
    const parent = replyTo === undefined ? null : findComment(world.repo(repo), replyTo)
    const comment = addComment(world, this.thread(repo, number), world.person(login), body, parent)
    return { id: comment.id, nodeId: comment.nodeId }
  }

  editComment(repo: string, commentId: number, login: string, body: string): void {
    editComment(this.world, findComment(this.world.repo(repo), commentId), this.world.person(login), body)
  }

  deleteComment(repo: string, commentId: number, login: string): void {
    deleteComment(this.world, findComment(this.world.repo(repo), commentId), this.world.person(login))
  }

  editIssue(repo: string, number: number, login: string, change: { title?: string; body?: string }): void {
    const thread = this.thread(repo, number)
    const changes = {
      ...(change.title === undefined ? {} : { title: { from: thread.title } }),
      ...(change.body === undefined ? {} : { body: { from: thread.body } }),
    }
    Object.assign(thread, change, { updatedAt: this.world.now() })
    tell(this.world, thread, 'edited', this.world.person(login), { changes })
  }

  /** Labels an issue or a discussion; the label is created if there is none. */
  label(repo: string, number: number, login: string, name: string): void {
    const thread = this.thread(repo, number)
    const actor = this.world.person(login)
    addLabels(this.world, thread, [ensureLabel(this.world, thread.repo, name, actor)], actor)
  }

  unlabel(repo: string, number: number, login: string, name: string): void {
    removeLabel(this.world, this.thread(repo, number), this.theLabel(repo, name), this.world.person(login))
  }

  createLabel(repo: string, login: string, name: string): void {
    createLabel(this.world, this.world.repo(repo), { name }, this.world.person(login))
  }

  deleteLabel(repo: string, login: string, name: string): void {
    const target = this.world.repo(repo)
    deleteLabel(this.world, target, this.theLabel(repo, name), this.world.person(login))
  }

  renameLabel(repo: string, login: string, name: string, to: string): void {
    const target = this.world.repo(repo)
    renameLabel(this.world, target, this.theLabel(repo, name), to, this.world.person(login))
  }

  close(repo: string, number: number, login: string, reason?: string): void {
    closeThread(this.world, this.thread(repo, number), this.world.person(login), reason ?? null)
  }

  reopen(repo: string, number: number, login: string): void {
    reopenThread(this.world, this.thread(repo, number), this.world.person(login))
  }

  lock(repo: string, number: number, login: string): void {
    setLocked(this.world, this.thread(repo, number), this.world.person(login), true)
  }

  unlock(repo: string, number: number, login: string): void {
    setLocked(this.world, this.thread(repo, number), this.world.person(login), false)
  }

  /** Marks a comment as the discussion's answer. */
  answer(repo: string, commentId: number, login: string): void {
    setAnswer(this.world, findComment(this.world.repo(repo), commentId), this.world.person(login), true)
  }

  unanswer(repo: string, commentId: number, login: string): void {
    setAnswer(this.world, findComment(this.world.repo(repo), commentId), this.world.person(login), false)
  }

  /** Reacts to a comment. GitHub sends no webhook for it. `content` as in REST: `+1`, `-1`, … */
  react(repo: string, commentId: number, login: string, content: string): void {
    const { reactions } = findComment(this.world.repo(repo), commentId)
    reactions.push({ account: this.world.person(login), content, at: this.world.now() })
  }

  unreact(repo: string, commentId: number, login: string, content: string): void {
    const comment = findComment(this.world.repo(repo), commentId)
    const account = this.world.person(login)
    comment.reactions = comment.reactions.filter((one) => one.account !== account || one.content !== content)
  }

  deleteIssue(repo: string, number: number, login: string): void {
    deleteThread(this.world, this.thread(repo, number), this.world.person(login))
  }

  /** Transfers an issue and returns its new self. */
  transfer(repo: string, number: number, login: string, to: string): ThreadSummary {
    const { world } = this
    return summary(transferThread(world, this.thread(repo, number), world.repo(to), world.person(login)))
  }

  /** Pushes one file (`null` deletes it) and returns the commit's id. */
  putFile(repo: string, login: string, path: string, text: string | null, branch = 'main'): string {
    return this.push(repo, login, { path, text, branch, forced: false })
  }

  /** Pushes a history by force that holds this file alone. */
  forcePush(repo: string, login: string, path: string, text: string): string {
    return this.push(repo, login, { path, text, branch: 'main', forced: true })
  }

  private push(
    repo: string,
    login: string,
    { path, text, branch, forced }: { path: string; text: string | null; branch: string; forced: boolean },
  ): string {
    const { world } = this
    const target = world.repo(repo)
    const known = target.files.has(path)
    const before = target.commits.at(-1)?.sha ?? '0'.repeat(40)
    const after = world.putFile(target, path, text, branch, forced)
    const kind = text === null ? 'removed' : known ? 'modified' : 'added'
    const commit = {
      id: after,
      message: `Update ${path}`,
      added: [],
      modified: [],
      removed: [],
      [kind]: [path],
    }
    const ref = `refs/heads/${branch}`
    const payload = { ref, before, after, forced, commits: [commit], head_commit: commit, deleted: false }
    world.emit('push', target, world.person(login), payload)
    return after
  }

  setVisibility(repo: string, visibility: 'public' | 'private'): void {
    const target = this.world.repo(repo)
    target.private = visibility === 'private'
    const action = target.private ? 'privatized' : 'publicized'
    this.world.emit('repository', target, target.owner, { action })
  }

  private open(repo: string, kind: Thread['kind'], login: string, draft: Partial<NewThread>): ThreadSummary {
    const { title = 'Question', body = '', ...rest } = draft
    const { world } = this
    return summary(openThread(world, world.repo(repo), kind, world.person(login), { title, body, ...rest }))
  }

  private theLabel(repo: string, name: string): Label {
    const label = this.world.label(this.world.repo(repo), name)
    if (!label) throw notFound()
    return label
  }

  private thread(repo: string, number: number): Thread {
    return findThread(this.world.repo(repo), number)
  }
}

function summary({ id, nodeId, number }: Thread): ThreadSummary {
  return { id, nodeId, number }
}
