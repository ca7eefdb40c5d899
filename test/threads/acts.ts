// What people do on a thread, in the words of the stories.
import { addComment, deleteComment, editComment } from '../../src/embedded-github/comments.ts'
import { ensureLabel } from '../../src/embedded-github/labels.ts'
import type { Account, Thread } from '../../src/embedded-github/state.ts'
import {
  addLabels,
  closeThread,
  deleteThread,
  openThread,
  removeLabel,
  reopenThread,
  setAnswer,
  setAssignees,
  setLocked,
  tell,
  transferThread,
} from '../../src/embedded-github/threads.ts'
import type { World } from '../../src/embedded-github/world.ts'
import type { GitHub } from './github.ts'
import type { Step } from './story.ts'

/** One act: who does it, and what is told of it. */
export interface Acting {
  github: GitHub
  world: World
  step: Step
  actor: Account
}

/** What people do, in the words of the stories. */
export const ACTS: Record<string, (acting: Acting) => void> = {
  'opens an issue': (acting) => open(acting, 'issue'),
  'opens a discussion': (acting) => open(acting, 'discussion'),
  comments: ({ github, world, step, actor }) => {
    const parent = step.comment === undefined ? null : github.commentOf(step)
    github.name(step, addComment(world, github.ticketOf(step), actor, step.body ?? '', parent))
  },
  'edits a comment': ({ github, world, step, actor }) =>
    editComment(world, github.commentOf(step), actor, step.body ?? ''),
  'deletes a comment': ({ github, world, step, actor }) =>
    deleteComment(world, github.commentOf(step), actor),
  'edits the ticket': ({ github, world, step, actor }) => {
    const thread = github.ticketOf(step)
    const { title = thread.title, body = thread.body } = step
    const changes = {
      ...(title === thread.title ? {} : { title: { from: thread.title } }),
      ...(body === thread.body ? {} : { body: { from: thread.body } }),
    }
    Object.assign(thread, { title, body, updatedAt: world.now() })
    tell(world, thread, 'edited', actor, { changes })
  },
  labels: ({ github, world, step, actor }) => {
    const thread = github.ticketOf(step)
    addLabels(world, thread, [ensureLabel(world, thread.repo, step.label ?? '', actor)], actor)
  },
  unlabels: ({ github, world, step, actor }) => {
    const thread = github.ticketOf(step)
    const label = world.label(thread.repo, step.label ?? '')
    if (!label || !thread.labels.includes(label))
      throw new Error(`#${thread.number} has no label ${step.label}`)
    removeLabel(world, thread, label, actor)
  },
  'closes it': ({ github, world, step, actor }) =>
    closeThread(world, github.ticketOf(step), actor, step.reason ?? null),
  'reopens it': ({ github, world, step, actor }) => reopenThread(world, github.ticketOf(step), actor),
  'locks it': ({ github, world, step, actor }) => setLocked(world, github.ticketOf(step), actor, true),
  'unlocks it': ({ github, world, step, actor }) => setLocked(world, github.ticketOf(step), actor, false),
  'assigns somebody': ({ github, world, step, actor }) => {
    const thread = github.ticketOf(step)
    setAssignees(world, thread, [...thread.assignees, world.person(step.who ?? '')], actor)
  },
  'marks the answer': ({ github, world, step, actor }) =>
    setAnswer(world, github.commentOf(step), actor, true),
  'unmarks the answer': ({ github, world, step, actor }) =>
    setAnswer(world, github.commentOf(step), actor, false),
  'transfers it': ({ github, world, step, actor }) =>
    void transferThread(world, github.ticketOf(step), world.repo(step.to ?? ''), actor),
  'converts it to a discussion': convert,
  'deletes it': ({ github, world, step, actor }) => deleteThread(world, github.ticketOf(step), actor),
  // What a deleted account wrote is the ghost's from then on; GitHub tells nobody.
  'deletes the account': ({ github, world, actor }) => {
    const ghost = world.accounts.get('ghost') ?? world.addAccount('ghost')
    ghost.id = 10137
    for (const thread of github.repo().threads.values()) {
      if (thread.author === actor) thread.author = ghost
      for (const comment of thread.comments) if (comment.author === actor) comment.author = ghost
    }
    world.accounts.delete(actor.login.toLowerCase())
  },
}

function open({ github, world, step, actor }: Acting, kind: Thread['kind']): void {
  const { title = '', body = '', labels, category } = step
  const answerable = category === undefined || category === 'Q&A' || category === 'Help'
  const draft = { title, body, answerable, ...(labels ? { labels } : {}), ...(category ? { category } : {}) }
  openThread(world, github.repo(), kind, actor, draft)
}

/** GitHub makes a discussion of the same words and author, closes the issue and locks it. */
function convert({ github, world, step, actor }: Acting): void {
  const issue = github.ticketOf(step)
  const { title, body, author, repo, labels } = issue
  closeThread(world, issue, actor, null)
  setLocked(world, issue, actor, true)
  const category = step.category ?? 'Q&A'
  const made = openThread(world, repo, 'discussion', author, { title, body, category })
  made.labels.push(...labels)
}
