// The GraphQL operations. `databaseId` is null above 2³¹, so issues and comments are read by `fullDatabaseId`.

const ACTOR = `fragment actor on Actor {
  __typename login
  ... on User { databaseId } ... on Bot { databaseId }
  ... on Organization { databaseId } ... on Mannequin { databaseId }
}`

// GitHub hides the reason DUPLICATE unless it is asked for.
const ISSUE = `fragment issue on Issue {
  id fullDatabaseId number title body createdAt updatedAt closedAt closed stateReason(enableDuplicate: true) locked
  author { ...actor } authorAssociation
  labels(first: 100) { nodes { name } }
  assignees(first: 20) { nodes { login } }
}`

const TIMELINE = `fragment timeline on IssueTimelineItemsConnection {
  pageInfo { hasNextPage endCursor }
  nodes {
    __typename
    ... on IssueComment { id fullDatabaseId body createdAt updatedAt viewerDidAuthor author { ...actor } authorAssociation }
    ... on LabeledEvent { id createdAt actor { ...actor } label { name } }
    ... on UnlabeledEvent { id createdAt actor { ...actor } label { name } }
    ... on ClosedEvent { id createdAt actor { ...actor } stateReason }
    ... on ReopenedEvent { id createdAt actor { ...actor } }
    ... on LockedEvent { id createdAt actor { ...actor } }
    ... on UnlockedEvent { id createdAt actor { ...actor } }
    ... on TransferredEvent { id createdAt actor { ...actor } fromRepository { nameWithOwner } }
    ... on ConvertedToDiscussionEvent { id createdAt actor { ...actor } }
  }
}`

const TIMELINE_TYPES =
  '[ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT, LOCKED_EVENT, UNLOCKED_EVENT, TRANSFERRED_EVENT, CONVERTED_TO_DISCUSSION_EVENT]'

const COMMENT = `fragment comment on DiscussionComment {
  id databaseId url body createdAt updatedAt deletedAt viewerDidAuthor author { ...actor } authorAssociation
}`

const DISCUSSION = `fragment discussion on Discussion {
  id databaseId number title body createdAt updatedAt closedAt closed stateReason locked
  author { ...actor } authorAssociation
  labels(first: 100) { nodes { name } }
  category { name slug isAnswerable }
  answer { id databaseId url createdAt author { ...actor } }
  answerChosenAt answerChosenBy { ...actor }
}`

const THREADS = `fragment threads on DiscussionCommentConnection {
  pageInfo { hasNextPage endCursor }
  nodes { ...comment replies(first: 20) { pageInfo { hasNextPage endCursor } nodes { ...comment } } }
}`

export const READ_ISSUE_THREAD = `query ReadIssueThread($owner: String!, $name: String!, $number: Int!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) { ...issue timelineItems(first: $first, after: $after, itemTypes: ${TIMELINE_TYPES}) { ...timeline } }
  }
}
${ISSUE} ${TIMELINE} ${ACTOR}`

// `rateLimit` costs nothing, and each thread has its cursor: a page may end at any of them.
const HISTORY_LIMIT = 'rateLimit { limit remaining resetAt }'

export const ISSUE_HISTORY = `query IssueHistory(
  $owner: String!, $name: String!, $first: Int!, $after: String, $items: Int!
  $filter: IssueFilters, $states: [IssueState!], $order: IssueOrder!
) {
  repository(owner: $owner, name: $name) {
    threads: issues(first: $first, after: $after, filterBy: $filter, states: $states, orderBy: $order) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { ...issue timelineItems(first: $items, itemTypes: ${TIMELINE_TYPES}) { ...timeline } } }
    }
  }
  ${HISTORY_LIMIT}
}
${ISSUE} ${TIMELINE} ${ACTOR}`

/** Only which issue stands there: for one that GitHub cannot show. */
export const ISSUE_AT = `query IssueAt(
  $owner: String!, $name: String!, $after: String
  $filter: IssueFilters, $states: [IssueState!], $order: IssueOrder!
) {
  repository(owner: $owner, name: $name) {
    threads: issues(first: 1, after: $after, filterBy: $filter, states: $states, orderBy: $order) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { number createdAt updatedAt } }
    }
  }
  ${HISTORY_LIMIT}
}`

export const READ_DISCUSSION_THREAD = `query ReadDiscussionThread($owner: String!, $name: String!, $number: Int!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    discussion(number: $number) { ...discussion comments(first: $first, after: $after) { ...threads } }
  }
}
${DISCUSSION} ${THREADS} ${COMMENT} ${ACTOR}`

export const READ_REPLIES = `query ReadReplies($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on DiscussionComment { replies(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...comment } } }
  }
}
${COMMENT} ${ACTOR}`

export const DISCUSSION_HISTORY = `query DiscussionHistory(
  $owner: String!, $name: String!, $first: Int!, $after: String, $items: Int!
  $states: [DiscussionState!]!, $order: DiscussionOrder!
) {
  repository(owner: $owner, name: $name) {
    threads: discussions(first: $first, after: $after, states: $states, orderBy: $order) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { ...discussion comments(first: $items) { ...threads } } }
    }
  }
  ${HISTORY_LIMIT}
}
${DISCUSSION} ${THREADS} ${COMMENT} ${ACTOR}`

