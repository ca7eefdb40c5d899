// Observations as rows of the database and back.
import { createHash } from 'node:crypto'
import type { Fact, Observation } from '../domain/fact.ts'
import type { EntitlementObservationTable } from './entitlement-tables.ts'
import { fromJson, toJson } from './json.ts'

/** All that was seen of one key of one scope. */
export interface SeenKey {
  scope: string
  key: string
  observations: Observation[]
}

export function bulkObservation(scope: string, fact: Fact, at: number, learnedAt: number): Observation {
  const seen = { scope, key: fact.key, at, throughAt: at, effectiveAt: null, fact, learnedAt }
  return { ...seen, origin: 'bulk', says: 'is' }
}

export function toRow(one: Observation): EntitlementObservationTable {
  const said = toJson([one.origin, one.says, one.at, one.effectiveAt, one.fact])
  return {
    scope: one.scope,
    key: one.key,
    fingerprint: one.origin === 'bulk' ? `bulk:${one.at}` : createHash('sha256').update(said).digest('hex'),
    account_id: one.fact?.accountId ?? null,
    login: one.fact?.login.toLowerCase() ?? null,
    origin: one.origin,
    says: one.says,
    at: one.at,
    through_at: one.throughAt,
    effective_at: one.effectiveAt,
    fact: one.fact === null ? null : toJson(one.fact),
    learned_at: one.learnedAt ?? null,
  }
}

export function groupByKey(rows: EntitlementObservationTable[]): SeenKey[] {
  const groups = Map.groupBy(rows, (row) => `${row.scope}\n${row.key}`)
  return [...groups.values()].map((group) => ({
    scope: group[0]!.scope,
    key: group[0]!.key,
    observations: group.map(toObservation),
  }))
}

function toObservation(row: EntitlementObservationTable): Observation {
  return {
    scope: row.scope,
    key: row.key,
    at: row.at,
    throughAt: row.through_at,
    origin: row.origin,
    says: row.says,
    effectiveAt: row.effective_at,
    fact: row.fact === null ? null : fromJson<Fact>(row.fact),
    learnedAt: row.learned_at ?? row.at,
  }
}

const BATCH = 200

/** SQLite and PostgreSQL both limit the number of parameters in a statement. */
export function batches<T>(items: T[]): T[][] {
  const result: T[][] = []
  for (let i = 0; i < items.length; i += BATCH) result.push(items.slice(i, i + BATCH))
  return result
}
