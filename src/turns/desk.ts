// The desks of one repository: each is planned when its time has come, and what changed is written.
import type { Handler, TurnContext } from '../agenda/run-line.ts'
import type { OwnPlace } from '../domain/want.ts'
import { deskFacts } from '../facts/desk-facts.ts'
import { holdOnDesk } from '../facts/desk-hold.ts'
import { type DeskPlace, ownDeskNow, privateDesk } from '../facts/desk-places.ts'
import type { ServedRepository } from '../facts/served-repository.ts'
import { carryOut } from '../outbox/carry-out.ts'
import { deskDueAt, planDesk } from '../plan/desk/plan-desk.ts'
import { deskState, noteDeskTrouble } from '../store/desks.ts'
import { partsLeft } from '../store/history-parts.ts'
import { knownIssue, saveOwnThing } from '../store/own-things.ts'
import { findServed } from '../store/repositories.ts'
import { type RepositoryState, repositoryState } from '../store/repository-reading.ts'
import type { TurnDeps } from './deps.ts'
import { outboxOf } from './doors.ts'
import { monthlyReport } from './monthly-report.ts'
import { recall } from './recall.ts'

type Needs = Pick<
  TurnDeps,
  | 'store'
  | 'github'
  | 'contexts'
  | 'sentences'
  | 'vectors'
  | 'proofs'
  | 'credentials'
  | 'channels'
  | 'upSinceAt'
  | 'app'
>

const NOT_READY_MS = 2_000
/** Where it does not begin in this time, something is wrong that the desk may have to tell. */
const BEGINS_WITHIN_MS = 60_000

export function deskLine(deps: Needs): Handler<'desk'> {
  return async ({ repositoryId }, context) => {
    const repository = await findServed(deps.store.db, repositoryId)
    if (!repository) return { nextAt: null }
    const state = await repositoryState(deps.store.db, repositoryId)
    const served = await deps.contexts.get(repository, state)
    if (!served || (await isJustBeginning(deps, state, repositoryId))) {
      return { nextAt: context.now() + NOT_READY_MS }
    }
    return { nextAt: await writeDesks(deps, context, served) }
  }
}

/** Figures without any history would be wrong, and nothing would say so: its reading begins in a moment. */
async function isJustBeginning(
  { store }: Needs,
  { caughtUpAt, reading }: RepositoryState,
  repositoryId: number,
): Promise<boolean> {
  const isNew = caughtUpAt === null && store.now() - (reading?.firstReadAt ?? 0) < BEGINS_WITHIN_MS
  return isNew && (await partsLeft(store.db, repositoryId)).every(({ read }) => read === 0)
}

/** What goes wrong with one desk does not keep the other from being written. Returns when to look again. */
async function writeDesks(
  deps: Needs,
  context: TurnContext,
  served: ServedRepository,
): Promise<number | null> {
  const looks: number[] = []
  const failures: unknown[] = []
  const attempt = async (write: () => Promise<number | null>) => {
    try {
      const nextAt = await write()
      if (nextAt !== null) looks.push(nextAt)
    } catch (error) {
      failures.push(error)
    }
  }
  let hidden: DeskPlace | null = null
  let isSafe = true
  await attempt(async () => {
    const named = await privateDesk(deps, served)
    const trouble = named && 'trouble' in named ? named.trouble : null
    await noteDeskTrouble(deps.store.db, served.repository.id, trouble)
    isSafe = trouble === null
    if (named && 'place' in named) hidden = named
    return trouble === null ? null : context.now() + served.settings.desk.updateMs
  })
  const held = await holdOf(deps, served, context.now())
  if (held && held.againAt !== null) looks.push(held.againAt)
  const desk = held ? null : await ownDeskNow(deps, served)
  const own = desk && { ...desk, inside: desk.inside && isSafe }
  // What anybody sees first: nobody shall tell from its delay that there was something to be told in private.
  for (const desk of [own, hidden]) {
    if (desk) await attempt(() => writeDesk(deps, context, served, desk))
  }
  if (failures.length > 0) throw failures[0]
  return looks.length > 0 ? Math.min(...looks) : null
}

/** None is made while an onboarding issue is open and there are no settings; one that is there goes on. */
async function holdOf({ store }: Needs, { repository }: ServedRepository, now: number) {
  const place = { kind: 'desk', repositoryId: repository.id, placeId: repository.id } as const
  return (await knownIssue(store.db, place)) ? null : holdOnDesk(store.db, repository.id, now)
}

async function writeDesk(
  deps: Needs,
  { claim, now: clock }: TurnContext,
  served: ServedRepository,
  desk: DeskPlace,
): Promise<number> {
  const { db } = deps.store
  const { repository, settings, labelNames } = served
  const { updateMs } = settings.desk
  const now = clock()
  const place: OwnPlace = { kind: desk.kind, repositoryId: repository.id, placeId: desk.place.id }
  const { wantedAt } = await deskState(db, repository.id)
  const before = await knownIssue(db, place)
  const times = { wantedAt, writtenAt: before?.writtenAt ?? null, updateMs, now }
  const report = await monthlyReport(deps, served, desk, now)
  const dueAt = report.want ? now : deskDueAt(times)
  if (dueAt > now) return Math.min(dueAt, report.lookAt ?? dueAt)
  const kept = planDesk(await deskFacts(deps, served, desk, now))
  const wants = report.want ? [...kept, report.want] : kept
  await recall(deps, place, desk.place, wants)
  await carryOut(outboxOf(deps, claim, { repository, labelNames, ticket: null }), wants)
  const issue = await knownIssue(db, place)
  if (issue) await saveOwnThing(db, { ...issue, writtenAt: now })
  // One that went missing meanwhile is made again at once; one that GitHub will not have is not.
  return before && !issue ? now : Math.min(now + updateMs, report.lookAt ?? Number.POSITIVE_INFINITY)
}
