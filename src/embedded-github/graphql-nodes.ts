// GraphQL's view of what the embedded GitHub holds, with every field that the operations may select.
import { Buffer } from 'node:buffer'
import type { GraphqlCall } from './graphql-call.ts'
import { slugOf } from './payloads.ts'
import { type Account, type Comment, iso, type Repo, type Thread, type ThreadEvent } from './state.ts'

type Json = Record<string, unknown>

const REACTIONS: Record<string, string> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
}

/** GraphQL's name of a reaction to REST's. */
export function reactionIn(content: string): string | undefined {
  return Object.keys(REACTIONS).find((name) => REACTIONS[name] === content)
}

/** One page: the cursor is the index of its last item. */
export function page<T>(items: T[], first: number, after: unknown) {
  const start = after ? Number(Buffer.from(String(after), 'base64').toString()) + 1 : 0
  const nodes = items.slice(start, start + first)
  const end = start + nodes.length - 1
  const endCursor = nodes.length > 0 ? Buffer.from(String(end)).toString('base64') : null
  return { totalCount: items.length, pageInfo: { hasNextPage: end + 1 < items.length, endCursor }, nodes }
}

export function connection(nodes: Json[], first: number, after: unknown): Json {
  return page(nodes, first, after)
}

/** A bot's login has no `[bot]` in GraphQL. */
export function actorNode(account: Account): Json {
  const { type, login, id } = account
  return { __typename: type, login: type === 'Bot' ? login.replace(/\[bot\]$/, '') : login, databaseId: id }
}

export function issueNode(call: GraphqlCall, issue: Thread): Json {
  const comments = issue.comments.map((comment) => ({
    at: comment.createdAt,
    node: commentNode(call, comment),
  }))
  const events = issue.events.map((event) => ({ at: event.at, node: eventNode(event) }))
  const timeline = [...comments, ...events].sort((a, b) => a.at - b.at).map((item) => item.node)
  return {
    ...threadNode(issue),
    __typename: 'Issue',
    databaseId: null,
    fullDatabaseId: String(issue.id),
    assignees: { nodes: issue.assignees.map(actorNode) },
    timelineItems: connection(timeline, 100, call.variables.after),
  }
}

export function discussionNode(call: GraphqlCall, discussion: Thread): Json {
  const { answer, category } = discussion
  const top = discussion.comments
    .filter((comment) => comment.parent === null)
    .map((comment) => {
      const replies = discussion.comments.filter((other) => other.parent === comment)
      const nodes = replies.map((reply) => commentNode(call, reply))
      return { ...commentNode(call, comment), replies: connection(nodes, 20, null) }
    })
  return {
    ...threadNode(discussion),
    __typename: 'Discussion',
    databaseId: discussion.id,
    category: { name: category.name, slug: slugOf(category.name), isAnswerable: category.answerable },
    answer: answer && commentNode(call, answer.comment),
    answerChosenAt: answer && iso(answer.at),
    answerChosenBy: answer && actorNode(answer.by),
    comments: connection(top, 50, call.variables.after),
  }
}

export function commentNode(call: GraphqlCall, comment: Comment): Json {
  const { thread, id } = comment
  const discussion = thread.kind === 'discussion'
  return {
    __typename: discussion ? 'DiscussionComment' : 'IssueComment',
    id: comment.nodeId,
    databaseId: discussion ? id : null,
    fullDatabaseId: String(id),
    url: `https://github.com/${thread.repo.owner.login}/${thread.repo.name}/discussions/${thread.number}#discussioncomment-${id}`,
    body: comment.body,
    createdAt: iso(comment.createdAt),
    updatedAt: iso(comment.updatedAt),
    deletedAt: null,
    viewerDidAuthor: comment.author === call.actor,
    author: actorNode(comment.author),
    replyTo: comment.parent && commentNode(call, comment.parent),
  }
}

