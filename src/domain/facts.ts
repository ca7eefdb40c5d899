// Everything a decision may look at. The time is among the facts; nothing here can act.

import type { TicketClocks } from './clock.ts'
import type { CommandCall } from './command.ts'
import type { Standing, StandingInterval, TierFrom } from './entitlement.ts'
import type { IssueForms } from './issue-forms.ts'
import type { LaneFacts } from './lane.ts'
import type { ProfileClaim } from './profile-claim.ts'
import type { Repository } from './repository.ts'
import type { RoleOf } from './roles.ts'
import type { RunTime } from './run-times.ts'
import type { Settings } from './settings.ts'
import type { Similar } from './similar.ts'
import type { TicketStory } from './story.ts'
import type { SettingsThen } from './terms.ts'
import type { Entry, OnGitHub, TicketItself } from './ticket.ts'

/** What the knowledge base says of a question, or of an article by name. */
export interface ArticleChoice {
  slug: string
  title: string
  language: string
  /** Language of who asks: what is said around the article is said in it. */
  reader: string
  /** Path of the article's file, and where a reader finds it; null where readers of the ticket may not know. */
  path: string
  url: string | null
  /** Its text as it is posted, of a section its first lines as they are quoted; made when it is asked for. */
  body(): string
  /** What it is about, in a line; may be empty. */
  about(): string
  /** Of a section of documentation, which is pointed to by its page's title and headings; null: an article. */
  pointer: { headings: readonly string[] } | null
}

export interface KnowledgeVerdict {
  answered: boolean
  confidence: number
  article: ArticleChoice | null
  candidates: Array<{ slug: string; title: string; confidence: number }>
  /** What is offered where nothing answers, at most three, best first; each with an address. */
  suggested: ArticleChoice[]
  /** Topics of the best article, where it is as sure as what is offered has to be. */
  topics: string[]
  reasons: string[]
}

/** The knowledge base as a decision sees it: pure questions, asked only when needed. */
export interface KnowledgeFacts {
  /** What the ticket asks, matched. */
  verdict(): KnowledgeVerdict
  /** An article or a section by slug, in the requester's language where it has it; a section only with an address. */
  article(slug: string): ArticleChoice | null
  /** The page of a section that is gone from it; null where the page is gone too, or one is there that is called nearly so. */
  page(slug: string): ArticleChoice | null
  /** Of all that can be asked for. */
  slugs(): string[]
  /** Language of who asks. */
  reader(): string
  /** Whether readers of the ticket may know that there is this; articles of a private repository are only posted. */
  isNamed(slug: string): boolean
}

/** What the requester's thumbs say of a request for a rating. */
export interface RatedRequest {
  /** Key of the request's marker. */
  request: string
  score: number
  /** ms since 1970, UTC. */
  at: number
}

/** Thumbs on the answer, and on requests for a rating. */
export interface Feedback {
  /** The requester's. */
  helpful: boolean
  unhelpful: boolean
  /** When the requester's 👎, and a maintainer's, were put there (ms); null or left out: there is none. */
  unhelpfulAt?: number | null
  refusedAt?: number | null
  /** Left out: none. */
  rated?: readonly RatedRequest[]
}

export interface Facts {
  now: number
  repository: Repository
  settings: Settings
  /** All settings that were ever in force, the oldest first. */
  history: readonly SettingsThen[]
  /** The settings come from a file that readers of the ticket may not see: names in them are not told. */
  settingsAreHidden: boolean
  ticket: TicketItself
  /** Is the label on, is it open: what a wish is compared with is read here alone, for the ledger may lag behind it. */
  onGitHub: OnGitHub
  entries: readonly Entry[]
  /** By the ledger: since when something is so, who did it, what was said. */
  story: TicketStory
  standing: Standing
  standings: readonly StandingInterval[]
  /** Labels on the ticket that were a tier's and are no longer. */
  formerLabels: readonly string[]
  /** What is paid now, whatever maintainers set by hand. */
  paid: Standing
  /** Tiers that were paid for as far as it was known, and those that will be: what promises of payments rest on. */
  payment: readonly TierFrom[]
  /** A source of who pays has never been read: somebody may have a tier that nobody here knows of. */
  unread: boolean
  /** What is paid for in private, where that is not to be seen: no label of it may stay. */
  quietTiers: readonly string[]
  clocks: TicketClocks
  roleOf: RoleOf
  /** When Firstline was running. */
  runs: readonly RunTime[]
  /** What was claimed here of profiles elsewhere; `scope`: where they are looked for, null: nowhere. */
  claims: { scope: string | null; asked: readonly ProfileClaim[] }
  /** Every command in the ticket's own ledger, in order, also of those who may not. */
  commands: readonly CommandCall[]
  /** Those of the ticket before it was transferred or converted: part of its story, but no orders to obey. */
  earlierCommands: readonly CommandCall[]
  /** Where the ticket goes on in private, or would. */
  lane: LaneFacts
  knowledge: KnowledgeFacts
  feedback: Feedback
  /** When the requester wrote what the knowledge base was asked before, without an answer of ours; null: not asked yet. */
  askedAt: number | null
  /** Other tickets with the same error that may be named; null: none, or the ticket is no longer fresh. */
  similar: Similar | null
  /** Names of Wants (their keys without the ticket) that were written, or may have been: a part's is its `KIND key`. */
  written: ReadonlySet<string>
  /** The issue forms of the repository. */
  forms: IssueForms
}
