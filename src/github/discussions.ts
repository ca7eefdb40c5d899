// Writes to discussions, through GraphQL: GitHub documents no REST for them.
import type { Caller } from './caller.ts'
import {
  ADD_DISCUSSION_COMMENT,
  ADD_LABELS,
  ADD_REACTION,
  CLOSE_DISCUSSION,
  DELETE_DISCUSSION_COMMENT,
  LOCK,
  REMOVE_LABELS,
  REOPEN_DISCUSSION,
  UNLOCK,
  UPDATE_DISCUSSION_COMMENT,
} from './documents.ts'
import { GitHubError } from './errors.ts'
import { commentId, commentOf, type GraphqlComment } from './graphql-shapes.ts'
import { reactionOut } from './reactions.ts'
import type { ThreadWrites } from './thread-writes.ts'
import type { Comment, CommentRef, ThreadRef, Urgency } from './types.ts'

const CLOSE_REASONS = ['resolved', 'outdated', 'duplicate']

export function discussionCalls(call: Caller): ThreadWrites {
  return {
    addLabels: async (thread, labels, urgency) => {
      const labelIds = labels.map((label) => label.nodeId)
      await call.mutate(ADD_LABELS, { labelableId: thread.nodeId, labelIds }, { urgency })
    },
    removeLabel: async (thread, label, urgency) => {
      await call.mutate(REMOVE_LABELS, { labelableId: thread.nodeId, labelIds: [label.nodeId] }, { urgency })
    },
    createComment: (thread, body, options = {}) => createComment(call, thread, body, options),
    editComment: async (_thread, comment, body, urgency = 'answer') => {
      await call.mutate(UPDATE_DISCUSSION_COMMENT, { commentId: comment.nodeId, body }, { urgency })
    },
    deleteComment: (_thread, comment, urgency) => deleteComment(call, comment, urgency),
    react: async (_thread, comment, content, urgency = 'answer') => {
      const variables = { subjectId: comment.nodeId, content: reactionOut(content) }
      await call.mutate(ADD_REACTION, variables, { urgency })
    },
    close: async (thread, reason, urgency) => {
      if (!CLOSE_REASONS.includes(reason)) throw new Error(`A discussion cannot be closed as "${reason}"`)
      const variables = { discussionId: thread.nodeId, reason: reason.toUpperCase() }
      await call.mutate(CLOSE_DISCUSSION, variables, { urgency })
    },
    reopen: async (thread, urgency) => {
      await call.mutate(REOPEN_DISCUSSION, { discussionId: thread.nodeId }, { urgency })
    },
    lock: async (thread, urgency) => {
      await call.mutate(LOCK, { lockableId: thread.nodeId }, { urgency })
    },
    unlock: async (thread, urgency) => {
      await call.mutate(UNLOCK, { lockableId: thread.nodeId }, { urgency })
    },
  }
}

interface Added {
  addDiscussionComment: {
    comment: GraphqlComment & { replyTo: { databaseId: number | null; url: string } | null }
  }
}

async function createComment(
  call: Caller,
  thread: ThreadRef,
  body: string,
  options: { replyTo?: string; urgency?: Urgency },
): Promise<Comment> {
  const { replyTo = null, urgency = 'answer' } = options
  const variables = { discussionId: thread.nodeId, body, replyToId: replyTo }
  const added = await call.mutate<Added>(ADD_DISCUSSION_COMMENT, variables, { budget: 'content', urgency })
  const { comment } = added.addDiscussionComment
  return commentOf(comment, comment.replyTo && commentId(comment.replyTo))
}

async function deleteComment(call: Caller, comment: CommentRef, urgency?: Urgency): Promise<void> {
  try {
    await call.mutate(DELETE_DISCUSSION_COMMENT, { id: comment.nodeId }, { urgency })
  } catch (error) {
    if (!(error instanceof GitHubError && error.kind === 'not_found')) throw error
  }
}
