// The GraphQL mutations: discussions are written this way only, and pins of issues.
import { authorize } from './auth.ts'
import { addComment, deleteComment, editComment } from './comments.ts'
import type { GraphqlCall } from './graphql-call.ts'
import { commentNode, reactionIn } from './graphql-nodes.ts'
import { type Comment, type Label, Refusal, type Thread } from './state.ts'
import { addLabels, closeThread, removeLabel, reopenThread, setLocked, tell } from './threads.ts'

interface Input<T> {
  input: T
}
interface Labels {
  labelableId: string
  labelIds: string[]
}

const DONE = { clientMutationId: null }
const MOST_PINS = 3

export const mutations = {
  addDiscussionComment: (
    { input }: Input<{ discussionId: string; body: string; replyToId?: string | null }>,
    call: GraphqlCall,
  ) => {
    const discussion = theThread(call, input.discussionId)
    const parent = input.replyToId ? theComment(call, input.replyToId) : null
    return {
      ...DONE,
      comment: commentNode(addComment(call.world, discussion, call.actor, input.body, parent)),
    }
  },
  updateDiscussionComment: ({ input }: Input<{ commentId: string; body: string }>, call: GraphqlCall) => {
    const comment = theComment(call, input.commentId)
    editComment(call.world, comment, call.actor, input.body)
    return { ...DONE, comment: commentNode(comment) }
  },
  deleteDiscussionComment: ({ input }: Input<{ id: string }>, call: GraphqlCall) => {
    const comment = theComment(call, input.id)
    deleteComment(call.world, comment, call.actor)
    return { ...DONE, comment: commentNode(comment) }
  },
  addLabelsToLabelable: ({ input }: Input<Labels>, call: GraphqlCall) => {
    addLabels(call.world, theThread(call, input.labelableId), theLabels(call, input), call.actor)
    return DONE
  },
  removeLabelsFromLabelable: ({ input }: Input<Labels>, call: GraphqlCall) => {
    const thread = theThread(call, input.labelableId)
    for (const label of theLabels(call, input)) removeLabel(call.world, thread, label, call.actor)
    return DONE
  },
  addReaction: ({ input }: Input<{ subjectId: string; content: string }>, call: GraphqlCall) => {
    const { reactions } = theComment(call, input.subjectId)
    const content = reactionIn(input.content)
    const isKnown = reactions.some((one) => one.account === call.actor && one.content === content)
    if (!isKnown) reactions.push({ account: call.actor, content, at: call.world.now() })
    return DONE
  },
  closeDiscussion: ({ input }: Input<{ discussionId: string; reason: string }>, call: GraphqlCall) => {
    closeThread(call.world, theThread(call, input.discussionId), call.actor, input.reason.toLowerCase())
    return DONE
  },
  reopenDiscussion: ({ input }: Input<{ discussionId: string }>, call: GraphqlCall) => {
    reopenThread(call.world, theThread(call, input.discussionId), call.actor)
    return DONE
  },
  lockLockable: ({ input }: Input<{ lockableId: string }>, call: GraphqlCall) => {
    setLocked(call.world, theThread(call, input.lockableId), call.actor, true)
    return DONE
  },
  unlockLockable: ({ input }: Input<{ lockableId: string }>, call: GraphqlCall) => {
    setLocked(call.world, theThread(call, input.lockableId), call.actor, false)
    return DONE
  },
  pinIssue: ({ input }: Input<{ issueId: string }>, call: GraphqlCall) => {
    const issue = theThread(call, input.issueId)
    const pinned = [...issue.repo.threads.values()].filter((other) => other.pinned)
    if (pinned.length >= MOST_PINS) throw new Refusal(422, 'Maximum 3 pinned issues per repository')
    issue.pinned = true
    tell(call.world, issue, 'pinned', call.actor)
    return DONE
  },
}

function theThread({ world, caller }: GraphqlCall, id: string): Thread {
  const thread = world.ids.thread(id) ?? missing(id)
  authorize(world, caller, thread.repo, `${thread.kind}s:write`)
  return thread
}

function theComment({ world, caller }: GraphqlCall, id: string): Comment {
  const comment = world.ids.comment(id) ?? missing(id)
  authorize(world, caller, comment.thread.repo, `${comment.thread.kind}s:write`)
  return comment
}

function theLabels({ world }: GraphqlCall, { labelIds }: Labels): Label[] {
  return labelIds.map((id) => world.ids.label(id) ?? missing(id))
}

function missing(id: string): never {
  throw new Refusal(404, `Could not resolve to a node with the global id of '${id}'`)
}
