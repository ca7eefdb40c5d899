// Reads accounts that settings name by login: each login is resolved to its numeric id once.

import type { Fact } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import type { AccountsApi } from './github-apis.ts'
import type { BulkRead, Page, SourceReader } from './source.ts'

export type AccountType = 'User' | 'Organization'

const PAGE = 50

/**
 * Reads the names of all needs, 50 logins a page. A login that was resolved before keeps its id without a call, so
 * that renaming the account, or somebody else taking the login, changes nothing.
 */
export function listedAccounts(source: string, wanted: AccountType, api: AccountsApi): SourceReader {
  return {
    remembers: true,
    async page(read: BulkRead): Promise<Page> {
      const logins = namesOf(read)
      const from = read.cursor === null ? 0 : Number(read.cursor)
      const facts: Fact[] = []
      const problems: SourceProblem[] = []
      for (const login of logins.slice(from, from + PAGE)) {
        const found = await resolve(read, login, wanted, api)
        if ('message' in found)
          problems.push({ ...found, message: `entitlements.${source}: ${found.message}` })
        else facts.push(listedFact(source, login, found))
      }
      const next = from + PAGE
      return {
        facts,
        problems,
        view: 'full',
        cursor: next < logins.length ? String(next) : null,
        organizations: facts
          .filter((fact) => fact.accountType === 'Organization')
          .map((fact) => ({ id: fact.accountId, login: fact.login })),
      }
    },
  }
}

/** The account a login means: remembered, else asked of GitHub; else what the maintainers should know. */
export async function resolve(
  read: BulkRead,
  login: string,
  wanted: AccountType | null,
  api: AccountsApi,
): Promise<{ id: number; login: string; type: AccountType } | SourceProblem> {
  const known = read.known.get(login)
  if (known) return { id: known.accountId, login: known.login, type: known.accountType }
  const installationId = read.needs[0]?.installationId ?? 0
  const actor = await api.getAccount(installationId, login)
  if (!actor || actor.id === null) {
    return {
      level: 'warning',
      name: login,
      message: `GitHub knows no account "${login}". Check the spelling.`,
    }
  }
  const type = actor.type === 'Organization' ? 'Organization' : 'User'
  if (wanted !== null && type !== wanted) {
    const place = type === 'Organization' ? 'organizations' : 'users'
    return {
      level: 'warning',
      name: login,
      message: `"${login}" belongs under "${place}": that is what it is.`,
    }
  }
  read.known.set(login, { accountId: actor.id, login: actor.login, accountType: type })
  return { id: actor.id, login: actor.login, type }
}

function namesOf(read: BulkRead): string[] {
  return [...new Set(read.needs.flatMap((need) => need.names.map((name) => name.toLowerCase())))].sort()
}

function listedFact(
  source: string,
  key: string,
  account: { id: number; login: string; type: AccountType },
): Fact {
  return {
    key,
    accountId: account.id,
    accountType: account.type,
    login: account.login,
    worth: { kind: 'listed' },
    oneTime: false,
    private: false,
    startedAt: null,
    // The settings say since when; that GitHub was asked who this is says nothing.
    sinceAt: 0,
    untilAt: null,
    evidence: `settings: entitlements.${source}.${key}`,
  }
}
