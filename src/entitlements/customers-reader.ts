// Reads the seats of a file of contracts, each login resolved to its numeric id once.

import type { Fact } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import { UserError } from '../domain/problem.ts'
import { type Contract, readCustomers } from './customers-file.ts'
import type { AccountsApi, FileReader } from './github-apis.ts'
import { type AccountType, resolve } from './listed-accounts.ts'
import type { BulkRead, Page, SourceReader } from './source.ts'

type Found = { id: number; login: string; type: AccountType }

const PAGE = 100

/** Reads the whole file, and resolves 100 seats a page. A file with a mistake is not used: the last good one counts. */
export function customersReader(files: FileReader, accounts: AccountsApi): SourceReader {
  return {
    remembers: true,
    async page(read: BulkRead): Promise<Page> {
      const need = read.needs[0]
      const name = need?.names[0]
      if (!need || !name) throw new UserError(`No repository asks for ${read.scope}.`)
      const contracts = await load(files, need.installationId, name)
      const seats = contracts.contracts.flatMap((contract) =>
        contract.seats.map((seat) => ({ contract, ...seat })),
      )
      const from = read.cursor === null ? 0 : Number(read.cursor)
      const facts: Fact[] = []
      const problems: SourceProblem[] = from === 0 ? contracts.problems : []
      for (const { contract, login, line } of seats.slice(from, from + PAGE)) {
        const found = await resolve(read, login, null, accounts)
        if ('message' in found) problems.push({ ...found, file: name, line })
        else facts.push(...(await seatFacts(read, contract, login, found, accounts, problems, name)))
      }
      const next = from + PAGE
      const organizations = facts
        .filter((fact) => fact.accountType === 'Organization')
        .map((fact) => ({ id: fact.accountId, login: fact.login }))
      return {
        facts,
        problems,
        view: 'full',
        cursor: next < seats.length ? String(next) : null,
        organizations,
      }
    },
  }
}

async function load(files: FileReader, installationId: number, name: string) {
  const colon = name.indexOf(':')
  const [owner = '', repository = ''] = name.slice(0, colon).split('/')
  const path = name.slice(colon + 1)
  const text = await files.readFile(installationId, { owner, name: repository }, path)
  if (text === null) {
    throw new UserError(
      `entitlements.customers: ${name} cannot be read. Check the path, and that the App is installed on that repository.`,
    )
  }
  const { contracts, problems } = readCustomers(text, name, owner)
  const mistakes = problems.filter((problem) => problem.level === 'failure')
  if (mistakes.length > 0) {
    throw new UserError(`${name} has ${mistakes.length} mistakes, so the last good version counts.`, {
      problems,
    })
  }
  const warnings: SourceProblem[] = problems.map(({ message, file, line }) => ({
    level: 'warning',
    message,
    file,
    ...(line === undefined ? {} : { line }),
  }))
  return { contracts, problems: warnings }
}

/** A seat is worth its contract's tier, and shares what the customer's organisation is entitled to elsewhere. */
async function seatFacts(
  read: BulkRead,
  contract: Contract,
  login: string,
  found: Found,
  accounts: AccountsApi,
  problems: SourceProblem[],
  file: string,
): Promise<Fact[]> {
  const facts: Fact[] = []
  const { tier, line } = contract
  if (tier !== null)
    facts.push(seatFact(contract, `${contract.customer}/${login}`, found, { kind: 'contract', tier, line }))
  if (contract.organization === null || found.type !== 'User') return facts
  const organization = await resolve(read, contract.organization, 'Organization', accounts)
  if ('message' in organization) {
    if (!problems.some((one) => one.message === organization.message))
      problems.push({ ...organization, file, line })
    return facts
  }
  const worth = { kind: 'member' as const, organizationId: organization.id, public: false, seat: true }
  return [...facts, seatFact(contract, `${contract.customer}/${login}/of`, found, worth)]
}

function seatFact(contract: Contract, key: string, found: Found, worth: Fact['worth']): Fact {
  return {
    key,
    accountId: found.id,
    accountType: found.type,
    login: found.login,
    worth,
    oneTime: false,
    private: false,
    startedAt: contract.sinceAt,
    sinceAt: contract.sinceAt,
    untilAt: contract.untilAt,
    evidence: `contract of ${contract.customer}, line ${contract.line}`,
    ...(contract.room !== null && { room: contract.room }),
  }
}

/** Whose contract proves it, by itself or as a seat of an organisation that pays elsewhere; null: no contract does. */
export function customerIn(evidence: string): string | null {
  return /(?:^|; )contract of (.+?), line \d+(?:;|$)/s.exec(evidence)?.[1] ?? null
}
