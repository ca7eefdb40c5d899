// Makes an article's relative links absolute: in a comment they would lead nowhere.
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** Where the article's file is: the address of its folder for links, and of its raw content for images. */
export interface LinkBases {
  /** Ends in `/`. */
  pages: string
  /** Ends in `/`. */
  images: string
}

/** The same Markdown; only targets of links and images change. Anchors within the article are left as they are. */
export function absoluteLinks(markdown: string, bases: LinkBases): string {
  const changes: Array<{ from: number; until: number; to: string }> = []
  const visit = (node: Nodes): void => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      const base = node.type === 'image' ? bases.images : bases.pages
      const change = changeOf(markdown, node, base)
      if (change) changes.push(change)
    }
    if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(fromMarkdown(markdown) as Root)
  return changes
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, until, to }) => text.slice(0, from) + to + text.slice(until), markdown)
}

function changeOf(markdown: string, node: Nodes & { url: string }, base: string) {
  const { url } = node
  if (url === '' || /^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(url)) return null
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? 0
  const at = markdown.slice(start, end).lastIndexOf(url)
  if (at < 0) return null
  const from = start + at
  return { from, until: from + url.length, to: new URL(url.replace(/^\//, ''), base).href }
}
