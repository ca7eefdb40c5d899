// The GraphQL mutations: discussions are written this way only, and pins of issues.
import { authorize } from './auth.ts'
import { addComment, deleteComment, editComment } from './comments.ts'
import { type GraphqlCall, type Resolver, theNode } from './graphql-call.ts'
import { commentNode, reactionIn } from './graphql-nodes.ts'
import { type Comment, type Label, Refusal, type Thread } from './state.ts'
import { addLabels, closeThread, removeLabel, reopenThread, setLocked, tell } from './threads.ts'

const DONE = { clientMutationId: null }
const MOST_PINS = 3

export const mutations: Record<string, Resolver> = {
  AddDiscussionComment: (call) => {
    const discussion = thread(call, 'discussionId')
    const { replyToId, body } = call.variables
    const parent = replyToId ? theNode<Comment>(call, String(replyToId), 'DiscussionComment') : null
    const comment = addComment(call.world, discussion, call.actor, String(body), parent)
    return { addDiscussionComment: { comment: commentNode(call, comment) } }
  },
  UpdateDiscussionComment: (call) => {
    const comment = theComment(call, 'commentId')
    editComment(call.world, comment, call.actor, String(call.variables.body))
    return { updateDiscussionComment: { comment: commentNode(call, comment) } }
  },
  DeleteDiscussionComment: (call) => {
    const comment = theComment(call, 'id')
    deleteComment(call.world, comment, call.actor)
    return { deleteDiscussionComment: { comment: commentNode(call, comment) } }
  },
  AddLabels: (call) => {
    addLabels(call.world, thread(call, 'labelableId'), labels(call), call.actor)
    return { addLabelsToLabelable: DONE }
  },
  RemoveLabels: (call) => {
    const labelable = thread(call, 'labelableId')
    for (const label of labels(call)) removeLabel(call.world, labelable, label, call.actor)
    return { removeLabelsFromLabelable: DONE }
  },
  AddReaction: (call) => {
    const { reactions } = theComment(call, 'subjectId')
    const content = reactionIn(String(call.variables.content))
    if (!content) throw new Error('Variable $content of type ReactionContent! was provided invalid value')
    const known = reactions.some((one) => one.account === call.actor && one.content === content)
    if (!known) reactions.push({ account: call.actor, content, at: call.world.now() })
    return { addReaction: DONE }
  },
  CloseDiscussion: (call) => {
    const reason = String(call.variables.reason ?? 'RESOLVED').toLowerCase()
    closeThread(call.world, thread(call, 'discussionId'), call.actor, reason)
    return { closeDiscussion: DONE }
  },
  ReopenDiscussion: (call) => {
    reopenThread(call.world, thread(call, 'discussionId'), call.actor)
    return { reopenDiscussion: DONE }
  },
  Lock: (call) => {
    setLocked(call.world, thread(call, 'lockableId'), call.actor, true)
    return { lockLockable: DONE }
  },
  Unlock: (call) => {
    setLocked(call.world, thread(call, 'lockableId'), call.actor, false)
    return { unlockLockable: DONE }
  },
  PinIssue: (call) => {
    const issue = thread(call, 'issueId')
    const pinned = [...issue.repo.threads.values()].filter((other) => other.pinned)
    if (pinned.length >= MOST_PINS) throw new Refusal(422, 'Maximum 3 pinned issues per repository')
    issue.pinned = true
    tell(call.world, issue, 'pinned', call.actor)
    return { pinIssue: DONE }
  },
}

function thread(call: GraphqlCall, variable: string): Thread {
  const found = theNode<Thread>(call, String(call.variables[variable]), 'Node')
  authorize(call.world, call.caller, found.repo, `${found.kind}s:write`)
  return found
}

function theComment(call: GraphqlCall, variable: string): Comment {
  const comment = theNode<Comment>(call, String(call.variables[variable]), 'DiscussionComment')
  authorize(call.world, call.caller, comment.thread.repo, `${comment.thread.kind}s:write`)
  return comment
}

function labels(call: GraphqlCall): Label[] {
  return (call.variables.labelIds as string[]).map((id) => theNode<Label>(call, id, 'Label'))
}
