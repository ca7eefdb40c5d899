// PostgreSQL's statements by name: planned once a connection, then only run.
import type pg from 'pg'

const NAMED_AT_MOST = 300
const LONGEST_NAMED = 4_000

/** Names of statements, the same for all connections of a pool. */
export interface StatementNames {
  /** Null for a statement that is run without a name. */
  of(text: string): string | null
  /** Gives every statement another name, so that each is planned anew. */
  forget(): void
}

/**
 * A statement has a name from its second use on: one with a long list of values is rarely seen twice. There are no more
 * than a few hundred, as every connection keeps each in the server's memory.
 */
export function createNames(): StatementNames {
  const seen = new Map<string, string | null>()
  let named = 0
  let renewed = 0
  return {
    of(text) {
      const known = seen.get(text)
      if (known || text.length > LONGEST_NAMED) return known ?? null
      if (known === undefined) {
        if (seen.size < 4 * NAMED_AT_MOST) seen.set(text, null)
        return null
      }
      if (named === NAMED_AT_MOST) return null
      const name = `s${renewed}_${named++}`
      seen.set(text, name)
      return name
    },
    forget() {
      seen.clear()
      named = 0
      renewed++
    },
  }
}

/** Lets `client` run by name what it is given with values; `begin` and the like come without any. */
export function runByName(client: pg.PoolClient, names: StatementNames): void {
  const query = client.query.bind(client) as (...given: unknown[]) => Promise<pg.QueryResult>
  const byName = async (name: string, text: string, values: unknown[]) => {
    try {
      return await query({ name, text, values })
    } catch (error) {
      if (isOutdated(error)) names.forget()
      throw error
    }
  }
  client.query = ((text: unknown, values?: unknown, ...rest: unknown[]) => {
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0
    const name = isPlain && rest.length === 0 ? names.of(text) : null
    return name === null ? query(text, values, ...rest) : byName(name, text as string, values as unknown[])
  }) as typeof client.query
}

/** The table has other columns than when the statement was prepared: another process has migrated. */
export function isOutdated(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && error.code === '0A000' && /cached plan/.test(error.message)
  )
}
