// What a clock that was ahead has left behind: every moment that has not come yet is moved back with the clock.
import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Columns that keep moments of our own clock, in ms. A database may be shared: nothing else is touched. The clock's own
 * note comes last: by it a move that was broken off is noticed again.
 */
export const OURS: Record<string, readonly string[]> = {
  agenda: ['due_at', 'claimed_until', 'last_error_at'],
  article_blob: ['read_at'],
  article_tree: ['read_at'],
  article_vectors: ['used_at'],
  audit: ['at'],
  decision: ['decided_at', 'next_look_at'],
  delivery: ['received_at', 'done_at'],
  desk: ['wanted_at'],
  docs_tree: ['read_at'],
  effect: ['attempted_at', 'finished_at'],
  entitlement_event: ['at'],
  entitlement_observation: ['at', 'through_at', 'learned_at'],
  entitlement_read: ['at'],
  entitlement_scope: ['bulk_at', 'feed_at', 'last_ok_at', 'failing_since'],
  followed_comment: ['posted_at', 'followed_until', 'read_at'],
  given_answer: ['given_at'],
  history_part: ['since_at', 'begun_at', 'waits_until', 'finished_at'],
  hold: ['not_before'],
  installation: ['repositories_at', 'people_moved_at', 'removed_at'],
  lane_reader: ['asked_at'],
  lane_trouble: ['since_at'],
  learned_question: ['dropped_at'],
  maintainer: ['from_at', 'responds_from_at', 'until_at'],
  maintainer_read: ['read_at', 'known_at', 'hinted_at'],
  notice: ['noted_at', 'due_at', 'dropped_at'],
  notice_channel: ['held_until', 'ended_at'],
  onboarding: ['wanted_at', 'looked_at', 'ended_at'],
  own_thing: ['written_at'],
  pacing: ['next_write_at'],
  profile_claim: ['asked_at', 'look_until', 'code_until'],
  profile_proof: ['proved_at'],
  repository: ['installed_at', 'removed_at'],
  repository_reading: [
    'first_read_at',
    'refreshed_at',
    'source_moved_at',
    'pushed_at',
    'caught_up_at',
    'catch_up_wanted_at',
    'swept_at',
    'docs_wanted_at',
  ],
  run_time: ['from_at', 'seen_at'],
  settings_check: ['checked_at'],
  settings_version: ['from_at', 'backdated_at'],
  ticket: ['read_at'],
  unread_thread: ['noted_at'],
  server: ['installations_at', 'installations_wanted_at', 'redelivered_at', 'clock_moved_at', 'clock_at'],
}

/**
 * What GitHub tells, or a source of who pays; a list of moments is read with its own clock in mind. Figures that are
 * told as of a moment to come hold when it has come.
 */
export const NOT_OURS: Record<string, readonly string[]> = {
  answer_objection: ['said_at'],
  answer_reaction: ['unhelpful_at', 'refused_at'],
  entitlement_observation: ['effective_at'],
  entry: ['at'],
  figure: ['opened_at', 'told_at', 'valid_until'],
  installation: ['suspended_at', 'created_at'],
  learned_question: ['taught_at'],
  pacing: ['content_at'],
  rating_reaction: ['rated_at'],
  ticket: ['opened_at', 'updated_at', 'asked_at'],
}

export interface ClockMove {
  /** The time now, by the clock that has just been put right. */
  now: number
  /** How far it was ahead, ms. */
  byMs: number
}

/** Moves them all, and returns the columns that could not be moved. */
export async function moveMomentsBack(db: Db, move: ClockMove): Promise<string[]> {
  const stuck: string[] = []
  for (const [table, columns] of Object.entries(OURS)) {
    for (const column of columns) {
      if (!(await moveColumn(db, table, column, move))) stuck.push(`${table}.${column}`)
    }
  }
  return stuck
}

/** False where the moved moment is there already, as part of a key: then the later one stays until it has come. */
async function moveColumn(db: Db, table: string, column: string, { now, byMs }: ClockMove): Promise<boolean> {
  try {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} - ${sql.lit(byMs)}
      where ${sql.ref(column)} > ${sql.lit(now)}`.execute(db)
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_CONSTRAINT') || code.startsWith('23')) return false
    throw error
  }
}
