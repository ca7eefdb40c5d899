// `/why`: why a ticket is as it is: what decided, in words that may stand in public.

import { LINKS } from '../../../domain/answer.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { Facts } from '../../../domain/facts.ts'
import { humanInstant } from '../../../words/durations.ts'
import {
  answeredLine,
  answeringLine,
  draftLine,
  linksTakenBackLine,
  needLine,
  offeredLine,
  offeringLine,
  plannedLine,
  promiseLine,
  promiseStates,
  silentLine,
  takenBackLine,
  tierLine,
  waitsFor,
} from '../../../words/ticket/why-words.ts'
import { zoneOf } from '../../../words/zone.ts'
import { waitsForMaintainer } from '../../clocks/clocks.ts'
import { targetText } from '../clock-alarms.ts'
import { needOf } from '../needs/need-of.ts'
import { answer, whySilent } from '../rules/answer.ts'
import { labelFirings } from '../rules/label-firings.ts'
import { plannedWait } from '../rules/label-wait.ts'
import { answerOf, opensAsCustomer, tierOf } from '../rules/shared.ts'
import { saysOf } from '../wants.ts'
import { NOTHING } from './arguments.ts'
import { type Command, reply } from './command.ts'

export const why: Command = {
  name: 'why',
  arguments: NOTHING,
  who: 'maintainers',
  usage: 'why',
  help: 'say why this ticket is as it is',
  want: (facts, { commentId }) => ({ wants: [reply(facts, `${commentId}:why`, whyText(facts))] }),
}

function whyText(facts: Facts): string {
  const lines = [
    tierLine(tierName(facts), becauseOf(facts)),
    ...needLines(facts),
    ...promiseLines(facts),
    answerLine(facts),
    waitLine(facts),
    ...labelFirings(facts).flatMap((firing) => {
      const wait = plannedWait(facts, firing)
      return wait ? [plannedLine(firing.span.label, wait.what, wait.day)] : []
    }),
  ]
  return lines.map((line) => `- ${line}`).join('\n')
}

function tierName(facts: Facts): string | null {
  const tier = tierOf(facts)
  return tier && (facts.settingsAreHidden ? tier.label.name : tier.name)
}

/** Technical support is what everybody asks for. */
function needLines(facts: Facts): string[] {
  const { kind, from } = needOf(facts)
  return from === 'default' || !opensAsCustomer(facts) ? [] : [needLine(kind, from)]
}

/** How somebody pays is for private places; what a maintainer did by hand everybody has seen. */
function becauseOf({ repository, standing }: Facts): string | null {
  const byHand = standing.because === '/tier' || standing.because === 'label by hand'
  return repository.private || byHand ? standing.because : null
}

function promiseLines(facts: Facts): string[] {
  const { firstResponse, nextResponse, resolution } = facts.clocks
  return [firstResponse, nextResponse, resolution].flatMap((clock) => {
    const { holds } = clock
    if (!holds || clock.outcome === 'none') return []
    return [promiseLine(clock.kind, targetText(holds), stateOf(facts, clock))]
  })
}

function stateOf(facts: Facts, clock: Clock): string {
  const zone = zoneOf(facts.settings)
  if (clock.missedAt !== null) return promiseStates.missed(humanInstant(clock.missedAt, zone))
  if (clock.deadlineAt !== null) return promiseStates.due(humanInstant(clock.deadlineAt, zone))
  if (clock.outcome === 'paused') return promiseStates.paused
  return clock.met ? promiseStates.kept : promiseStates.over
}

/** Less sure articles have nothing to do with the question. */
const WORTH_NAMING = 0.2

function answerLine(facts: Facts): string {
  const posted = answerOf(facts)
  if (posted?.stands) {
    const at = humanInstant(posted.writtenAt, zoneOf(facts.settings))
    return posted.isLinks ? offeredLine(at) : answeredLine(posted.slug, at)
  }
  if (posted) return posted.isLinks ? linksTakenBackLine : takenBackLine(posted.slug)
  const { wants = [], drafts = [], reasons = [] } = answer(facts)
  const [saying] = saysOf(wants, 'answer')
  if (saying) return saying.marker.key === LINKS ? offeringLine : answeringLine(saying.marker.key)
  const { isNamed } = facts.knowledge
  const named = drafts.map(({ slug }) => (isNamed(slug) ? slug : null))
  if (named.length > 0) return draftLine(named, facts.settings.commands.prefix)
  const found = whySilent(facts) === null ? facts.knowledge.verdict().candidates : []
  const candidates = found
    .slice(0, 3)
    .filter(({ slug, confidence }) => confidence >= WORTH_NAMING && isNamed(slug))
  return silentLine(
    (reasons[0] ?? '').replace(/^silent: /, ''),
    candidates.map(({ slug, confidence }) => ({ slug, share: confidence })),
  )
}

function waitLine(facts: Facts): string {
  const { ticket, onGitHub, story, clocks } = facts
  const since = (at: number) => humanInstant(at, zoneOf(facts.settings))
  if (!onGitHub.open) return waitsFor.nobody
  if (!opensAsCustomer(facts)) return waitsFor.ours
  const pause = story.pauses.at(-1)
  const waiting = waitsForMaintainer(clocks)
  if (pause && pause.untilAt === null) return waitsFor.requester(since(pause.fromAt))
  if (!waiting) return story.answered ? waitsFor.answered : waitsFor.nothing
  const { firstResponse, nextResponse } = clocks
  const running = firstResponse.outcome === 'running' ? firstResponse : nextResponse
  return waitsFor.maintainer(since(running.startedAt ?? ticket.openedAt))
}
