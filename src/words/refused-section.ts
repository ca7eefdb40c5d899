// What GitHub refused, told to those who can mend it: one line for each reason, with the tickets it concerns.
import type { RefusedWrite, Remedy } from '../domain/refusal.ts'
import { safeInline } from './safe-text.ts'

const MOST_LINES = 20
const MOST_TICKETS = 10

/** Markdown for the desk; null where nothing stands refused. */
export function refusedSection(refused: readonly RefusedWrite[]): string | null {
  if (refused.length === 0) return null
  const groups = byReason(refused)
  const lines = groups.slice(0, MOST_LINES).map((group) => `- ${lineOf(group)}`)
  const left = groups.length - lines.length
  if (left > 0) lines.push(`- and ${left} more; \`npx firstline retry\` lists them all.`)
  return [
    '## What GitHub refused',
    'These are set aside, and everything else was done. They are tried again when the settings or permissions change, or with `npx firstline retry OWNER/REPO#NUMBER`.',
    lines.join('\n'),
  ].join('\n\n')
}

/** One refusal in plain words, for a terminal or `/readyz`. */
export function refusedText(one: RefusedWrite): string {
  const place = one.ticket ? `${one.repository}#${one.ticket.number}` : one.repository
  return `${place}: GitHub refused ${one.what} (${one.status}: ${one.reason}). ${remedyText(one.remedy)}`
}

function byReason(refused: readonly RefusedWrite[]): RefusedWrite[][] {
  const groups = new Map<string, RefusedWrite[]>()
  for (const one of refused) {
    const key = JSON.stringify([one.what, one.status, one.reason, one.remedy])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

function lineOf(group: RefusedWrite[]): string {
  const [first] = group
  if (!first) return ''
  const numbers = [...new Set(group.flatMap(({ ticket }) => (ticket ? [ticket.number] : [])))].sort(
    (a, b) => a - b,
  )
  const shown = numbers.slice(0, MOST_TICKETS).map((number) => `#${number}`)
  if (numbers.length > shown.length) shown.push(`${numbers.length - shown.length} more`)
  const on = shown.length > 0 ? ` on ${shown.join(', ')}` : ''
  const why = `${safeInline(first.what)}${on}: ${safeInline(first.reason, 300)} (${first.status}).`
  return `${why} ${remedyText(first.remedy)}`
}

/** What to do about it, in one sentence. */
function remedyText(remedy: Remedy): string {
  switch (remedy) {
    case 'unlock':
      return 'Unlock the conversation and it is written; while it is locked nothing more is tried.'
    case 'permission':
      return 'Grant the App the permission it lacks (on GitHub: Settings, Applications, Firstline, Configure); then it is tried again.'
    case 'archived':
      return 'The repository is archived: nothing can be written there until it is taken out of the archive.'
    case 'settings':
      return 'Change what the settings ask for; then it is tried again.'
    case 'gone':
      return 'What it was meant for is no longer on GitHub: nothing needs to be done.'
    case 'other':
      return 'Mend what GitHub names, then have it tried again: `npx firstline retry` lists it with its key, and `npx firstline retry KEY` tries it.'
    default:
      return remedy satisfies never
  }
}
