// GraphQL's view of what the embedded GitHub holds: a field is a value, or a function of its arguments.
import { findBlob } from './files.ts'
import type { GraphqlCall } from './graphql-call.ts'
import { connection, type Page } from './graphql-connection.ts'
import { slugOf } from './payloads.ts'
import {
  type Account,
  type Comment,
  iso,
  type Label,
  type Repo,
  type Thread,
  type ThreadEvent,
} from './state.ts'

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

const DAY_MS = 86_400_000
const PERIODS_MS = { DAY: DAY_MS, WEEK: 7 * DAY_MS, MONTH: 30 * DAY_MS, ALL: Number.POSITIVE_INFINITY }

/** REST's name of a reaction. */
export function reactionIn(content: string): string {
  return Object.keys(REACTIONS).find((name) => REACTIONS[name] === content) ?? content
}

/** What somebody is to a repository, as far as GitHub shows it: private members are left out. */
function associationOf({ owner, permissions }: Repo, { id }: Account): string {
  if (id === owner.id) return 'OWNER'
  if (owner.members.get(id)?.public) return 'MEMBER'
  return permissions.has(id) ? 'COLLABORATOR' : 'NONE'
}

export function labelNode({ nodeId: id, name }: Label): Json {
  return { id, name }
}

/** A bot's login has no `[bot]` in GraphQL. */
function actorNode(account: Account): Json {
  const { type, login, id, nodeId } = account
  const name = type === 'Bot' ? login.replace(/\[bot\]$/, '') : login
  return { __typename: type, id: nodeId, login: name, databaseId: id }
}

export function threadNode(thread: Thread): Json {
  const shared = {
    id: thread.nodeId,
    number: thread.number,
    title: thread.title,
    body: thread.body,
    createdAt: iso(thread.createdAt),
    updatedAt: iso(thread.updatedAt),
    closedAt: thread.closedAt && iso(thread.closedAt),
    closed: thread.closedAt !== null,
    stateReason: reasonOf(thread),
    locked: thread.locked,
    author: actorNode(thread.author),
    authorAssociation: associationOf(thread.repo, thread.author),
    labels: (page: Page) => connection(thread.labels, page, labelNode),
  }
  return { ...shared, ...(thread.kind === 'issue' ? issueFields(thread) : discussionFields(thread)) }
}

function issueFields(issue: Thread): Json {
  return {
    __typename: 'Issue',
    fullDatabaseId: String(issue.id),
    // GitHub hides this reason unless it is asked for.
    stateReason: ({ enableDuplicate }: { enableDuplicate: boolean }) =>
      reasonOf(issue) === 'DUPLICATE' && !enableDuplicate ? null : reasonOf(issue),
    assignees: (page: Page) => connection(issue.assignees, page, actorNode),
    timelineItems: ({ itemTypes, ...page }: Page & { itemTypes?: string[] | null }) => {
      const comments = issue.comments.map((one) => ({ at: one.createdAt, node: commentNode(one) }))
      const events = issue.events.map((one) => ({ at: one.at, node: eventNode(one) }))
      const wanted = ({ node }: { node: Json }) =>
        itemTypes?.includes(itemType(String(node.__typename))) ?? true
      const items = [...comments, ...events].filter(wanted).sort((a, b) => a.at - b.at)
      return connection(items, page, ({ node }) => node)
    },
  }
}

/** `LabeledEvent` → `LABELED_EVENT` */
function itemType(name: string): string {
  return name.replace(/\B[A-Z]/g, '_$&').toUpperCase()
}

function discussionFields(discussion: Thread): Json {
  const { answer, category, comments } = discussion
  return {
    __typename: 'Discussion',
    databaseId: discussion.id,
    category: { name: category.name, slug: slugOf(category.name), isAnswerable: category.answerable },
    answer: answer && commentNode(answer.comment),
    answerChosenAt: answer && iso(answer.at),
    answerChosenBy: answer && actorNode(answer.by),
    comments: (page: Page) =>
      connection(
        comments.filter(({ parent }) => parent === null),
        page,
        commentNode,
      ),
  }
}

