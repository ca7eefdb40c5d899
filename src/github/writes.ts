// Every write to a ticket, sent the issue's way or the discussion's way.

import type { Caller } from './caller.ts'
import { checkCalls } from './checks.ts'
import { discussionCalls } from './discussions.ts'
import { issueCalls } from './issues.ts'
import { labelCalls } from './labels.ts'
import type { ThreadWrites } from './thread-writes.ts'
import type { GitHubWrites, ThreadRef } from './types.ts'

export function writeCalls(call: Caller, appId: number): GitHubWrites {
  const issues = issueCalls(call, appId)
  const discussions = discussionCalls(call)
  const by = (thread: ThreadRef): ThreadWrites => (thread.kind === 'issue' ? issues : discussions)
  return {
    ...labelCalls(call),
    ...checkCalls(call),
    ...issues,
    addLabels: (thread, ...rest) => by(thread).addLabels(thread, ...rest),
    removeLabel: (thread, ...rest) => by(thread).removeLabel(thread, ...rest),
    createComment: (thread, ...rest) => by(thread).createComment(thread, ...rest),
    editComment: (thread, ...rest) => by(thread).editComment(thread, ...rest),
    deleteComment: (thread, ...rest) => by(thread).deleteComment(thread, ...rest),
    react: (thread, ...rest) => by(thread).react(thread, ...rest),
    close: (thread, ...rest) => by(thread).close(thread, ...rest),
    reopen: (thread, ...rest) => by(thread).reopen(thread, ...rest),
    lock: (thread, ...rest) => by(thread).lock(thread, ...rest),
    unlock: (thread, ...rest) => by(thread).unlock(thread, ...rest),
  }
}
