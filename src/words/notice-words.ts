// What channels are told: one line for people, made safe for receivers that understand Slack, with the facts beside it.

import type { Notice } from '../domain/notice.ts'
import { redactSecrets } from '../knowledge/redact.ts'
import { humanInstant } from './durations.ts'
import { plainLine } from './plain-text.ts'

/** Longest piece of text from GitHub in a notice, as it stands there. */
export const LONGEST_PART = 200
const ZERO_WIDTH = '\u200b'

/** The ticket that a notice is about. */
export interface NoticeAbout {
  /** Of the notice, the same whenever it is sent. */
  id: string
  /** `owner/name`. */
  repository: string
  kind: 'issue' | 'discussion'
  number: number
  title: string
  url: string
}

/** The body that is sent, as JSON. */
export function noticeBody(notice: Notice, about: NoticeAbout): string {
  const { id, repository, kind, number, url } = about
  const name = `${noticePart(repository)}#${number}`
  return JSON.stringify({
    id,
    text: `${name}: ${notice.says} “${noticePart(about.title)}” ${url}`,
    event: notice.event,
    repository,
    kind,
    number,
    url,
    tier: notice.tier,
    deadline_at: notice.deadlineAt === null ? null : isoOf(notice.deadlineAt),
    at: isoOf(notice.at),
    late: notice.isLate,
  })
}

/**
 * Words from GitHub on one line: without secrets, mentions, markup of Slack and signs that nobody sees. At most
 * `LONGEST_PART` characters as they stand there; cut between signs as people see them.
 */
export function noticePart(text: string): string {
  let part = ''
  let cut = ''
  for (const { segment } of SIGNS.segment(
    plainly(text)
      .slice(0, LONGEST_PART + 1)
      .toWellFormed(),
  )) {
    part += escaped(segment)
    if (part.length > LONGEST_PART) return `${cut.trimEnd()}…`
    if (part.length < LONGEST_PART) cut = part
  }
  return part
}

/** Signs that nobody sees may stand in a secret, and an end of a line belongs to some. A picture would be fetched. */
function plainly(text: string): string {
  const line = plainLine(redactSecrets(text.slice(0, LONGEST_READ)).text, LONGEST_READ)
  return redactSecrets(line).text.replaceAll('](', `]${ZERO_WIDTH}(`)
}

/** What is longer is cut before it is read. */
const LONGEST_READ = 4_000
const SIGNS = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Slack asks for these three; other receivers call people by `@`. */
function escaped(sign: string): string {
  return sign
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[@＠]/g, `$&${ZERO_WIDTH}`)
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}

/** The sentence of a promise that runs out. `target`: such as `within 4 hours`. */
export function promiseNotice(input: {
  clock: string
  state: 'at risk' | 'missed'
  target: string
  deadlineAt: number
  tier: string | null
  zone: string
}): string {
  const { clock, state, target, deadlineAt, tier, zone } = input
  const due = noticePart(humanInstant(deadlineAt, zone))
  const promised = `The promised ${clock} (${noticePart(target)}${tierWords(tier)})`
  return state === 'missed'
    ? `${promised} was due ${due} and is missed.`
    : `${promised} is due ${due} and at risk.`
}

export function openedNotice(tier: string): string {
  return `A customer (tier ${noticePart(tier)}) has opened a ticket.`
}

export function escalatedNotice(by: 'requester' | 'maintainer', tier: string): string {
  return `A maintainer is called for by the ${by} (tier ${noticePart(tier)}).`
}

export function ratingNotice(score: number): string {
  return `The requester rated the solution ${score} of 5.`
}

export function needsHumanNotice(label: string): string {
  return `Somebody has to look at this: it is labelled ${noticePart(label)}.`
}

function tierWords(tier: string | null): string {
  return tier === null ? '' : `, tier ${noticePart(tier)}`
}
