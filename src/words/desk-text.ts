// The words of the desk issue itself, and of the note below it: previews and what maintainers have to mend.
import { type Marker, markerText } from '../domain/marker.ts'
import { safeInline, safeSentence } from './safe-text.ts'

interface DeskOf {
  id: number
  owner: string
  name: string
}

/** Several repositories may have their desks in one place: there each says whose it is. */
export function deskTitle(repository: DeskOf, placeId: number): string {
  return repository.id === placeId ? 'Support desk' : `Support desk of ${repository.owner}/${repository.name}`
}

/** By this a repository's desk issue is found again, also after the database was lost; names change, ids do not. */
export function deskMarker(repository: { id: number }): Marker {
  return { kind: 'desk', key: String(repository.id) }
}

export function deskBody(repository: DeskOf, placeId: number): string {
  const whose =
    repository.id === placeId ? 'this repository' : safeInline(`${repository.owner}/${repository.name}`)
  return [
    `This issue is the support desk of ${whose}. Below, Firstline keeps two comments up to date:`,
    '- **response times**: how long people wait for a maintainer, with those still waiting counted in;\n- **the queue**: what waits for a maintainer now, the promise that runs out first on top.',
    'Both are edited in place, so following this issue costs nobody a notification. Please leave it open.',
    markerText(deskMarker(repository)),
  ].join('\n\n')
}

const MOST_PROBLEMS = 30

export interface PreviewRow {
  number: number
  title: string
  /** What would be done, in Markdown. */
  wants: string[]
}

/** What preview mode would have done, and mistakes that only maintainers can mend. Null when there is nothing to tell. */
export function deskNote(
  preview: readonly PreviewRow[] | null,
  problems: readonly string[],
  refused: string | null = null,
): string | null {
  const sections: string[] = []
  if (preview) {
    const rows = preview.slice(0, 50).map(previewLine)
    const text = rows.length > 0 ? rows.join('\n') : 'Nothing so far.'
    sections.push(`## Preview: what Firstline would have done\n\n${text}`)
  }
  if (problems.length > 0) {
    const list = problems.slice(0, MOST_PROBLEMS).map((one) => `- ${safeSentence(one)}`)
    sections.push(`## Please look at this\n\n${list.join('\n')}`)
  }
  if (refused !== null) sections.push(refused)
  if (sections.length === 0) return null
  return [...sections, markerText({ kind: 'report', key: 'desk' })].join('\n\n')
}

/** A source of who pays that could not be read for a day; `error` is fit for the place where it is shown. */
export function staleMessage(source: string, error: string | null): string {
  const why = error === null ? '' : ` ${error}`
  return `Who pays by ${source} could not be read for more than a day; what was known before stays in force.${why}`
}

function previewLine(row: PreviewRow): string {
  return `- #${row.number} ${safeInline(row.title, 80)}: ${row.wants.join(', ')}`
}
