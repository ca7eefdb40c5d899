// What is noted of the onboarding of each repository: whether it is wanted, was looked for, and how it ended.
import type { OwnPlace } from '../domain/want.ts'
import type { Db } from './open.ts'
import type { OnboardingTable } from './own-tables.ts'

/** Its issue stands in the repository itself. */
export function onboardingPlace(repositoryId: number): OwnPlace {
  return { kind: 'onboarding', repositoryId, placeId: repositoryId }
}

/** Moments in ms; null: never. */
export interface OnboardingState {
  /** When the App came to the repository, or its issue was found there; null: it was there before this database. */
  wantedAt: number | null
  /** When its issue was looked for on GitHub: from then on it is known here whether there is one. */
  lookedAt: number | null
  endedAt: number | null
  /** `closed`, `deleted`: somebody said no. `told`: there is no more to say. */
  endedBy: 'closed' | 'deleted' | 'told' | null
  /** On what the text was made that stands there; null: on what is not known. */
  told: { atOnce: string; later: string } | null
}

export async function onboardingState(db: Db, repositoryId: number): Promise<OnboardingState> {
  const row = await db
    .selectFrom('onboarding')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst()
  return {
    wantedAt: row?.wanted_at ?? null,
    lookedAt: row?.looked_at ?? null,
    endedAt: row?.ended_at ?? null,
    endedBy: row?.ended_by ?? null,
    told: row?.told_first == null ? null : { atOnce: row.told_first, later: row.told_later ?? '' },
  }
}

/** Writes these notes and leaves the others. */
export async function noteOnboarding(
  db: Db,
  repositoryId: number,
  notes: Partial<OnboardingState>,
): Promise<void> {
  const columns: Partial<OnboardingTable> = {
    wanted_at: notes.wantedAt,
    looked_at: notes.lookedAt,
    ended_at: notes.endedAt,
    ended_by: notes.endedBy,
    told_first: notes.told?.atOnce,
    told_later: notes.told?.later,
  }
  await db
    .insertInto('onboarding')
    .values({ repository_id: repositoryId, ...columns })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(columns))
    .execute()
}

/** The App came to the repository. Where it was wanted before, that stands. */
export async function wantOnboarding(db: Db, repositoryId: number, wantedAt: number): Promise<void> {
  const before = await onboardingState(db, repositoryId)
  if (before.wantedAt === null) await noteOnboarding(db, repositoryId, { wantedAt })
}

/** Nothing more is written; the first reason stands. */
export async function endOnboarding(
  db: Db,
  repositoryId: number,
  endedBy: NonNullable<OnboardingState['endedBy']>,
  endedAt: number,
): Promise<void> {
  const before = await onboardingState(db, repositoryId)
  if (before.endedBy === null || before.endedBy === 'told')
    await noteOnboarding(db, repositoryId, { endedBy, endedAt })
}
