// What may be off in a preview, in sentences: it is made of what a token sees from outside.
import type { Settings } from '../../domain/settings.ts'
import type { Preview, ReadSpan } from '../../report/preview.ts'
import { plural } from '../tables.ts'

export interface Remarkable {
  read: ReadSpan
  /** Where the settings are from. */
  from: Preview['settings']['from']
  settings: Settings
  /** False: they have mistakes, and others are in force. */
  isUsed: boolean
  /** Articles with mistakes. */
  leftOut: number
  /** Of documentation. */
  sections: number
  zone: Pick<Preview, 'zone' | 'zoneFrom'>
  /** Whether sponsors are read with a token of the sponsored account. */
  seesAmounts: boolean
  /** Sources of who pays that are named in the settings and were not read. */
  unread: readonly string[]
}

export function previewRemarks(remarkable: Remarkable): string[] {
  const { read, from, settings, isUsed, leftOut, sections, zone, seesAmounts, unread } = remarkable
  const sponsors = settings.entitlements.githubSponsors
  const told = [
    from === 'defaults' && sections > 0 ? triedRemark(settings.knowledgeBase.docs) : null,
    leftOut === 0 ? null : leftOutRemark(leftOut),
    setAside(read.setAside),
    read.discussions > 0 ? DISCUSSIONS : null,
    sponsors && !seesAmounts ? amountsOf(sponsors.tiers) : null,
    unread.length > 0 ? unreadRemark(unread) : null,
    zoneRemark(zone),
    isUsed && settings.mode !== 'live' ? modeRemark(settings.mode) : null,
    answersRemark(settings.knowledgeBase.mode),
  ]
  return told.filter((one) => one !== null)
}

/** The defaults name none. */
function triedRemark(docs: Settings['knowledgeBase']['docs']): string | null {
  if (docs.length === 0) return null
  const named = docs.map(({ files }) => files).join(', ')
  return `There are no settings yet. Answers are looked for in ${named}, as the settings that are proposed here would do.`
}

function leftOutRemark(count: number): string {
  const which = count === 1 ? 'has mistakes and is left out' : 'have mistakes and are left out'
  return `${plural(count, 'article')} ${which}: \`firstline kb check\` names them.`
}

const MOST_NAMED = 10

function setAside(threads: ReadSpan['setAside']): string | null {
  if (threads.length === 0) return null
  const numbers = threads.flatMap(({ number }) => (number === null ? [] : `#${number}`))
  const named = numbers.slice(0, MOST_NAMED).join(', ')
  const others = numbers.length > MOST_NAMED ? ' and others' : ''
  const which = named === '' ? '' : `: ${named}${others}`
  const counts = threads.length === 1 ? 'which counts' : 'which count'
  return `GitHub could not answer in time for ${plural(threads.length, 'thread')}, ${counts} for nothing here${which}.`
}

const DISCUSSIONS =
  'GitHub does not tell when a label went on or off a discussion, nor of its closes any but the last: clocks there may have stood still longer than is known.'

function amountsOf(tiers: Readonly<Record<string, number>>): string {
  const start = 'Only sponsors who show that they are ones are seen'
  const asked = Object.values(tiers).filter((dollars) => dollars > 0)
  return asked.length > 1
    ? `${start}, and not what they pay: each counts under the lowest tier that asks for an amount.`
    : `${start}.`
}

function unreadRemark(sources: readonly string[]): string {
  return `Who pays by ${sources.join(', ')} was not looked at: there is no key to it here. Their tickets count as the community's.`
}

function zoneRemark({ zone, zoneFrom }: Remarkable['zone']): string | null {
  switch (zoneFrom) {
    case 'calendar':
      return null
    case 'comments':
      return `Days and hours are those of ${zone}, as the maintainers' comments suggest; a calendar in the settings would say better.`
    case 'utc':
      return 'Days and hours are those of UTC: neither a calendar nor enough comments of maintainers tell a better zone.'
    default:
      return zoneFrom satisfies never
  }
}

function modeRemark(mode: Settings['mode']): string {
  return `The settings say \`mode: ${mode}\`; what is shown here is what \`live\` would do.`
}

function answersRemark(mode: Settings['knowledgeBase']['mode']): string | null {
  switch (mode) {
    case 'auto':
      return null
    case 'draft':
      return 'The settings say that answers are drafts: maintainers would see them in the queue, and post them.'
    case 'off':
      return 'The settings switch answers off: none would be posted, whatever the knowledge base finds.'
    default:
      return mode satisfies never
  }
}
