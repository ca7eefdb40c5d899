// What was read of each repository, and when what was read, wanted or found out of date: one row for each.
import { z } from 'zod'
import { type IssueForms, NO_FORMS } from '../domain/issue-forms.ts'
import type { Problem } from '../domain/problem.ts'
import { readJson, toJson } from './json.ts'
import type { Db } from './open.ts'
import type { RepositoryReadingTable } from './reading-tables.ts'

const Names = z.array(z.string())
const NameOf = z.record(z.string(), z.string())
const Teams = z.record(z.string(), Names)
const Forms: z.ZodType<IssueForms> = z.object({ files: NameOf, labels: Teams, unread: Names })
const Problems: z.ZodType<Problem[]> = z.array(
  z.object({
    file: z.string(),
    line: z.number().optional(),
    column: z.number().optional(),
    level: z.enum(['failure', 'warning', 'notice']),
    message: z.string(),
    quotes: Names.optional(),
  }),
)

/** What the repository's line notes when it has read everything. Each change makes a new `version`. */
export interface RepositoryReading {
  version: number
  /** Logins of the members of teams that are to be notified. */
  teams: Record<string, string[]>
  /** True where a settings file was found, here or in the owner's `.github`. */
  configured: boolean
  /** Whether the file is the repository's own. */
  ownFile: boolean
  /** ms; 0 where it was first read by a version that did not note it. */
  firstReadAt: number
  /** `owner/name` and branch of the repository that holds the articles. */
  articlesAt: { repository: string; branch: string; private: boolean }
  /** Other repositories, `owner/name` in lower case, that settings or articles came from. */
  readFrom: string[]
  /** How these and the repository itself stood before they were read, see `RepositoryLook`; null: not known. */
  readAs: string | null
  /** Our names of labels, in lower case, that were renamed on GitHub, and what they are called there. */
  labelNames: Record<string, string>
  /** Other repositories, `owner/name`, that the settings came from: what is told in public must not quote private ones. */
  settingsFrom: string[]
  /** Not everybody who sees this repository may read all of those. */
  settingsAreHidden: boolean
  /** What the settings wish for of who pays, and may not have. */
  payingProblems: Problem[]
  /** What the settings say of maintainers that GitHub does not know. */
  peopleMistakes: string[]
  /** Read where the settings ask for facts of tickets. */
  forms: IssueForms
}

/** Moments in ms; null: never. */
export interface RepositoryNotes {
  /** When all of it was last read, and when something of it last moved. */
  refreshedAt: number | null
  sourceMovedAt: number | null
  /** When a push to the default branch was last told. */
  pushedAt: number | null
  /** When what happened unseen was last read, and when that was last wanted. */
  caughtUpAt: number | null
  catchUpWantedAt: number | null
  /** When all open tickets were last read whole. */
  sweptAt: number | null
  /** The labels of tiers are to be made; `read`: what GitHub has is known. */
  labelsDue: 'unread' | 'read' | null
  /** The version in which labels went on under other names, until a check run tells so. */
  labelNamesMoved: number | null
  /** The commit whose check run tells of the settings in force. */
  settingsChecked: string | null
  /** Counts what was learnt or unlearnt from tickets. */
  learnedVersion: number
  /** What the addresses were when all tickets were last learnt from; null: that is due. */
  learnedFrom: string | null
  /** Counts the changes of its documentation. */
  docsVersion: number | null
  /** Since when its settings name other documentation than was read, until that is read. */
  docsWantedAt: number | null
}

export interface RepositoryState extends RepositoryNotes {
  /** Null until settings, people and articles were read for the first time. */
  reading: RepositoryReading | null
}

export async function repositoryState(db: Db, repositoryId: number): Promise<RepositoryState> {
  const row = await db
    .selectFrom('repository_reading')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  return toState(row)
}

export async function readingOf(db: Db, repositoryId: number): Promise<RepositoryReading | null> {
  return (await repositoryState(db, repositoryId)).reading
}

/** Those of every repository of which anything is noted, by id. */
export async function repositoryStates(db: Db): Promise<(repositoryId: number) => RepositoryState> {
  const rows = await db.selectFrom('repository_reading').selectAll().execute()
  const byId = new Map(rows.map((row) => [row.repository_id, row]))
  return (repositoryId) => toState(byId.get(repositoryId))
}

