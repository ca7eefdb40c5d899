// Escalations go to the private desk where the settings name one: there they may say what no public place shows.

import { findMarkers, markerText, partName } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import type { Ticket } from '../domain/ticket.ts'
import { privateDesk } from '../facts/desk-places.ts'
import { type ServedRepository, ticketUrl } from '../facts/served-repository.ts'
import type { CommentPart, Plan } from '../plan/ticket/plan.ts'
import type { Claim } from '../store/agenda.ts'
import { abandonEffect, findEffect, finishEffect } from '../store/effects.ts'
import type { OwnThing } from '../store/own-things.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { wakeDesk } from '../turns/desk-watch.ts'
import { quietUrl, safeInline } from '../words/safe-text.ts'
import { DOUBT_MS, heldBy, writeOnce } from './effects.ts'
import { knownIssue } from './own-issue.ts'
import { threadOf } from './own-place.ts'

/** By the time a private desk that is not there yet was made. */
const DESK_MADE_MS = 5_000

export interface Alarms {
  /** What is left to be done on the ticket itself. */
  plan: Plan
  /** When to try again; null where everything is said. */
  againAt: number | null
}

/** Says the escalations of `inPrivate` on the private desk and takes those of `plan` off; without such a desk, nothing. */
export async function alarmInPrivate(
  deps: TurnDeps,
  claim: Claim,
  served: ServedRepository,
  ticket: Ticket,
  { plan, inPrivate }: { plan: Plan; inPrivate: Plan },
): Promise<Alarms> {
  const alarms = inPrivate.parts.filter(isEscalation)
  if (alarms.length === 0 && !plan.parts.some(isEscalation)) return { plan, againAt: null }
  const where = await privateDesk(deps, served)
  if (!where || 'trouble' in where) return { plan, againAt: null }
  const left = { ...plan, parts: plan.parts.filter((part) => !isEscalation(part)) }
  const { repository } = served
  const at = { kind: 'private_desk', repositoryId: repository.id, placeId: where.place.id } as const
  const desk = await knownIssue(deps, at)
  if (!desk) {
    await wakeDesk(deps, repository.id)
    return { plan: left, againAt: deps.store.now() + DESK_MADE_MS }
  }
  const link = `[#${ticket.number} ${safeInline(ticket.title, 80)}](${quietUrl(ticketUrl(served, ticket))})`
  for (const part of alarms) await say(deps, claim, where.place, desk, { ticket, part, link })
  return { plan: left, againAt: null }
}

function isEscalation({ marker }: CommentPart): boolean {
  return marker.kind === 'escalation'
}

async function say(
  deps: TurnDeps,
  claim: Claim,
  place: Repository,
  desk: OwnThing,
  { ticket, part, link }: { ticket: Ticket; part: CommentPart; link: string },
): Promise<void> {
  const marker = { kind: 'escalation', key: `${ticket.id} ${part.marker.key}` } as const
  const key = `${ticket.id}|private ${partName(part.marker)}`
  await settleDoubt(deps, place, desk, { key, says: partName(marker) })
  const github = deps.github.forInstallation(place.installationId, heldBy(deps.store, claim))
  const intent = {
    key,
    repositoryId: desk.repositoryId,
    ticketId: ticket.id,
    kind: 'alarm',
    detail: { parts: [partName(part.marker)] },
    again: 'doubtful',
  } as const
  await writeOnce({ store: deps.store, claim }, intent, async () => {
    const body = `${part.text}\n\n${link}\n\n${markerText(marker)}`
    return String((await github.createComment(threadOf(place, desk), body, { urgency: 'alarm' })).id)
  })
}

/** One that may have gone out a while ago is looked for on the desk. */
async function settleDoubt(
  deps: TurnDeps,
  place: Repository,
  desk: OwnThing,
  { key, says }: { key: string; says: string },
): Promise<void> {
  const effect = await findEffect(deps.store.db, key)
  if (effect?.state !== 'intended' || deps.store.now() - effect.attemptedAt < DOUBT_MS) return
  const github = deps.github.forInstallation(place.installationId)
  const comments = await github.listIssueComments(place, desk.number)
  const found = comments.find(
    ({ mine, body }) => mine && findMarkers(body).some((one) => partName(one) === says),
  )
  if (found) await finishEffect(deps.store, key, String(found.id))
  else await abandonEffect(deps.store, key, effect.attempt)
}
