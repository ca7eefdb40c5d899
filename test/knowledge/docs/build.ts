// Builds documentation for tests: a page and the place where it is read.
import type { DocsPlace } from '../../../src/knowledge/docs/page.ts'
import { type SectionsRead, sectionsOf } from '../../../src/knowledge/docs/sections.ts'

export const IN_REPOSITORY: DocsPlace = {
  site: null,
  anchors: 'github',
  base: 'docs/',
  link: (path) => `https://github.com/acme/app/blob/abc123/${path}`,
}

export function readPageOf(
  text: string,
  place: Partial<DocsPlace> = {},
  path = 'docs/guide.md',
): SectionsRead {
  return sectionsOf({ path, text }, { ...IN_REPOSITORY, ...place })
}

/** Slug → what is under it. */
export function bodiesOf({ sections }: SectionsRead): Record<string, string> {
  return Object.fromEntries(sections.map(({ slug, body }) => [slug.replace('docs/guide', ''), body]))
}

export function anchorsOf(text: string, place: Partial<DocsPlace> = {}, path = 'docs/guide.md') {
  return readPageOf(text, place, path).sections.map(({ section }) => section!.anchor)
}
