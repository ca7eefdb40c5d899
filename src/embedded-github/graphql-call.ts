// What resolvers of GraphQL get of a request.

import type { Caller } from './auth.ts'
import type { Account } from './state.ts'
import type { World } from './world.ts'

/** One request on its way through the resolvers. */
export interface GraphqlCall {
  world: World
  caller: Caller
  actor: Account
}
