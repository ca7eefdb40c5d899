// Writes to issues, through REST.
import type { Caller } from './caller.ts'
import { PIN_ISSUE } from './documents.ts'
import { GitHubError } from './errors.ts'
import { toComment, toIssue } from './rest-shapes.ts'
import type { ThreadWrites } from './thread-writes.ts'
import type { Comment, GitHubWrites, ThreadRef, Urgency } from './types.ts'

type IssueOnly = Pick<GitHubWrites, 'assign' | 'unassign' | 'createIssue' | 'editIssue' | 'pinIssue'>
type Coordinates = { owner: string; repo: string; issue_number: number }

const CLOSE_REASONS = ['completed', 'not_planned', 'duplicate'] as const

export function issueCalls(call: Caller, appId: number): ThreadWrites & IssueOnly {
  return { ...threadWrites(call, appId), ...issueOnly(call) }
}

function threadWrites(call: Caller, appId: number): ThreadWrites {
  return {
    addLabels: async (thread, labels, urgency) => {
      const names = labels.map((label) => label.name)
      await call.write('issues.addLabels', { urgency }, (octokit) =>
        octokit.rest.issues.addLabels({ ...at(thread), labels: names }),
      )
    },
    removeLabel: async (thread, { name }, urgency) => {
      await fineIfMissing(
        call.write('issues.removeLabel', { urgency }, (octokit) =>
          octokit.rest.issues.removeLabel({ ...at(thread), name }),
        ),
        /label does not exist/i,
      )
    },
    createComment: async (thread, body, { urgency = 'answer' } = {}): Promise<Comment> => {
      const answer = await call.write('issues.createComment', { budget: 'content', urgency }, (octokit) =>
        octokit.rest.issues.createComment({ ...at(thread), body }),
      )
      return { ...toComment(answer.data, appId), mine: true }
    },
    editComment: async ({ owner, name: repo }, { id: comment_id }, body, urgency = 'answer') => {
      await call.write('issues.updateComment', { urgency }, (octokit) =>
        octokit.rest.issues.updateComment({ owner, repo, comment_id, body }),
      )
    },
    deleteComment: async ({ owner, name: repo }, { id: comment_id }, urgency) => {
      await fineIfMissing(
        call.write('issues.deleteComment', { urgency }, (octokit) =>
          octokit.rest.issues.deleteComment({ owner, repo, comment_id }),
        ),
      )
    },
    react: async ({ owner, name: repo }, { id: comment_id }, content, urgency = 'answer') => {
      await call.write('issues.react', { urgency }, (octokit) =>
        octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id, content }),
      )
    },
    close: (thread, reason, urgency) => close(call, thread, reason, urgency),
    reopen: async (thread, urgency) => {
      await call.write('issues.reopen', { urgency }, (octokit) =>
        octokit.rest.issues.update({ ...at(thread), state: 'open' }),
      )
    },
    lock: async (thread, urgency) => {
      await call.write('issues.lock', { urgency }, (octokit) => octokit.rest.issues.lock(at(thread)))
    },
    unlock: async (thread, urgency) => {
      await call.write('issues.unlock', { urgency }, (octokit) => octokit.rest.issues.unlock(at(thread)))
    },
  }
}

function issueOnly(call: Caller): IssueOnly {
  return {
    assign: async (thread, assignees, urgency) => {
      await call.write('issues.assign', { urgency }, (octokit) =>
        octokit.rest.issues.addAssignees({ ...at(thread), assignees }),
      )
    },
    unassign: async (thread, assignees, urgency) => {
      await call.write('issues.unassign', { urgency }, (octokit) =>
        octokit.rest.issues.removeAssignees({ ...at(thread), assignees }),
      )
    },
    createIssue: async ({ owner, name: repo }, issue) => {
      const answer = await call.write('issues.create', { budget: 'content' }, (octokit) =>
        octokit.rest.issues.create({ owner, repo, ...issue }),
      )
      return toIssue(answer.data)
    },
    editIssue: async (thread, issue, urgency) => {
      await call.write('issues.update', { urgency }, (octokit) =>
        octokit.rest.issues.update({ ...at(thread), ...issue }),
      )
    },
    pinIssue: async ({ nodeId }) => {
      await call.mutate(PIN_ISSUE, { issueId: nodeId })
    },
  }
}

async function close(call: Caller, thread: ThreadRef, reason: string, urgency?: Urgency): Promise<void> {
  const state_reason = CLOSE_REASONS.find((known) => known === reason)
  if (!state_reason) throw new Error(`An issue cannot be closed as "${reason}"`)
  await call.write('issues.close', { urgency }, (octokit) =>
    octokit.rest.issues.update({ ...at(thread), state: 'closed', state_reason }),
  )
}

function at({ owner, name, number }: ThreadRef): Coordinates {
  return { owner, repo: name, issue_number: number }
}

async function fineIfMissing(write: Promise<unknown>, message = /not found/i): Promise<void> {
  try {
    await write
  } catch (error) {
    const missing = error instanceof GitHubError && error.kind === 'not_found' && message.test(error.message)
    if (!missing) throw error
  }
}
