// Which customer a name on the command line means, in the repositories of which owner.
import { nearest } from '../domain/nearest.ts'
import { type Customer, type CustomerBook, customerBook } from '../entitlements/customer-book.ts'
import { accountOfLogin } from '../store/account-names.ts'
import type { LifeDeps } from './earlier-lives.ts'
import type { ServedRepository } from './served-repository.ts'
import type { CustomerHere } from './statement.ts'

export interface FoundCustomer {
  /** As the contract has it, or `@login`. */
  name: string
  owner: string
  here: CustomerHere[]
}

/** `owners`: several have a customer of this name; `names`: one owner has several; else the most likely one, or none. */
export type NoCustomer =
  | { because: 'owners' | 'names'; found: string[] }
  | { because: 'unknown'; nearest: string | null }

/** `@login`, or the name in a contract: as written, else in whatever case. */
export async function findCustomer(
  deps: LifeDeps,
  repositories: readonly ServedRepository[],
  asked: string,
): Promise<FoundCustomer | NoCustomer> {
  const word = asked.trim().normalize('NFC')
  const accountId = word.startsWith('@') ? await accountOfLogin(deps.store, word.slice(1)) : null
  const known = new Set<string>()
  const found: Array<CustomerHere & { owner: string }> = []
  for (const served of repositories.filter(isDesk)) {
    const { repository, settings, history } = served
    const query = { repository, settings, history, credentials: deps.credentials }
    const book = await customerBook(deps.store, query)
    for (const name of namesIn(book)) known.add(name)
    const here = word.startsWith('@') ? byAccount(book, word, accountId) : byName(book, word)
    found.push(...here.map((customer) => ({ served, customer, owner: repository.owner })))
  }
  const exact = found.filter(({ customer }) => customer.name.normalize('NFC') === word)
  const meant = exact.length > 0 ? exact : found
  const owners = new Map(meant.map(({ owner }) => [owner.toLowerCase(), owner]))
  const names = [...new Set(meant.map(({ customer }) => customer.name))]
  if (owners.size > 1) return { because: 'owners', found: [...owners.values()].sort() }
  if (names.length > 1) return { because: 'names', found: names.sort() }
  const [first] = meant
  if (!first) return { because: 'unknown', nearest: nearest(word, known) }
  return { name: first.customer.name, owner: first.owner, here: meant }
}

/** What never had settings of its own, such as a private desk or a list of customers, gives no tiers. */
function isDesk({ stage, history }: ServedRepository): boolean {
  return stage !== 'record' || history.some(({ source }) => source !== null)
}

function byName(book: CustomerBook, word: string): Customer[] {
  const wanted = word.toLowerCase()
  return [...book.values()].filter(({ name }) => name.normalize('NFC').toLowerCase() === wanted)
}

/** What the account pays for, for whomever, and all that it is entitled to through others. */
function byAccount(book: CustomerBook, word: string, accountId: number | null): Customer[] {
  const payer = [...book.values()].find(({ name }) => name.toLowerCase() === word.toLowerCase())
  const accounts = new Map(payer?.accounts)
  if (accountId !== null) {
    const through = [...book.values()].flatMap((customer) => customer.accounts.get(accountId) ?? [])
    const entitlements = through.flatMap((account) => account.entitlements)
    if (through[0]) accounts.set(accountId, { login: through[0].login, entitlements })
  }
  if (accounts.size === 0) return []
  const login = accounts.get(accountId ?? 0)?.login
  return [{ name: login === undefined ? word : `@${login}`, accounts }]
}

function namesIn(book: CustomerBook): string[] {
  return [...book.values()].flatMap(({ name, accounts }) => [
    name,
    ...[...accounts.values()].map(({ login }) => `@${login}`),
  ])
}
