// The desks of one repository: their issues are found or made once, their comments edited in place, once an interval.
import type { Handler, TurnContext } from '../agenda/run-line.ts'
import { type DeskPlace, ownDesk, privateDesk } from '../facts/desk-places.ts'
import { type DeskTexts, deskTexts } from '../facts/desk-texts.ts'
import { repositoryScope, type ServedRepository } from '../facts/served-repository.ts'
import { type DeskKind, removeDeskComment, unlessGone, writeDeskComment } from '../outbox/desk-comments.ts'
import { type Desk, findOrCreateDesk, rememberDesk } from '../outbox/desk-issue.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { findServed } from '../store/repositories.ts'
import { tellsTheSame } from '../words/metrics-comment.ts'
import type { TurnDeps } from './deps.ts'
import { forgetDesk } from './desk-watch.ts'

const NOT_READY_MS = 2_000

export function deskLine(deps: TurnDeps): Handler<'desk'> {
  return async ({ repositoryId }, context) => {
    const repository = await findServed(deps.store.db, repositoryId)
    if (!repository) return { nextAt: null }
    const served = await deps.contexts.get(repository)
    if (!served) return { nextAt: context.now() + NOT_READY_MS }
    return { nextAt: await writeDesks(deps, context, served) }
  }
}

/** What goes wrong with one desk does not keep the other from being written. Returns when to look again. */
async function writeDesks(
  deps: TurnDeps,
  context: TurnContext,
  served: ServedRepository,
): Promise<number | null> {
  const { repository, settings } = served
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
  await attempt(async () => {
    const named = await privateDesk(deps, served)
    const trouble = named && 'trouble' in named ? named.trouble : null
    await writeMeta(deps.store.db, repositoryScope(repository.id), 'desk_trouble', trouble, context.now())
    if (named && 'place' in named) hidden = named
    return trouble === null ? null : context.now() + settings.desk.updateMs
  })
  // What anybody sees first: nobody shall tell from its delay that there was something to be told in private.
  for (const desk of [ownDesk(served), hidden]) {
    if (desk) await attempt(() => turn(deps, context, served, desk))
  }
  if (failures.length > 0) throw failures[0]
  return looks.length > 0 ? Math.min(...looks) : null
}

async function turn(
  deps: TurnDeps,
  context: TurnContext,
  served: ServedRepository,
  where: DeskPlace,
): Promise<number> {
  const { repository, settings } = served
  const { slot, place } = where
  const now = context.now()
  const desk = await findOrCreateDesk(deps, context.claim, repository, place, slot)
  if (!desk) return now + settings.desk.updateMs
  const wantedAt =
    (await readMeta<number>(deps.store.db, repositoryScope(repository.id), 'desk_wanted_at')) ?? 0
  const writtenAt = desk.writtenAt ?? 0
  const dueAt = wantedAt > writtenAt ? now : writtenAt + settings.desk.updateMs
  if (desk.writtenAt !== null && dueAt > now) return dueAt
  const texts = await deskTexts(deps, served, where, now)
  const isThere = await unlessGone(async () => {
    const written = await write(deps, context, where, desk, texts)
    await rememberDesk(deps, slot, { ...written, writtenAt: now })
  })
  if (isThere) return now + settings.desk.updateMs
  await forgetDesk(deps, slot, desk)
  return now
}

/** Writes what changed: response times first, so that the queue stands below them. */
async function write(
  deps: TurnDeps,
  context: TurnContext,
  { place, slot }: DeskPlace,
  desk: Desk,
  texts: DeskTexts,
): Promise<Desk> {
  let state = desk
  for (const kind of ['metrics', 'queue', 'note'] as const) {
    const text = texts[kind]
    const before = state[kind]
    if (text === null) {
      if (!before || before.text === '') continue
      if (!(await removeDeskComment(deps, context.claim, place, state, before))) continue
      // Its id is kept: what is told next is a new comment after this one.
      state = { ...state, [kind]: { ...before, text: '' } }
    } else {
      if (before && sameText(kind, before.text, text)) continue
      const written = await writeDeskComment(deps, context.claim, place, state, kind, text)
      if (!written) continue
      state = { ...state, [kind]: written }
    }
    await rememberDesk(deps, slot, state)
  }
  return state
}

/** Figures are the same when only the time of computing differs. */
function sameText(kind: DeskKind, before: string, now: string): boolean {
  return kind === 'metrics' ? tellsTheSame(before, now) : before === now
}
