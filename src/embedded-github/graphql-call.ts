// One GraphQL request on its way through the resolvers.
import type { Caller } from './auth.ts'
import { type Account, Refusal } from './state.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>

export interface GraphqlCall {
  world: World
  caller: Caller
  actor: Account
  variables: Json
  /** Errors beside the data, for nodes that are not found. */
  errors: GraphqlError[]
}

export interface GraphqlError {
  type?: string
  path?: Array<string | number>
  message: string
}

export type Resolver = (call: GraphqlCall) => Json

/** What a node id stands for; 404 where there is nothing. */
export function theNode<T>(call: GraphqlCall, id: string, type: string): T {
  const node = call.world.ids.find(id)
  if (!node) throw new Refusal(404, `Could not resolve to ${type} node with the global id of '${id}'.`)
  return node as T
}
