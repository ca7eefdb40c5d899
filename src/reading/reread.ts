// What a thread that was read on GitHub makes of its ledger: it takes the place of what was known, in both directions. Pure.
import { rereadComments } from './reread-comments.ts'
import { rereadDiscussion } from './reread-discussion.ts'
import { rereadIssue } from './reread-issue.ts'
import { applied, type Judge, type Known, type Reread, type ThreadRead } from './reread-parts.ts'

/** Reads lag behind writes: what happened after the last update that was seen proves nothing by being absent. */
const LAG_MS = 60_000
/** GitHub's times are whole seconds: what happened in the second of the reading may have come after it. */
const SAME_SECOND_MS = 2_000

export function reread(known: Known, read: ThreadRead): Reread {
  const judge = judgeOf(known, read)
  const comments = rereadComments(known, read, judge)
  const after = { ...known, entries: applied(known.entries, comments) }
  const states =
    read.timeline === null ? rereadDiscussion(after, read, judge) : rereadIssue(after, read, judge)
  return { drop: [...comments.drop, ...states.drop], add: [...comments.add, ...states.add] }
}

function judgeOf({ ticket }: Known, { ticket: now, readAt }: ThreadRead): Judge {
  const isFresh = ticket === null || now.updatedAt >= ticket.updatedAt
  return {
    isFresh,
    covers: (at) =>
      at < now.updatedAt ||
      (at <= now.updatedAt && at <= readAt - SAME_SECOND_MS) ||
      (isFresh && at <= readAt - LAG_MS),
    foundAt: Math.floor(Math.max(readAt, now.updatedAt) / 1000) * 1000,
  }
}