/** Only which discussion stands there: for one that GitHub cannot show. */
export const DISCUSSION_AT = `query DiscussionAt(
  $owner: String!, $name: String!, $after: String
  $states: [DiscussionState!]!, $order: DiscussionOrder!
) {
  repository(owner: $owner, name: $name) {
    threads: discussions(first: 1, after: $after, states: $states, orderBy: $order) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { number createdAt updatedAt } }
    }
  }
  ${HISTORY_LIMIT}
}`

/** How many other repositories one look has room for. */
export const MOST_OTHERS = 8
const OTHERS = Array.from({ length: MOST_OTHERS }, (_, index) => index + 1)
const HEAD =
  'fragment head on Repository { nameWithOwner isPrivate defaultBranchRef { name target { oid } } }'

export const READ_HEAD = `query ReadHead($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { ...head }
}
${HEAD}`

/**
 * The open threads as history's pages of open ones have them, and which were updated last; of other repositories only
 * where they stand.
 */
export const LOOK_AT_REPOSITORY = `query ReadRepositoryLook(
  $owner: String!, $name: String!, $issues: Int!, $discussions: Int!, $since: DateTime!
  ${OTHERS.map((slot) => `$owner${slot}: String!, $name${slot}: String!`).join(', ')}
) {
  repository(owner: $owner, name: $name) {
    ...head
    labels(first: 100) { pageInfo { hasNextPage endCursor } nodes { id name } }
    openIssues: issues(first: $issues, states: OPEN, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { ...issue timelineItems(first: 100, itemTypes: ${TIMELINE_TYPES}) { ...timeline } }
    }
    openDiscussions: discussions(first: $discussions, states: OPEN, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { ...discussion comments(first: 25) { ...threads } }
    }
    updatedIssues: issues(first: 25, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { id updatedAt }
    }
    updatedDiscussions: discussions(first: 25, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { id updatedAt }
    }
  }
  ${OTHERS.map((slot) => `other${slot}: repository(owner: $owner${slot}, name: $name${slot}) { ...head }`).join('\n  ')}
}
${HEAD}
${ISSUE} ${TIMELINE} ${DISCUSSION} ${THREADS} ${COMMENT} ${ACTOR}`

export const READ_REACTIONS = `query ReadReactions($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on Reactable {
      reactions(first: 100) { nodes { content createdAt user { databaseId login } } }
    }
  }
}`

/** How many blobs `READ_BLOBS` asks for; unused slots repeat another blob. */
export const BLOBS_A_CALL = 20
const SLOTS = Array.from({ length: BLOBS_A_CALL }, (_, slot) => slot)

export const READ_BLOBS = `query ReadBlobs($owner: String!, $name: String!, ${SLOTS.map((slot) => `$o${slot}: GitObjectID!`).join(', ')}) {
  repository(owner: $owner, name: $name) {
    ${SLOTS.map((slot) => `b${slot}: object(oid: $o${slot}) { ...blob }`).join('\n    ')}
  }
}
fragment blob on Blob { oid text isBinary isTruncated }`

export const ADD_DISCUSSION_COMMENT = `mutation AddDiscussionComment($discussionId: ID!, $body: String!, $replyToId: ID) {
  addDiscussionComment(input: { discussionId: $discussionId, body: $body, replyToId: $replyToId }) {
    comment { ...comment replyTo { databaseId url } }
  }
}
${COMMENT} ${ACTOR}`

export const UPDATE_DISCUSSION_COMMENT = `mutation UpdateDiscussionComment($commentId: ID!, $body: String!) {
  updateDiscussionComment(input: { commentId: $commentId, body: $body }) { comment { id } }
}`

export const DELETE_DISCUSSION_COMMENT = `mutation DeleteDiscussionComment($id: ID!) {
  deleteDiscussionComment(input: { id: $id }) { comment { id } }
}`

export const ADD_LABELS = `mutation AddLabels($labelableId: ID!, $labelIds: [ID!]!) {
  addLabelsToLabelable(input: { labelableId: $labelableId, labelIds: $labelIds }) { clientMutationId }
}`

export const REMOVE_LABELS = `mutation RemoveLabels($labelableId: ID!, $labelIds: [ID!]!) {
  removeLabelsFromLabelable(input: { labelableId: $labelableId, labelIds: $labelIds }) { clientMutationId }
}`

export const ADD_REACTION = `mutation AddReaction($subjectId: ID!, $content: ReactionContent!) {
  addReaction(input: { subjectId: $subjectId, content: $content }) { clientMutationId }
}`

export const CLOSE_DISCUSSION = `mutation CloseDiscussion($discussionId: ID!, $reason: DiscussionCloseReason) {
  closeDiscussion(input: { discussionId: $discussionId, reason: $reason }) { clientMutationId }
}`

export const REOPEN_DISCUSSION = `mutation ReopenDiscussion($discussionId: ID!) {
  reopenDiscussion(input: { discussionId: $discussionId }) { clientMutationId }
}`

export const LOCK = `mutation Lock($lockableId: ID!) {
  lockLockable(input: { lockableId: $lockableId }) { clientMutationId }
}`

export const UNLOCK = `mutation Unlock($lockableId: ID!) {
  unlockLockable(input: { lockableId: $lockableId }) { clientMutationId }
}`

export const PIN_ISSUE = `mutation PinIssue($issueId: ID!) {
  pinIssue(input: { issueId: $issueId }) { clientMutationId }
}`
