// Every table and column, as Kysely sees them: times are ms since 1970 UTC, booleans 0 or 1, JSON is text.
import type { Generated } from 'kysely'
import type { AgendaTable, EffectTable, HoldTable, PacingTable } from './agenda-tables.ts'

import type { Flag, JsonText } from './columns.ts'
import type { FigureTable } from './figure-tables.ts'
import type { HistoryPartTable, UnreadThreadTable } from './history-tables.ts'
import type {
  ArticleBlobTable,
  ArticleTreeTable,
  ArticleVectorsTable,
  DocsTreeTable,
} from './knowledge-tables.ts'
import type { AnswerObjectionTable, GivenAnswerTable, LearnedQuestionTable } from './learned-tables.ts'
import type { NoticeChannelTable, NoticeTable } from './notice-tables.ts'
import type {
  AnswerReactionTable,
  DeskTable,
  FollowedCommentTable,
  LaneReaderTable,
  LaneTroubleTable,
  OnboardingTable,
  OwnThingTable,
  RatingReactionTable,
} from './own-tables.ts'
import type {
  RepositoryLabelTable,
  RepositoryReadingTable,
  ServerTable,
  ServingTable,
  WantedCheckTable,
} from './reading-tables.ts'
import type { EntryTable, TicketLinkTable, TicketSignatureTable, TicketTable } from './ticket-tables.ts'

export type * from './agenda-tables.ts'
export type * from './columns.ts'
export type * from './notice-tables.ts'
export type * from './own-tables.ts'
export type * from './ticket-tables.ts'

export interface DeliveryTable {
  seq: Generated<number>
  guid: string
  event: string
  action: string | null
  installation_id: number | null
  repository_id: number | null
  /** The agenda key of the line that takes it in. */
  subject: string | null
  /** The raw bytes as signed; dropped once it is taken in. */
  body: Buffer | null
  received_at: number
  state: 'new' | 'done' | 'set_aside'
  reason: string | null
  done_at: number | null
}

export interface InstallationTable {
  id: number
  account_id: number
  account_login: string
  account_type: string
  repository_selection: string
  suspended_at: number | null
  removed_at: number | null
  permissions: JsonText
  /** When the App was installed there. */
  created_at: Generated<number | null>
  /** When its repositories were last listed. */
  repositories_at: Generated<number | null>
  /** Since when who belongs to whom may have changed. */
  people_moved_at: Generated<number | null>
  /** Whether it came while the App's installations were known. */
  is_new: Generated<Flag | null>
}

export interface RepositoryTable {
  id: number
  node_id: string
  owner_id: number
  owner: string
  owner_type: string
  name: string
  private: Flag
  archived: Flag
  has_issues: Flag
  has_discussions: Flag
  default_branch: string
  installation_id: number
  selected: Flag
  installed_at: number
  removed_at: number | null
}

export interface MaintainerTable {
  repository_id: number
  actor_id: number
  login: string
  /** How they are known: listed in the settings, or by permission. */
  role: string
  from_at: number
  /** From when on what they wrote counts as a response; null: from `from_at` on. */
  responds_from_at: number | null
  until_at: number | null
}

export interface MaintainerReadTable {
  repository_id: number
  /** Null: dropped by an event, to be read again. */
  read_at: number | null
  /** The last reading, dropped since or not. */
  known_at: number | null
  /** When an event first told of a change since then. */
  hinted_at: number | null
  /** The names of the settings' list; none where permission decided. */
  names: JsonText | null
}

export interface SettingsVersionTable {
  seq: Generated<number>
  repository_id: number
  from_at: number
  blob_sha: string | null
  source: string | null
  text: JsonText | null
  settings: JsonText
  /** When it was told to count since `from_at`, by hand; null: it has counted since it was read. */
  backdated_at: number | null
}

export interface SettingsCheckTable {
  repository_id: number
  checked_at: number
  blob_sha: string | null
  problems: JsonText
}

export interface RunTimeTable {
  /** One start of one process. */
  process: string
  from_at: number
  seen_at: number
}

export interface AuditTable {
  id: string
  at: number
  repository_id: number | null
  actor: string
  action: string
  data: JsonText
}

export interface DecisionTable {
  ticket_id: string
  repository_id: number
  decided_at: number
  /** Of the turn that made it; null: an older version did. */
  claim_token: string | null
  next_look_at: number | null
  rules_version: string | null
  reasons: JsonText
  tier: string | null
  private: Flag
  because: string
  unanswered: Flag
  queue: JsonText | null
  preview: JsonText | null
}

export interface Tables {
  delivery: DeliveryTable
  ticket: TicketTable
  ticket_link: TicketLinkTable
  ticket_signature: TicketSignatureTable
  entry: EntryTable
  figure: FigureTable
  agenda: AgendaTable
  hold: HoldTable
  effect: EffectTable
  pacing: PacingTable
  installation: InstallationTable
  repository: RepositoryTable
  maintainer: MaintainerTable
  maintainer_read: MaintainerReadTable
  settings_version: SettingsVersionTable
  settings_check: SettingsCheckTable
  run_time: RunTimeTable
  audit: AuditTable
  article_blob: ArticleBlobTable
  article_tree: ArticleTreeTable
  article_vectors: ArticleVectorsTable
  docs_tree: DocsTreeTable
  server: ServerTable
  repository_reading: RepositoryReadingTable
  repository_label: RepositoryLabelTable
  wanted_check: WantedCheckTable
  serving: ServingTable
  decision: DecisionTable
  own_thing: OwnThingTable
  desk: DeskTable
  onboarding: OnboardingTable
  lane_trouble: LaneTroubleTable
  lane_reader: LaneReaderTable
  followed_comment: FollowedCommentTable
  answer_reaction: AnswerReactionTable
  rating_reaction: RatingReactionTable
  learned_question: LearnedQuestionTable
  given_answer: GivenAnswerTable
  answer_objection: AnswerObjectionTable
  history_part: HistoryPartTable
  unread_thread: UnreadThreadTable
  notice: NoticeTable
  notice_channel: NoticeChannelTable
}