export function reactionsNode(comment: Comment): Json {
  const nodes = comment.reactions.map((reaction) => ({
    content: REACTIONS[reaction.content],
    createdAt: iso(reaction.at),
    user: reaction.account.type === 'User' ? actorNode(reaction.account) : null,
  }))
  return { __typename: 'IssueComment', id: comment.nodeId, reactions: { nodes } }
}

export function blobNode(repo: Repo, oid: string): Json | null {
  const file = [...repo.files.values()].find((known) => known.sha === oid)
  if (!file) return null
  const isBinary = file.content.includes(0)
  const text = isBinary ? null : file.content.toString('utf8')
  return { __typename: 'Blob', oid, text, isBinary, isTruncated: false }
}

/** Who pays an account. Private sponsors show only to the account itself and to members of the organisation. */
export function sponsorsNode(call: GraphqlCall, account: Account): Json {
  const { actor, variables } = call
  const inside = actor === account || account.members.has(actor.id)
  const visible = account.sponsorships.filter(
    (sponsorship) =>
      (inside || !sponsorship.private) && (sponsorship.active || variables.activeOnly === false),
  )
  const since = Date.parse(String(variables.since ?? '1970-01-01'))
  const activities = account.activities.filter(
    (activity) => activity.at >= since && (inside || !activity.sponsorship.private),
  )
  return {
    __typename: account.type,
    login: account.login,
    databaseId: account.id,
    viewerCanAdminister: inside,
    sponsorshipsAsMaintainer: connection(visible.map(sponsorshipNode), 100, variables.after),
    sponsorsActivities: connection(activities.map(activityNode), 100, variables.after),
  }
}

function sponsorshipNode(sponsorship: Account['sponsorships'][number]): Json {
  return {
    id: sponsorship.nodeId,
    isActive: sponsorship.active,
    isOneTimePayment: sponsorship.oneTime,
    privacyLevel: sponsorship.private ? 'PRIVATE' : 'PUBLIC',
    paymentSource: 'GITHUB',
    createdAt: iso(sponsorship.createdAt),
    tierSelectedAt: iso(sponsorship.createdAt),
    sponsorEntity: actorNode(sponsorship.sponsor),
    tier: tierNode(sponsorship.cents, sponsorship.oneTime),
  }
}

function activityNode(activity: Account['activities'][number]): Json {
  const { sponsorship, previousCents } = activity
  return {
    id: activity.nodeId,
    action: activity.action,
    timestamp: iso(activity.at),
    currentPrivacyLevel: sponsorship.private ? 'PRIVATE' : 'PUBLIC',
    sponsor: actorNode(sponsorship.sponsor),
    sponsorsTier: tierNode(activity.cents, sponsorship.oneTime),
    previousSponsorsTier: previousCents === null ? null : tierNode(previousCents, sponsorship.oneTime),
  }
}

function tierNode(cents: number, isOneTime: boolean): Json {
  const name = `$${cents / 100} a month`
  return { id: `ST_${cents}`, name, isOneTime, isCustomAmount: false, monthlyPriceInCents: cents }
}

function threadNode(thread: Thread): Json {
  return {
    id: thread.nodeId,
    number: thread.number,
    title: thread.title,
    body: thread.body,
    createdAt: iso(thread.createdAt),
    updatedAt: iso(thread.updatedAt),
    closedAt: thread.closedAt && iso(thread.closedAt),
    closed: thread.closedAt !== null,
    stateReason: thread.stateReason?.toUpperCase() ?? null,
    locked: thread.locked,
    author: actorNode(thread.author),
    labels: { nodes: thread.labels.map((label) => ({ name: label.name })) },
  }
}

function eventNode(event: ThreadEvent): Json {
  return {
    __typename: event.type,
    id: event.nodeId,
    createdAt: iso(event.at),
    actor: actorNode(event.actor),
    label: event.label ? { name: event.label.name } : null,
    stateReason: event.stateReason?.toUpperCase() ?? null,
    fromRepository: event.from ? { nameWithOwner: event.from } : null,
  }
}
