// Tables of what the server knows of itself, and of what was read of each repository.
import type { Generated } from 'kysely'
import type { Flag, JsonText } from './columns.ts'

/** One row, with the id 1. */
export interface ServerTable {
  id: number
  bot_login: string | null
  /** When the App's installations were last listed, and when that was last wanted. */
  installations_at: number | null
  installations_wanted_at: number | null
  /** Up to when failed deliveries were asked for again. */
  redelivered_at: number | null
  /** The time by our clock, kept so that a clock that goes back is noticed. */
  clock_at: number | null
  clock_moved_at: number | null
  clock_moved_by_ms: number | null
  /** What the server was started with; null where none that reads sources ever was. */
  web_url: string | null
  allowed_accounts: JsonText | null
  /** Names of the variables of sources that were set. */
  held_credentials: JsonText | null
  /** `on`, `off` or the folder of another model. */
  sentence_model: string | null
  /** `owner` and `name` of each channel that it has. */
  channels: JsonText | null
  /** Written and emptied again, to see whether anything can be. */
  probe: string | null
}

/** What was read of a repository: all of it is null until its first reading, which sets a `version`. */
export interface RepositoryReadingTable {
  repository_id: number
  version: number | null
  first_read_at: number | null
  configured: Flag | null
  own_file: Flag | null
  read_as: string | null
  articles_repository: string | null
  articles_branch: string | null
  articles_private: Flag | null
  settings_are_hidden: Flag | null
  teams: JsonText | null
  read_from: JsonText | null
  settings_from: JsonText | null
  label_names: JsonText | null
  paying_problems: JsonText | null
  people_mistakes: JsonText | null
  issue_forms: JsonText | null
  refreshed_at: number | null
  source_moved_at: number | null
  pushed_at: number | null
  caught_up_at: number | null
  catch_up_wanted_at: number | null
  swept_at: number | null
  /** Whether the rows of `repository_label` are all there are. */
  labels_known: Flag | null
  labels_due: 'unread' | 'read' | null
  label_moves: JsonText | null
  label_names_moved: number | null
  settings_checked: string | null
  /** Counts what was learnt or unlearnt from tickets. */
  learned_version: number | null
  /** What the addresses were when all tickets were last learnt from. */
  learned_from: string | null
  /** Counts the changes of documentation. */
  docs_version: number | null
  /** Since when other documentation is wanted than was read. */
  docs_wanted_at: number | null
}

export interface RepositoryLabelTable {
  repository_id: number
  /** The name in lower case: GitHub's labels are the same whatever their case. */
  key: string
  name: string
  node_id: string
}

/** A check run that a push wants. */
export interface WantedCheckTable {
  seq: Generated<number>
  repository_id: number
  checked: 'settings' | 'articles' | 'customers'
  /** Of the folder or file; null for settings. */
  path: string | null
  /** Files of the push that are settings or look like them. */
  near: JsonText | null
  sha: string
}

/** The settings of `repository_id` name this repository, `owner/name` in lower case. */
export interface ServingTable {
  repository_id: number
  name: string
}
