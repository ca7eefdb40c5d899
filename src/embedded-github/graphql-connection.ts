// One page of a list in GraphQL, by nodes and by edges with their cursors.
import { Buffer } from 'node:buffer'

type Json = Record<string, unknown>

/** Arguments of every list. */
export interface Page {
  first?: number | null
  after?: string | null
}

/** One page; the cursor is the index of its last item. */
export function connection<T>(items: readonly T[], { first, after }: Page, node: (item: T) => Json): Json {
  if (first == null) throw new Error('You must provide a `first` or `last` value to properly paginate.')
  if (first > 100) throw new Error(`Requesting ${first} records exceeds the \`first\` limit of 100 records.`)
  const start = after ? Number(Buffer.from(after, 'base64').toString()) + 1 : 0
  const nodes = items.slice(start, start + first).map(node)
  const edges = nodes.map((each, index) => ({ cursor: cursorOf(start + index), node: each }))
  const hasNextPage = start + nodes.length < items.length
  const endCursor = edges.at(-1)?.cursor ?? null
  return { totalCount: items.length, pageInfo: { hasNextPage, endCursor }, nodes, edges }
}

function cursorOf(index: number): string {
  return Buffer.from(String(index)).toString('base64')
}
