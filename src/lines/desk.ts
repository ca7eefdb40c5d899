// The desk of one repository: its issue is found or made once, its comments are edited in place, at most once an interval.
import type { Context, Handler } from '../agenda/run-line.ts'
import type { Repository } from '../domain/repository.ts'
import { tellsTheSame } from '../report/metrics-comment.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { findRepositoryByName, findServed } from '../store/repositories.ts'
import type { LineDeps } from './deps.ts'
import { type Desk, type DeskComment, findOrCreateDesk, unlessGone, writeDeskComment } from './desk-issue.ts'
import { type DeskTexts, deskTexts } from './desk-texts.ts'
import { forgetDesk } from './desk-watch.ts'
import { type RepositoryContext, repositoryScope } from './repository-context.ts'

const NOT_READY_MS = 2_000
const HOUR_MS = 3_600_000

export function deskLine(deps: LineDeps): Handler {
  return async (line, context) => {
    const repository = await findServed(deps.store.db, Number(line.key.split(':')[1]))
    if (!repository) return { nextAt: null }
    const surroundings = await deps.contexts.get(repository)
    if (!surroundings) return { nextAt: context.now() + NOT_READY_MS }
    const place = await placeOf(deps, surroundings)
    if (!place) return { nextAt: null }
    return { nextAt: await turn(deps, context, surroundings, place) }
  }
}

/** Where the desk issue lives; null where there is to be none. */
async function placeOf(deps: LineDeps, surroundings: RepositoryContext): Promise<Repository | null> {
  const { repository, settings, stage } = surroundings
  if (stage === 'off' || stage === 'record' || !settings.desk.issue) return null
  const [owner = '', name = ''] = settings.desk.repository?.split('/') ?? []
  const place = settings.desk.repository ? await findRepositoryByName(deps.store.db, owner, name) : repository
  return place?.hasIssues && !place.archived ? place : null
}

async function turn(
  deps: LineDeps,
  context: Context,
  surroundings: RepositoryContext,
  place: Repository,
): Promise<number> {
  const { repository, settings } = surroundings
  const scope = repositoryScope(repository.id)
  const now = context.now()
  const desk = await findOrCreateDesk(deps, context.claim, repository, place)
  if (!desk) return now + HOUR_MS
  const wantedAt = (await readMeta<number>(deps.store.db, scope, 'desk_wanted_at')) ?? 0
  const writtenAt = desk.writtenAt ?? 0
  const dueAt = wantedAt > writtenAt ? now : writtenAt + settings.desk.updateMs
  if (desk.writtenAt !== null && dueAt > now) return dueAt
  const texts = await deskTexts(deps, surroundings, place, now)
  const isThere = await unlessGone(async () => {
    const written = await write(deps, context, place, desk, texts)
    await writeMeta(deps.store.db, scope, 'desk', { ...written, writtenAt: now }, now)
  })
  if (isThere) return now + settings.desk.updateMs
  await forgetDesk(deps, repository.id, desk)
  return now
}

/** Writes what changed: response times first, so that the queue stands below them. */
async function write(
  deps: LineDeps,
  context: Context,
  place: Repository,
  desk: Desk,
  texts: DeskTexts,
): Promise<Desk> {
  let state = desk
  for (const kind of ['metrics', 'queue', 'note'] as const) {
    const text = texts[kind]
    const before: DeskComment | null = state[kind]
    if (text === null && before === null) continue
    const wanted = text ?? emptyNote()
    if (before && sameText(kind, before.text, wanted)) continue
    const written = await writeDeskComment(deps, context.claim, place, state, kind, wanted)
    if (!written) continue
    state = { ...state, [kind]: written }
    await writeMeta(deps.store.db, repositoryScope(desk.repositoryId), 'desk', state, context.now())
  }
  return state
}

/** Figures are the same when only the time of computing differs. */
function sameText(kind: 'metrics' | 'queue' | 'note', before: string, now: string): boolean {
  return kind === 'metrics' ? tellsTheSame(before, now) : before === now
}

function emptyNote(): string {
  return 'Nothing needs mending.\n\n<!-- firstline:report desk -->'
}
