// One page of a list in GraphQL, by nodes and by edges with their cursors.
import { Buffer } from 'node:buffer'

type Json = Record<string, unknown>

/** Arguments of every list. */
export interface Page {
  first?: number | null
  after?: string | null
}

/** One page. Cursors outlive what is put in before them or taken out, as GitHub's do. */
export function connection<T>(items: readonly T[], { first, after }: Page, node: (item: T) => Json): Json {
  if (first == null) throw new Error('You must provide a `first` or `last` value to properly paginate.')
  if (first > 100) throw new Error(`Requesting ${first} records exceeds the \`first\` limit of 100 records.`)
  const start = after ? placeAfter(after, items, node) : 0
  const nodes = items.slice(start, start + first).map(node)
  const edges = nodes.map((each, index) => ({ cursor: cursorOf(start + index, each), node: each }))
  const hasNextPage = start + nodes.length < items.length
  const endCursor = edges.at(-1)?.cursor ?? null
  return { totalCount: items.length, pageInfo: { hasNextPage, endCursor }, nodes, edges }
}

function cursorOf(index: number, { id }: Json): string {
  return Buffer.from(JSON.stringify([index, id])).toString('base64')
}

function placeAfter<T>(cursor: string, items: readonly T[], node: (item: T) => Json): number {
  const [index, id] = JSON.parse(Buffer.from(cursor, 'base64').toString()) as [number, string]
  const stays = items[index] !== undefined && node(items[index]).id === id
  const place = stays ? index : items.findIndex((item) => node(item).id === id)
  return place < 0 ? index : place + 1
}
