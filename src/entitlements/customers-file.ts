// Reads a file of contracts: strictly, with every mistake told at its line.
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml'
import type { Problem } from '../domain/problem.ts'

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
  /** Exclusive: the end of the last valid day, UTC. */
  untilAt: number | null
  line: number
}

const MAX_BYTES = 1_000_000
const DAY_MS = 86_400_000
const KEYS = ['customer', 'tier', 'organization', 'seats', 'valid', 'notes']
const LOGIN = /^@?([a-z\d](?:[a-z\d-]{0,38}))$/i

/**
 * Contracts of a file: a list, or a map with the one key `customers`. Any problem of level `failure` stops the file
 * from being used. `tiers` are the names that settings know, if they are known here.
 */
export function readCustomers(
  text: string,
  file: string,
  tiers: string[] | null = null,
): { contracts: Contract[]; problems: Problem[] } {
  const reading = new Reading(file, tiers)
  if (text.length > MAX_BYTES) {
    reading.say(1, `The file is larger than ${MAX_BYTES} bytes.`)
    return { contracts: [], problems: reading.problems }
  }
  const document = parseDocument(text, { lineCounter: reading.lines, uniqueKeys: true })
  for (const error of document.errors)
    reading.say(reading.lines.linePos(error.pos[0]).line, firstLine(error.message))
  if (document.errors.length > 0) return { contracts: [], problems: reading.problems }
  const contracts = listOf(document, reading).flatMap((node) => contractOf(node, reading) ?? [])
  sayShared(contracts, reading)
  return { contracts, problems: reading.problems }
}

/** What is known while one file is read. */
class Reading {
  readonly lines = new LineCounter()
  readonly problems: Problem[] = []
  readonly file: string
  readonly tiers: string[] | null

  constructor(file: string, tiers: string[] | null) {
    this.file = file
    this.tiers = tiers
  }

  say(line: number, message: string, level: Problem['level'] = 'failure'): void {
    this.problems.push({ file: this.file, line, level, message })
  }

  lineOf(node: unknown): number {
    const start = (node as Node | null)?.range?.[0]
    return start === undefined ? 1 : this.lines.linePos(start).line
  }
}

function listOf(document: Document, reading: Reading): unknown[] {
  const root = document.contents
  if (root === null || (isScalar(root) && root.value === null)) return []
  const list = isMap(root) && root.items.length === 1 ? root.get('customers', true) : root
  if (isSeq(list)) return list.items
  reading.say(
    reading.lineOf(root),
    'A list of customers is expected: each with `customer`, `tier` and `seats`.',
  )
  return []
}

function contractOf(node: unknown, reading: Reading): Contract | null {
  const line = reading.lineOf(node)
  if (!isMap(node)) {
    reading.say(line, 'A customer with the keys `customer`, `tier` and `seats` is expected here.')
    return null
  }
  sayUnknownKeys(node, KEYS, reading)
  const customer = textAt(node, 'customer', reading)
  const tier = textAt(node, 'tier', reading)
  const organization = loginOf(node.get('organization', true), reading)
  if (!customer) reading.say(line, 'The key `customer` is missing: the name of the customer.')
  if (!tier && !organization)
    reading.say(line, 'The key `tier` is missing: one of the tiers of the settings.')
  if (tier && reading.tiers && !reading.tiers.includes(tier)) {
    const allowed = reading.tiers.join(', ')
    reading.say(
      reading.lineOf(node.get('tier', true)),
      `There is no tier "${tier}" in the settings. Allowed: ${allowed}.`,
    )
  }
  const { sinceAt, untilAt } = validityOf(node, reading)
  const seats = seatsOf(node, reading)
  if (!customer) return null
  return { customer, tier, organization: organization?.login ?? null, seats, sinceAt, untilAt, line }
}

function seatsOf(node: YAMLMap, reading: Reading): Contract['seats'] {
  const list = node.get('seats', true)
  if (!isSeq(list)) {
    reading.say(reading.lineOf(list ?? node), 'The key `seats` is a list of GitHub logins or organisations.')
    return []
  }
  return list.items.flatMap((item) => loginOf(item, reading) ?? [])
}

function loginOf(node: unknown, reading: Reading): { login: string; line: number } | null {
  if (node === undefined || node === null) return null
  const line = reading.lineOf(node)
  const login = isScalar(node) ? LOGIN.exec(String(node.value))?.[1] : undefined
  if (login) return { login: login.toLowerCase(), line }
  reading.say(line, 'This is no GitHub login: letters, digits and hyphens, at most 39 of them.')
  return null
}

function validityOf(node: YAMLMap, reading: Reading): { sinceAt: number | null; untilAt: number | null } {
  const valid = node.get('valid', true)
  if (valid === undefined || valid === null) return { sinceAt: null, untilAt: null }
  if (!isMap(valid)) {
    reading.say(
      reading.lineOf(valid),
      'The key `valid` has the keys `from` and `until`, each a date such as 2026-12-31.',
    )
    return { sinceAt: null, untilAt: null }
  }
  sayUnknownKeys(valid, ['from', 'until'], reading)
  const sinceAt = dayOf(valid, 'from', reading)
  const lastDay = dayOf(valid, 'until', reading)
  const untilAt = lastDay === null ? null : lastDay + DAY_MS
  if (sinceAt !== null && untilAt !== null && untilAt <= sinceAt) {
    reading.say(reading.lineOf(valid), '`until` is before `from`.')
  }
  return { sinceAt, untilAt }
}

function dayOf(node: YAMLMap, key: string, reading: Reading): number | null {
  const value = node.get(key, true)
  if (value === undefined || value === null) return null
  const text = isScalar(value) ? String(value.value) : ''
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return at
  reading.say(reading.lineOf(value), `\`${key}\` is a date such as 2026-12-31.`)
  return null
}

function textAt(node: YAMLMap, key: string, reading: Reading): string | null {
  const value = node.get(key, true)
  if (value === undefined || value === null) return null
  if (isScalar(value) && value.value !== null && String(value.value).trim() !== '')
    return String(value.value).trim()
  reading.say(reading.lineOf(value), `\`${key}\` is a text.`)
  return null
}

function sayUnknownKeys(node: YAMLMap, allowed: string[], reading: Reading): void {
  for (const { key } of node.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (!allowed.includes(name))
      reading.say(reading.lineOf(key), `Unknown key "${name}". Allowed: ${allowed.join(', ')}.`)
  }
}

/** Two customers with one seat are allowed, and the higher tier counts; but it is rarely meant. */
function sayShared(contracts: Contract[], reading: Reading): void {
  const owners = new Map<string, Contract>()
  for (const contract of contracts) {
    for (const { login, line } of contract.seats) {
      const other = owners.get(login)
      if (other && other !== contract) {
        const place = `"${other.customer}" (line ${other.line})`
        reading.say(line, `"${login}" has a seat of ${place} too. The higher tier counts.`, 'warning')
      } else if (other) reading.say(line, `"${login}" is listed twice.`, 'warning')
      else owners.set(login, contract)
    }
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/ at line \d+, column \d+:?$/, '.')
}
