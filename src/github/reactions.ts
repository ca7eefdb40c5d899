// Reactions: GitHub sends no webhook for them, so they are read in batches.
import type { Caller } from './caller.ts'
import { READ_REACTIONS } from './documents.ts'
import { GitHubError } from './errors.ts'
import { present } from './graphql-shapes.ts'
import type { CommentReactions, GitHubReads, Reaction, ReactionContent } from './types.ts'

const COMMENTS_A_CALL = 50

const GRAPHQL: Record<ReactionContent, string> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
}
const REST = new Map(Object.entries(GRAPHQL).map(([rest, graphql]) => [graphql, rest as ReactionContent]))

export function reactionReads(call: Caller): Pick<GitHubReads, 'readReactions'> {
  return {
    readReactions: async (ids) => {
      const all: CommentReactions[] = []
      for (let start = 0; start < ids.length; start += COMMENTS_A_CALL) {
        all.push(...(await readBatch(call, ids.slice(start, start + COMMENTS_A_CALL))))
      }
      return all
    },
  }
}

/** GraphQL's name of a reaction. */
export function reactionOut(content: ReactionContent): string {
  return GRAPHQL[content]
}

interface Node {
  id: string
  reactions?: {
    nodes: Array<{
      content: string
      createdAt: string
      user: { databaseId: number; login: string } | null
    } | null>
  }
}

/** A comment that is gone may fail the whole query; then the halves are asked, so that it costs few calls. */
async function readBatch(call: Caller, ids: string[]): Promise<CommentReactions[]> {
  try {
    const { nodes } = await call.query<{ nodes: Array<Node | null> }>(
      READ_REACTIONS,
      { ids },
      { partial: true },
    )
    return ids.map((nodeId, index) => ({ nodeId, reactions: reactionsOf(nodes[index]) }))
  } catch (error) {
    if (!(error instanceof GitHubError && error.kind === 'not_found')) throw error
    if (ids.length === 1) return ids.map((nodeId) => ({ nodeId, reactions: null }))
    const half = Math.ceil(ids.length / 2)
    return [...(await readBatch(call, ids.slice(0, half))), ...(await readBatch(call, ids.slice(half)))]
  }
}

function reactionsOf(node: Node | null | undefined): Reaction[] | null {
  if (!node?.reactions) return null
  return present(node.reactions.nodes).flatMap((reaction) => {
    const content = REST.get(reaction.content)
    if (!content) return []
    const { user } = reaction
    return [
      {
        content,
        userId: user?.databaseId ?? null,
        login: user?.login ?? 'ghost',
        createdAt: Date.parse(reaction.createdAt),
      },
    ]
  })
}
