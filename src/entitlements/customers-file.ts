// Reads a file of contracts: strictly, with every mistake told at its line.
import { z } from 'zod'
import type { Problem } from '../domain/problem.ts'
import type { NamePattern } from '../settings/kinds.ts'
import { asList, listOf, map, must, optional, text } from '../settings/kinds.ts'
import { explainIssues } from '../settings/mistakes.ts'
import { doubtfulNames } from '../settings/names.ts'
import { elsewhereThan, inOrder } from '../settings/parse.ts'
import { isForeign, repository } from '../settings/places.ts'
import { date, instantOf, login, plainLogin } from '../settings/words.ts'
import { readTree } from '../yaml/read.ts'
import { type Path, pathKey, type Tree } from '../yaml/tree.ts'

/** One customer's contract. */
export interface Contract {
  customer: string
  /** Null where `organization` says what the seats share. */
  tier: string | null
  /** The customer's GitHub organisation: what that one is entitled to elsewhere covers the seats. */
  organization: string | null
  /** Logins of users or organisations, without `@`, lower case, with their lines. */
  seats: Array<{ login: string; line: number }>
  sinceAt: number | null
  /** The private repository, `owner/name`, in which their tickets go on. */
  room: string | null
  /** Exclusive: the end of the last valid day, UTC. */
  untilAt: number | null
  line: number
}

const DAY_MS = 86_400_000
/** Some ten thousand seats. */
const MAX_BYTES = 256 * 1024
/** Of one customer; the file's size bounds all of them. */
const MOST_SEATS = 20_000

const Customer = map({
  customer: text('the name of the customer', { max: 200, test: (value) => value.trim() !== '' }),
  tier: optional(text('the name of a tier', { max: 100 }), { description: 'What the contract is worth.' }),
  organization: optional(login(), { description: 'Its seats share what this organisation is entitled to.' }),
  seats: listOf(login(), 'a list of GitHub logins or organisations', MOST_SEATS),
  valid: optional(
    map({
      from: optional(date(), { description: 'The first day.' }),
      until: optional(date(), { description: 'The last day.' }),
    }),
    { description: 'When the contract counts.' },
  ),
  room: optional(repository(null), { description: 'A private repository that the customer can read.' }),
  notes: optional(text('a text', { max: 10_000 }), { description: 'Anything.' }),
})
type Customer = z.output<typeof Customer>

const ALL = 'a list of customers, each with `customer`, `tier` and `seats`'
const Customers = z.array(Customer, { error: (issue) => must(ALL, issue.input) })
const CustomersMap = map({ customers: Customers.nullish() })

const NAMES: readonly NamePattern[] = ['customer', 'tier', 'organization', 'seats', 'seats.#'].flatMap(
  (path) =>
    ['#', 'customers.#'].map((before) => ({ path: `${before}.${path}`, at: 'value' }) satisfies NamePattern),
)

/**
 * Contracts of a file: a list, or a map with the one key `customers`. A failure stops the file from being used. `owner`:
 * whose repository holds it, and all rooms.
 */
export function readCustomers(
  text: string,
  file: string,
  owner: string | null = null,
): { contracts: Contract[]; problems: Problem[] } {
  const { tree, problems } = readTree(text, file, { maxBytes: MAX_BYTES })
  if (!tree || problems.length > 0) return { contracts: [], problems }
  const root = tree.value ?? []
  const above: Path = Array.isArray(root) ? [] : ['customers']
  const schema: z.ZodType<Customer[] | { customers?: Customer[] | null | undefined }> = Array.isArray(root)
    ? Customers
    : CustomersMap
  const parsed = schema.safeParse(root)
  const names = doubtfulNames(tree, NAMES)
  if (!parsed.success || names.length > 0) {
    const issues = parsed.success ? [] : explainIssues(schema, tree, parsed.error.issues)
    return { contracts: [], problems: inOrder([...names, ...issues.filter(elsewhereThan(names))]) }
  }
  const customers = Array.isArray(parsed.data) ? parsed.data : (parsed.data.customers ?? [])
  const found: Problem[] = []
  const contracts = customers.map((customer, index) =>
    contractOf(customer, tree, [...above, index], { owner, problems: found }),
  )
  sayShared(contracts, file, found)
  const usable = found.every((problem) => problem.level !== 'failure')
  return { contracts: usable ? contracts : [], problems: inOrder(found) }
}

function contractOf(
  input: Customer,
  tree: Tree,
  path: Path,
  { owner, problems }: { owner: string | null; problems: Problem[] },
): Contract {
  const place = (...parts: Path) => {
    const found = tree.places.get(pathKey([...path, ...parts]))?.value
    return found ?? tree.places.get(pathKey(path))?.value ?? tree.places.get('')!.value
  }
  const fail = (at: ReturnType<typeof place>, message: string) =>
    problems.push({ ...at, level: 'failure', message })
  const { customer, tier, organization, valid } = input
  // Who pays counts all the same.
  const isElsewhere = input.room && isForeign(input.room.split('/', 1)[0]!, owner)
  if (isElsewhere) {
    const message = `\`room\` must be a private repository of the same owner (\`${owner}\`): nothing is written there.`
    problems.push({ ...place('room'), level: 'warning', message })
  }
  if (!tier && !organization) fail(place(), 'The key `tier` is missing: one of the tiers of the settings.')
  const sinceAt = valid?.from ? instantOf(valid.from, 'utc') : null
  const untilAt = valid?.until ? instantOf(valid.until, 'utc') + DAY_MS : null
  if (sinceAt !== null && untilAt !== null && untilAt <= sinceAt)
    fail(place('valid'), '`until` is before `from`.')
  const isList = tree.places.has(pathKey([...path, 'seats', 0]))
  const seats = asList(input.seats).map((seat, index) => ({
    login: plainLogin(seat).toLowerCase(),
    line: (isList ? place('seats', index) : place('seats')).line,
  }))
  return {
    customer: customer.trim(),
    tier: tier ?? null,
    organization: organization ? plainLogin(organization).toLowerCase() : null,
    room: isElsewhere ? null : (input.room ?? null),
    seats,
    sinceAt,
    untilAt,
    line: place().line,
  }
}

/** Two customers with one seat are allowed, and the higher tier counts; but it is rarely meant. */
function sayShared(contracts: readonly Contract[], file: string, problems: Problem[]): void {
  const owners = new Map<string, Contract>()
  for (const contract of contracts) {
    for (const { login: seat, line } of contract.seats) {
      const other = owners.get(seat)
      const warn = (message: string) => problems.push({ file, line, level: 'warning', message })
      if (other && other !== contract) {
        const place = `"${other.customer}" (line ${other.line})`
        warn(`"${seat}" has a seat of ${place} too. The higher tier counts.`)
      } else if (other) warn(`"${seat}" is listed twice.`)
      else owners.set(seat, contract)
    }
  }
}
