// Answers GraphQL by a part of GitHub's own schema, so that what GitHub refuses as wrong is refused here too.

import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  parse,
  validate,
} from 'graphql'
import type { GraphqlCall } from './graphql-call.ts'
import { mutations } from './graphql-mutations.ts'
import { queries } from './graphql-queries.ts'
import { Refusal } from './state.ts'

type Json = Record<string, unknown>
type Resolver = (args: Json, call: GraphqlCall) => unknown

const schema = buildSchema(readFileSync(new URL('./github.graphql', import.meta.url), 'utf8'))
const checked = new Map<string, DocumentNode>()

/** The body of the answer; its status is 200 whatever the document is. */
export function answerGraphql(call: GraphqlCall, body: { query?: string; variables?: Json }): Json {
  if (call.caller.kind === 'app') {
    throw new Refusal(401, 'A JSON web token can only be used for app endpoints')
  }
  const { document, errors = [] } = read(body.query ?? '')
  if (!document) return { errors: errors.map(told) }
  const answer = execute({
    schema,
    document,
    rootValue: { ...queries, ...mutations },
    contextValue: call,
    variableValues: body.variables ?? {},
    fieldResolver: resolveField,
  })
  if (answer instanceof Promise) throw new Error('Nothing here is answered later')
  return { ...answer, ...(answer.errors && { errors: answer.errors.map(told) }) }
}

/** The operation's name, for logs. */
export function operationOf(body: { query?: string }): string {
  return /(?:query|mutation)\s+(\w+)/.exec(body.query ?? '')?.[1] ?? ''
}

function read(text: string): { document?: DocumentNode; errors?: readonly GraphQLError[] } {
  const known = checked.get(text)
  if (known) return { document: known }
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (error) {
    return { errors: [error as GraphQLError] }
  }
  const errors = validate(schema, document)
  if (errors.length > 0) return { errors }
  checked.set(text, document)
  return { document }
}

/** What is not there is a gap of this GitHub, and never quietly nothing. */
const resolveField: GraphQLFieldResolver<unknown, GraphqlCall, Json> = (source, args, call, info) => {
  const node = source as Json
  if (!(info.fieldName in node)) throw new Error(`${info.parentType}.${info.fieldName} is not answered here`)
  const value = node[info.fieldName]
  return typeof value === 'function' ? (value as Resolver)(args, call) : value
}

/** GitHub puts the kind of an error beside its message. */
function told({ message, path, locations, originalError }: GraphQLError): Json {
  const type = originalError instanceof Refusal ? { type: originalError.type } : {}
  return { ...type, message, path, locations }
}
