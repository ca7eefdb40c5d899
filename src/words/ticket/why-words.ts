// What `/why` says: one line each on who is served how, what was promised, what was answered and what is waited for.
import type { TicketNeed } from '../../domain/triage.ts'
import { safeCode, safeInline } from '../safe-text.ts'

const CLOCKS = { first_response: 'First response', next_response: 'Next response', resolution: 'Resolution' }

export type ClockName = keyof typeof CLOCKS

/** `because`: only where it may be told. */
export function tierLine(tier: string | null, because: string | null): string {
  const why = because === null ? '' : ` (${safeInline(because)})`
  return tier === null
    ? `This ticket has no tier${why}.`
    : `This ticket has the tier **${safeInline(tier)}**${why}.`
}

const BY = {
  command: 'a maintainer said',
  label: 'its label says',
  form: 'its form says',
  words: 'its words say',
}

export function needLine(kind: TicketNeed['kind'], from: Exclude<TicketNeed['from'], 'default'>): string {
  return `Asks for: ${kind}, as ${BY[from]}.`
}

export function promiseLine(clock: ClockName, promise: string, state: string): string {
  return `${CLOCKS[clock]}: promised ${promise}, ${state}.`
}

export const promiseStates = {
  due: (at: string) => `due ${at}`,
  missed: (at: string) => `missed since ${at}`,
  paused: 'standing still while the requester is waited for',
  kept: 'kept',
  over: 'over',
} as const

export function answeredLine(slug: string, at: string): string {
  return `Answer: ${safeCode(slug)} was posted on ${at}.`
}

export function takenBackLine(slug: string): string {
  return `Answer: ${safeCode(slug)} was posted and taken back; no other is posted by itself.`
}

export function offeredLine(at: string): string {
  return `Answer: none was sure enough; links that may help were posted on ${at}.`
}

export const offeringLine = 'Answer: none is sure enough; links that may help are being posted.'
export const linksTakenBackLine =
  'Answer: links were posted and taken back; no answer is posted by itself any more.'

export function silentLine(
  reason: string,
  candidates: ReadonlyArray<{ slug: string; share: number }>,
): string {
  const list = candidates.map(({ slug, share }) => `${safeCode(slug)} (${percent(share)})`)
  const nearest = list.length === 0 ? '' : ` Nearest: ${list.join(', ')}.`
  return `Answer: none, because ${inWords(reason)}.${nearest}`
}

/** What the matcher says where a repository's own bar decides. */
const RAISED = "raised by the repository's own answers"

/** The matcher counts in shares; people are told what they mean. */
function inWords(reason: string): string {
  const [, sure, needed] = /^confidence ([\d.]+), bar ([\d.]+)/.exec(reason) ?? []
  if (sure === undefined || needed === undefined) return safeInline(reason, 300)
  const here = reason.includes(RAISED) ? ' here, for too many answers were wrong' : ''
  return `no article is sure enough to be right (${percent(Number(sure))} where ${percent(Number(needed))} are needed${here})`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** The first is what `/answer` posts; null where articles may not be named. */
export function draftLine(slugs: ReadonlyArray<string | null>, prefix: string): string {
  const [first = null, ...others] = slugs
  const waits = first === null ? 'an article' : safeCode(first)
  const posts = safeCode(first === null ? `${prefix}answer` : `${prefix}answer ${first}`)
  const more = others.flatMap((slug) => (slug === null ? [] : [safeCode(slug)]))
  const also = more.length === 0 ? '' : `; ${more.join(' and ')} may help too`
  return `Answer: ${waits} waits as a draft; ${posts} posts it${also}.`
}

export function answeringLine(slug: string): string {
  return `Answer: ${safeCode(slug)} is being posted.`
}

/** What happens next, and by whom. */
export const waitsFor = {
  nobody: 'Waits for: nobody, it is closed.',
  ours: 'Waits for: nobody; a maintainer or a bot opened it.',
  answered: 'Waits for: nobody; an answer is marked.',
  requester: (since: string) => `Waits for: whoever opened it, since ${since}.`,
  maintainer: (since: string) => `Waits for: a maintainer, since ${since}.`,
  nothing: 'Waits for: nobody; a maintainer spoke last.',
} as const

export function plannedLine(label: string, what: 'close' | 'remind', day: string): string {
  const then = what === 'close' ? 'it is closed' : 'a reminder is written'
  return `If nothing is heard, ${then} on ${day} (label ${safeCode(label)}).`
}
