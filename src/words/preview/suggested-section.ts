// The section of a preview for a repository without settings or articles: both to begin with.

import type { Preview } from '../../report/preview.ts'
import { plural } from '../tables.ts'
import { type Block, type Reader, type Section, text } from './blocks.ts'

/** Null where there is nothing to suggest. */
export function suggestedSection({ suggested, hidden }: Preview, { isPublic }: Reader): Section | null {
  const isFolderTold = !(isPublic && (hidden.settings || hidden.articles))
  const blocks = [...settings(suggested), ...docs(suggested), ...articles(suggested, isFolderTold)]
  return blocks.length === 0 ? null : { title: 'To begin with', blocks }
}

type Suggested = Preview['suggested']

function settings({ settings: file }: Suggested): Block[] {
  if (file === null) return []
  const { path, text: yaml, url } = file
  return [
    text(`There are no settings yet. This is a file to begin with, for ${path} on the default branch:`),
    { kind: 'code', language: 'yaml', text: yaml },
    ...(url === null ? [] : [{ kind: 'link' as const, name: 'Open it on GitHub, ready to commit', url }]),
  ]
}

const MOST_NUMBERS = 6

function docs({ docs: globs, settings: file }: Suggested): Block[] {
  if (globs.length === 0) return []
  return [
    text(
      `There is documentation that questions could be pointed to. ${file === null ? 'Name it as `knowledge_base.docs` in the settings:' : 'The file above names it:'}`,
    ),
    { kind: 'list', items: globs },
  ]
}

function articles({ articles: drafts }: Suggested, isFolderTold: boolean): Block[] {
  if (drafts.length === 0) return []
  const these = `${plural(drafts.length, 'article')} drafted from what you answered before. Read ${drafts.length === 1 ? 'it' : 'each'} before you commit it:`
  return [
    text(these),
    ...drafts.map(({ path, title, tickets, text: draft }): Block => {
      return {
        kind: 'fold',
        title: `${title} (${isFolderTold ? path : path.slice(path.lastIndexOf('/') + 1)}${fromTickets(tickets)})`,
        url: null,
        isLong: true,
        blocks: [{ kind: 'code', language: 'markdown', text: draft }],
      }
    }),
  ]
}

function fromTickets(tickets: readonly number[]): string {
  if (tickets.length === 0) return ''
  const named = tickets.slice(0, MOST_NUMBERS).map((number) => `#${number}`)
  const others = tickets.length - named.length
  return `, from ${[...named, ...(others > 0 ? [plural(others, 'other')] : [])].join(', ')}`
}
