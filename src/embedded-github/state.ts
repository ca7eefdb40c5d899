// What the embedded GitHub holds: plain objects in memory, with ids like GitHub's own.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

export type Permission = 'read' | 'triage' | 'write' | 'maintain' | 'admin'

export interface Account {
  id: number
  nodeId: string
  login: string
  type: 'User' | 'Organization' | 'Bot'
  /** Organisations: who belongs, and whether they show it. */
  members: Map<number, { account: Account; public: boolean }>
  teams: Map<string, Account[]>
  sponsorships: Sponsorship[]
  activities: SponsorsActivity[]
  /** What it offers its sponsors. */
  tiers: Array<{ dollars: number; oneTime: boolean }>
}

export interface Sponsorship {
  nodeId: string
  sponsor: Account
  cents: number
  oneTime: boolean
  private: boolean
  active: boolean
  createdAt: number
}

export interface SponsorsActivity {
  nodeId: string
  action: string
  at: number
  sponsorship: Sponsorship
  cents: number
  previousCents: number | null
}

export interface Label {
  id: number
  nodeId: string
  name: string
  color: string
  description: string | null
}

export interface Commit {
  sha: string
  branch: string
  path: string
  /** What the path holds since; null: nothing. */
  file: StoredFile | null
  /** The whole history begins anew with this commit: it was pushed by force. */
  forced: boolean
}

export interface StoredFile {
  content: Buffer
  sha: string
}

export interface CheckRun {
  id: number
  name: string
  headSha: string
  externalId: string
  completedAt: number
  conclusion: string | null
  title: string
  summary: string
  annotations: Array<Record<string, unknown>>
}

export interface Repo {
  id: number
  nodeId: string
  owner: Account
  name: string
  private: boolean
  archived: boolean
  hasIssues: boolean
  hasDiscussions: boolean
  labels: Label[]
  permissions: Map<number, { account: Account; permission: Permission }>
  /** The default branch, `main`. */
  files: Map<string, StoredFile>
  commits: Commit[]
  threads: Map<number, Thread>
  /** Where a number went: a deleted issue answers 410, a transferred one 301. */
  gone: Map<number, { to: Thread | null }>
  nextNumber: number
  checkRuns: CheckRun[]
}

export interface Reaction {
  account: Account
  content: string
  at: number
}

export interface Comment {
  id: number
  nodeId: string
  thread: Thread
  parent: Comment | null
  author: Account
  body: string
  createdAt: number
  updatedAt: number
  viaApp: boolean
  reactions: Reaction[]
}

export interface ThreadEvent {
  nodeId: string
  type: string
  actor: Account
  at: number
  label?: Label
  stateReason?: string | null
  from?: string
}

export interface Thread {
  kind: 'issue' | 'discussion'
  id: number
  nodeId: string
  repo: Repo
  number: number
  title: string
  body: string
  author: Account
  createdAt: number
  updatedAt: number
  closedAt: number | null
  stateReason: string | null
  locked: boolean
  pinned: boolean
  viaApp: boolean
  labels: Label[]
  assignees: Account[]
  comments: Comment[]
  events: ThreadEvent[]
  category: { name: string; answerable: boolean }
  answer: { comment: Comment; at: number; by: Account } | null
}

export interface Installation {
  id: number
  account: Account
  /** `all`, or the repositories chosen one by one. */
  repositories: 'all' | Repo[]
  permissions: Record<string, 'read' | 'write'>
  createdAt: number
  suspendedAt: number | null
}

const FIRST_IDS = {
  account: 21_031_001,
  repo: 735_000_001,
  // Issues and comments are past 2³¹ on GitHub.
  issue: 3_641_000_001,
  comment: 3_562_000_001,
  discussion: 9_121_001,
  discussionComment: 15_030_001,
  label: 7_910_000_001,
  event: 21_000_000_001,
  installation: 51_000_001,
  checkRun: 51_000_000_001,
  sponsorship: 610_001,
  delivery: 210_500_000_001,
}

const PREFIXES: Record<keyof typeof FIRST_IDS, string> = {
  account: 'U',
  repo: 'R',
  issue: 'I',
  comment: 'IC',
  discussion: 'D',
  discussionComment: 'DC',
  label: 'LA',
  event: 'LE',
  installation: 'IN',
  checkRun: 'CR',
  sponsorship: 'S',
  delivery: 'WD',
}

/** Hands out ids and remembers what a node id stands for. */
export class Ids {
  private readonly next = { ...FIRST_IDS }
  private readonly nodes = new Map<string, unknown>()

  take(kind: keyof typeof FIRST_IDS): { id: number; nodeId: string } {
    const id = this.next[kind]++
    return { id, nodeId: `${PREFIXES[kind]}_kwDO${Buffer.from(String(id)).toString('base64url')}` }
  }

  remember<T extends { nodeId: string }>(node: T): T {
    this.nodes.set(node.nodeId, node)
    return node
  }

  forget(node: { nodeId: string }): void {
    this.nodes.delete(node.nodeId)
  }

  thread(nodeId: string): Thread | undefined {
    return /^[ID]_/.test(nodeId) ? (this.nodes.get(nodeId) as Thread | undefined) : undefined
  }

  comment(nodeId: string): Comment | undefined {
    return /^[ID]C_/.test(nodeId) ? (this.nodes.get(nodeId) as Comment | undefined) : undefined
  }

  label(nodeId: string): Label | undefined {
    return nodeId.startsWith('LA_') ? (this.nodes.get(nodeId) as Label | undefined) : undefined
  }
}

/** Git's id of a file's content. */
export function blobSha(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
}

/** GitHub's times are whole seconds. */
export function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** An answer that is not 2xx: status, GitHub's words, and headers. */
export class Refusal extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  /** GraphQL's word for it, where it is refused there. */
  readonly type: string

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.headers = headers
    this.type =
      status === 404 || status === 410 ? 'NOT_FOUND' : status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE'
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found')
}