export async function saveReading(db: Db, repositoryId: number, reading: RepositoryReading): Promise<void> {
  await write(db, repositoryId, {
    version: reading.version,
    first_read_at: reading.firstReadAt,
    configured: Number(reading.configured),
    own_file: Number(reading.ownFile),
    articles_repository: reading.articlesAt.repository,
    articles_branch: reading.articlesAt.branch,
    articles_private: Number(reading.articlesAt.private),
    settings_are_hidden: Number(reading.settingsAreHidden),
    teams: toJson(reading.teams),
    read_from: toJson(reading.readFrom),
    read_as: reading.readAs,
    settings_from: toJson(reading.settingsFrom),
    label_names: toJson(reading.labelNames),
    paying_problems: toJson(reading.payingProblems),
    people_mistakes: toJson(reading.peopleMistakes),
    issue_forms: toJson(reading.forms),
  })
}

/** Writes these notes and leaves the others. */
export async function noteRepository(
  db: Db,
  repositoryId: number,
  notes: Partial<RepositoryNotes>,
): Promise<void> {
  await write(db, repositoryId, {
    refreshed_at: notes.refreshedAt,
    source_moved_at: notes.sourceMovedAt,
    pushed_at: notes.pushedAt,
    caught_up_at: notes.caughtUpAt,
    catch_up_wanted_at: notes.catchUpWantedAt,
    swept_at: notes.sweptAt,
    labels_due: notes.labelsDue,
    label_names_moved: notes.labelNamesMoved,
    settings_checked: notes.settingsChecked,
    learned_version: notes.learnedVersion,
    learned_from: notes.learnedFrom,
    docs_version: notes.docsVersion,
    docs_wanted_at: notes.docsWantedAt,
  })
}

/** Those that are undefined stay. */
async function write(
  db: Db,
  repositoryId: number,
  columns: Partial<Omit<RepositoryReadingTable, 'repository_id'>>,
): Promise<void> {
  await db
    .insertInto('repository_reading')
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}

/** Of a repository of which nothing is noted, all is null. */
export function toState(row: Nullable<RepositoryReadingTable> | undefined): RepositoryState {
  return {
    reading: row === undefined ? null : toReading(row),
    refreshedAt: row?.refreshed_at ?? null,
    sourceMovedAt: row?.source_moved_at ?? null,
    pushedAt: row?.pushed_at ?? null,
    caughtUpAt: row?.caught_up_at ?? null,
    catchUpWantedAt: row?.catch_up_wanted_at ?? null,
    sweptAt: row?.swept_at ?? null,
    labelsDue: row?.labels_due ?? null,
    labelNamesMoved: row?.label_names_moved ?? null,
    settingsChecked: row?.settings_checked ?? null,
    learnedVersion: row?.learned_version ?? 0,
    learnedFrom: row?.learned_from ?? null,
    docsVersion: row?.docs_version ?? null,
    docsWantedAt: row?.docs_wanted_at ?? null,
  }
}

type Nullable<T> = { [K in keyof T]: T[K] | null }

function toReading(row: Nullable<RepositoryReadingTable>): RepositoryReading | null {
  if (row.version === null) return null
  return {
    version: row.version,
    teams: readJson(Teams, row.teams) ?? {},
    configured: row.configured === 1,
    ownFile: row.own_file === 1,
    firstReadAt: row.first_read_at ?? 0,
    articlesAt: {
      repository: row.articles_repository ?? '',
      branch: row.articles_branch ?? '',
      private: row.articles_private === 1,
    },
    readFrom: readJson(Names, row.read_from) ?? [],
    readAs: row.read_as,
    labelNames: readJson(NameOf, row.label_names) ?? {},
    settingsFrom: readJson(Names, row.settings_from) ?? [],
    settingsAreHidden: row.settings_are_hidden === 1,
    payingProblems: readJson(Problems, row.paying_problems) ?? [],
    peopleMistakes: readJson(Names, row.people_mistakes) ?? [],
    forms: readJson(Forms, row.issue_forms) ?? NO_FORMS,
  }
}

/** Whether something that the repository's settings, people or articles come from moved since they were read. */
export function hasMoved({ refreshedAt, sourceMovedAt }: RepositoryState): boolean {
  return refreshedAt !== null && sourceMovedAt !== null && sourceMovedAt >= refreshedAt
}