export function commentNode(comment: Comment): Json {
  const { thread, id, parent, reactions } = comment
  const { owner, name } = thread.repo
  return {
    __typename: thread.kind === 'issue' ? 'IssueComment' : 'DiscussionComment',
    id: comment.nodeId,
    databaseId: id,
    fullDatabaseId: String(id),
    url: `https://github.com/${owner.login}/${name}/discussions/${thread.number}#discussioncomment-${id}`,
    body: comment.body,
    createdAt: iso(comment.createdAt),
    updatedAt: iso(comment.updatedAt),
    deletedAt: null,
    viewerDidAuthor: (_: Json, { actor }: GraphqlCall) => comment.author === actor,
    author: actorNode(comment.author),
    authorAssociation: associationOf(thread.repo, comment.author),
    replyTo: () => parent && commentNode(parent),
    replies: (page: Page) =>
      connection(
        thread.comments.filter((other) => other.parent === comment),
        page,
        commentNode,
      ),
    reactions: (page: Page) =>
      connection(reactions, page, ({ content, at, account }) => ({
        content: REACTIONS[content],
        createdAt: iso(at),
        user: account.type === 'User' ? actorNode(account) : null,
      })),
  }
}

function eventNode(event: ThreadEvent): Json {
  return {
    __typename: event.type,
    id: event.nodeId,
    createdAt: iso(event.at),
    actor: actorNode(event.actor),
    label: event.label && labelNode(event.label),
    stateReason: reasonOf(event),
    fromRepository: event.from ? { nameWithOwner: event.from } : null,
  }
}

function reasonOf({ stateReason }: { stateReason?: string | null }): string | null {
  return stateReason?.toUpperCase() ?? null
}

export function blobNode(repo: Repo, oid: string): Json | null {
  const file = findBlob(repo, oid)
  if (!file) return null
  const isBinary = file.content.includes(0)
  const text = isBinary ? null : file.content.toString('utf8')
  return { __typename: 'Blob', id: `B_${oid}`, oid, text, isBinary, isTruncated: false }
}

interface Sponsorships extends Page {
  includePrivate: boolean
  activeOnly: boolean
}
interface Activities extends Page {
  includePrivate: boolean
  period: keyof typeof PERIODS_MS
  since?: string | null
}

/** Who pays an account. Private sponsors show only to the account itself and to members of the organisation. */
export function sponsorableNode(account: Account): Json {
  const isInside = ({ actor }: GraphqlCall) => actor === account || account.members.has(actor.id)
  return {
    ...actorNode(account),
    login: account.login,
    viewerCanAdminister: (_: Json, call: GraphqlCall) => isInside(call),
    sponsorshipsAsMaintainer: (asked: Sponsorships, call: GraphqlCall) => {
      const isShown = isInside(call) && asked.includePrivate
      const visible = account.sponsorships.filter(
        (one) => (isShown || !one.private) && (one.active || !asked.activeOnly),
      )
      return connection(visible, asked, sponsorshipNode)
    },
    sponsorsListing:
      account.tiers.length === 0
        ? null
        : { tiers: (asked: Page) => connection(account.tiers, asked, listedTierNode) },
    sponsorsActivities: (asked: Activities, call: GraphqlCall) => {
      const isShown = isInside(call) && asked.includePrivate
      const sinceAt = asked.since ? Date.parse(asked.since) : call.world.now() - PERIODS_MS[asked.period]
      const visible = account.activities.filter(
        ({ at, sponsorship }) => at >= sinceAt && (isShown || !sponsorship.private),
      )
      return connection(visible, asked, activityNode)
    },
  }
}

function listedTierNode({ dollars, oneTime }: Account['tiers'][number]): Json {
  const name = oneTime ? `$${dollars} one time` : `$${dollars} a month`
  return { name, monthlyPriceInDollars: dollars, monthlyPriceInCents: dollars * 100, isOneTime: oneTime }
}

function sponsorshipNode(sponsorship: Account['sponsorships'][number]): Json {
  return {
    id: sponsorship.nodeId,
    isActive: sponsorship.active,
    isOneTimePayment: sponsorship.oneTime,
    privacyLevel: sponsorship.private ? 'PRIVATE' : 'PUBLIC',
    createdAt: iso(sponsorship.createdAt),
    tierSelectedAt: iso(sponsorship.createdAt),
    sponsorEntity: actorNode(sponsorship.sponsor),
    tier: { monthlyPriceInCents: sponsorship.cents, isOneTime: sponsorship.oneTime },
  }
}

function activityNode({ nodeId, action, at, sponsorship, cents }: Account['activities'][number]): Json {
  return {
    id: nodeId,
    action,
    timestamp: iso(at),
    currentPrivacyLevel: sponsorship.private ? 'PRIVATE' : 'PUBLIC',
    sponsor: actorNode(sponsorship.sponsor),
    sponsorsTier: { monthlyPriceInCents: cents, isOneTime: sponsorship.oneTime },
  }
}
