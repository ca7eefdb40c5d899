// The section of a preview about what was read, and whom and what it counts on.

import type { Problem } from '../../domain/problem.ts'
import type { Preview, ReadSpan } from '../../report/preview.ts'
import { humanInstant } from '../durations.ts'
import { plural } from '../tables.ts'
import { type Block, type Reader, type Section, text } from './blocks.ts'

const MOST_SET_ASIDE = 20
const MOST_NAMED = 30

export function readSection(preview: Preview, reader: Reader): Section {
  const { read, zone } = preview
  return {
    title: 'What was read',
    blocks: [
      text(`${span(read, zone)} GitHub was asked ${times(read.calls)}; nothing was written there.`),
      ...setAside(read),
      text(maintainers(preview, reader)),
      text(settings(preview, reader)),
      ...problems(preview, reader),
      ...zoneTold(preview),
    ],
  }
}

function span({ issues, discussions, comments, fromAt, isAll }: ReadSpan, zone: string): string {
  if (fromAt === null) return 'There are no issues and discussions yet.'
  const tickets = `${counted(issues, 'issue')} and ${counted(discussions, 'discussion')}`
  const others = isAll ? 'that is all there is' : 'there are older ones'
  return `The newest ${tickets} with ${counted(comments, 'comment')}, from ${humanInstant(fromAt, zone)} on; ${others}.`
}

function setAside({ setAside: left }: ReadSpan): Block[] {
  if (left.length === 0) return []
  const items = left
    .slice(0, MOST_SET_ASIDE)
    .map(
      ({ kind, number, why }) => `${number === null ? `a page of ${kind}s` : `${kind} #${number}`}: ${why}`,
    )
  const others = left.length - items.length
  return [
    text('Set aside, because GitHub could not answer in time or not at all:'),
    { kind: 'list', items: [...items, ...(others > 0 ? [plural(others, 'other')] : [])] },
  ]
}

/** In public nobody is told who has which right. */
function maintainers({ maintainers: { known, logins } }: Preview, { isPublic }: Reader): string {
  const named = logins.slice(0, MOST_NAMED).join(', ')
  const others = logins.length > MOST_NAMED ? ` and ${plural(logins.length - MOST_NAMED, 'other')}` : ''
  const who = isPublic || logins.length === 0 ? '' : `: ${named}${others}`
  const people = plural(logins.length, 'maintainer')
  switch (known) {
    case 'collaborators':
      return `It counts on ${people} with the permission "triage" or more${who}.`
    case 'named':
      return `It counts on ${people}, as named${who}.`
    case 'shown':
      return `It counts on ${people}, as far as GitHub shows owners, members and collaborators on what they wrote${who}.`
    default:
      return known satisfies never
  }
}

function settings({ settings: { from, path } }: Preview, { isPublic }: Reader): string {
  switch (from) {
    case 'file':
      return isPublic || path === null
        ? 'The settings come from a file.'
        : `The settings come from the file ${path}.`
    case 'repository':
      return `The settings are those of the repository${path === null ? '' : ` (${path})`}.`
    case 'owner':
      return `The settings are those of the owner${path === null || isPublic ? '' : ` (${path})`}.`
    case 'defaults':
      return 'There are no settings: the defaults count.'
    default:
      return from satisfies never
  }
}

/** Only what stands in the repository itself is for everybody. */
function problems({ settings: { from, problems: all } }: Preview, { isPublic }: Reader): Block[] {
  const isOpen = ({ quotes = [] }: Problem) => from === 'repository' && quotes.length === 0
  const told = isPublic ? all.filter(isOpen) : all
  if (all.length === 0) return []
  const items = told.map(({ line, message }) => `${line === undefined ? '' : `line ${line}: `}${message}`)
  const others = all.length - told.length
  return [
    text('What is wrong with them:'),
    {
      kind: 'list',
      items: [
        ...items,
        ...(others > 0
          ? [told.length === 0 ? plural(others, 'mistake') : plural(others, 'other mistake')]
          : []),
      ],
    },
  ]
}

/** Where the zone is a guess, a remark says so. */
function zoneTold({ zone, zoneFrom }: Preview): Block[] {
  if (zoneFrom !== 'calendar') return []
  return [text(`Days and hours are those of ${zone}, as the first calendar of the settings has it.`)]
}

function counted(amount: number, one: string): string {
  return `${amount.toLocaleString('en-US')} ${one}${amount === 1 ? '' : 's'}`
}

function times(calls: number): string {
  return calls === 1 ? 'once' : `${calls.toLocaleString('en-US')} times`
}
