// Every sentence that Firstline posts on tickets, but for those around an answer.

import type { Actor } from '../../domain/ticket.ts'
import { NEED_KINDS } from '../../domain/triage.ts'
import { mentionOf, safeCode, settingsBlock } from '../safe-text.ts'
import { plural } from '../tables.ts'

/** What stands for the deadline where nothing is owed. */
export const noDeadlineText = 'our next working day'

export function acknowledgementMessage(text: string, deadline: string, notes: readonly string[]): string {
  const texts = [text.replaceAll('{deadline}', () => deadline), ...notes]
  return texts.map(settingsBlock).join('\n\n')
}

export function escalationMessage(input: {
  clock: string
  state: 'at risk' | 'missed'
  target: string
  deadline: string
  notify: string[]
  late: string | null
}): string {
  const mention = input.notify.length > 0 ? `${input.notify.join(' ')} ` : ''
  const what =
    input.state === 'missed'
      ? `The promised ${input.clock} (${input.target}) was due ${input.deadline} and is missed.`
      : `The promised ${input.clock} (${input.target}) is due ${input.deadline} and at risk.`
  return `${mention}${what}${input.late ? ` ${input.late}` : ''}`
}

/** A customer calls. */
export function escalatedMessage(
  by: 'requester' | 'maintainer',
  prefix: string,
  notify: readonly string[],
): string {
  const command = safeCode(`${prefix}escalate`)
  const what =
    by === 'requester'
      ? `Whoever opened this asks for a maintainer now (${command}).`
      : `A maintainer escalates this (${command}).`
  return [...notify, what].join(' ')
}

export function lowRatingMessage(score: number, notify: readonly string[]): string {
  return [...notify, `Whoever opened this rated its solution ${score} of 5; a human is needed again.`].join(
    ' ',
  )
}

/** Says that a notice comes after its moment, and why where that is known for certain. */
export function lateNotice(minutesLate: number, wasDown: boolean): string {
  const why = wasDown ? ': Firstline was not running at that moment' : ''
  return `(This notice is ${lateText(minutesLate)} late${why}.)`
}

/** `45 minutes`, `20 hours`, `3 days`: nobody reckons with 1201 minutes. */
function lateText(minutes: number): string {
  if (minutes < 120) return plural(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day')
}

/** @param begins what stands above the list */
export function helpMessage(begins: string, commands: Array<{ usage: string; help: string }>): string {
  return `${begins}\n\n${commands
    .map((command) => `- ${safeCode(command.usage)}: ${command.help}`)
    .join('\n')}`
}

/** The name of the article stands in a private file. */
export const unnamedArticleMessage = 'There is no article of the name that the settings give for this label.'

export function unknownArticleMessage(slug: string, nearest: string | null): string {
  const what = /[#/]/.test(slug) ? 'section' : 'article'
  const hint = nearest === null ? '' : ` Did you mean ${safeCode(nearest)}?`
  return `There is no ${what} ${safeCode(slug)}.${hint}`
}

export function tooManyCommandsMessage(most: number): string {
  return `Only the first ${most} commands of a comment are carried out.`
}

export function noCandidateMessage(prefix: string): string {
  return `No article fits this ticket; name one: ${safeCode(`${prefix}answer SLUG`)}.`
}

export const alreadyAnsweredMessage = 'This is already the answer here.'
export const nothingToRetractMessage = 'There is no answer to take back.'

/** `tiers` is null where their names may not be told. */
export function unknownTierMessage(name: string, tiers: string[] | null): string {
  if (tiers === null) {
    return `There is no tier ${safeCode(name)}. Allowed: a tier of the settings, \`none\`, \`auto\`.`
  }
  return `There is no tier ${safeCode(name)}. Allowed: ${[...tiers, 'none', 'auto'].map((one) => safeCode(one)).join(', ')}.`
}

export function unknownNeedMessage(words: string): string {
  const allowed = NEED_KINDS.map((kind) => `\`${kind}\``).join(', ')
  return `${safeCode(words)} is no kind of need. Allowed: ${allowed}.`
}

export function wrongDurationMessage(word: string): string {
  return `${safeCode(word)} is no duration. Allowed: \`90m\`, \`4h\`, \`14d\`, \`2w\`.`
}

export function wrongSpentMessage(written: string): string {
  return `${safeCode(written)} is no time that somebody spent. Allowed: \`45m\`, \`2h\`, \`1h30m\`, and \`-15m\` to take some back.`
}

export function reminderMessage(requester: Actor): string {
  return `A reminder, ${mentionOf(requester)}: this ticket waits for your reply.`
}

/** Ends the comment that begins a wait. */
export function waitMessage(announces: 'close' | 'remind', day: string): string {
  return announces === 'close'
    ? `This will be closed automatically on ${day}, unless whoever opened it replies here or edits it before.`
    : `If nothing is heard until ${day}, whoever opened this will be reminded.`
}

export function closedAfterWaitMessage(since: string, label: string): string {
  return `Closed automatically: since ${since} this waited for a reply (label ${safeCode(label)}), and none came. If it still matters, reply here within 30 days and it is opened again.`
}

export function closedByLabelMessage(reason: string, label: string): string {
  return `Closed automatically as ${reason.replaceAll('_', ' ')}, because a maintainer put on the label ${safeCode(label)}.`
}
