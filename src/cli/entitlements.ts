// `firstline entitlements`: who pays, why, and reading it anew.

import type { SourceProblem } from '../domain/need.ts'
import { UserError } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { withLastNames } from '../domain/tier-names.ts'
import { amountText } from '../entitlements/amount.ts'
import { refreshScopes } from '../entitlements/changes.ts'
import { type Explanation, explainLogin } from '../entitlements/explain.ts'
import { scopeHealth } from '../entitlements/health.ts'
import { type Entitled, listEntitled } from '../entitlements/list.ts'
import { entitlementProblems } from '../entitlements/problems.ts'
import { entitlementsOfMany } from '../entitlements/resolve.ts'
import type { EntitlementQuery } from '../entitlements/source.ts'
import { onlyServes } from '../facts/serving.ts'
import { paidStanding } from '../plan/clocks/standing.ts'
import { defaultSettings } from '../settings/parse.ts'
import type { Store } from '../store/open.ts'
import { findRepositoryByName, repositories } from '../store/repositories.ts'
import { repositoryState } from '../store/repository-reading.ts'
import { settingsHistory } from '../store/settings-versions.ts'
import { readArguments, readPositionals, readSubcommand } from './arguments.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { isoOrNull, jsonText } from './json.ts'
import { profileFor, withStore } from './with-store.ts'

const JSON_OPTION = { type: 'boolean', about: 'JSON, for scripts' } as const
const READ_OPTIONS = {
  repository: { type: 'string', value: 'OWNER/REPO', about: 'one repository; all of them if left out' },
  json: JSON_OPTION,
} as const
const SYNC_OPTIONS = {
  wait: { type: 'string', value: 'SECONDS', about: 'how long to wait for the server; 30 if left out' },
  json: JSON_OPTION,
} as const

export const entitlementsCommand: Command = {
  usage: [
    'firstline entitlements list [--repository OWNER/REPO] [--json]',
    'firstline entitlements explain LOGIN [--repository OWNER/REPO] [--json]',
    'firstline entitlements sync [--wait SECONDS] [--json]',
  ].join('\n'),
  parts: { list: READ_OPTIONS, explain: READ_OPTIONS, sync: SYNC_OPTIONS },
  run: async (args, io) => {
    const asked = readAsked(args)
    return withStore(io, async (store) => {
      if (asked.verb === 'sync') return sync(store, asked, io)
      const places = await placesOf(store, (await profileFor(store, io)).credentials, asked.repository)
      return asked.verb === 'list' ? list(store, places, asked, io) : explain(store, places, asked, io)
    })
  },
}

interface Arguments {
  verb: 'list' | 'explain' | 'sync'
  login: string
  repository: string | null
  waitMs: number
  json: boolean
}

/** A repository with its settings in force. */
interface Place extends EntitlementQuery {
  repository: Repository
}

function readAsked(given: string[]): Arguments {
  const [verb, args] = readSubcommand(given, ['list', 'explain', 'sync'])
  if (verb === 'sync') {
    const { positionals, values } = readArguments(args, SYNC_OPTIONS)
    readPositionals(positionals, [])
    const seconds = Number(values.wait ?? 30)
    if (!(seconds >= 0)) throw new UsageError('--wait is a number of seconds.')
    return { verb, login: '', repository: null, waitMs: seconds * 1000, json: values.json ?? false }
  }
  const { positionals, values } = readArguments(args, READ_OPTIONS)
  const [login = ''] = readPositionals(positionals, verb === 'explain' ? ['LOGIN'] : [])
  const { repository = null, json = false } = values
  return { verb, login: login.replace(/^@/, ''), repository, waitMs: 0, json }
}

async function placesOf(
  store: Store,
  credentials: EntitlementQuery['credentials'],
  name: string | null,
): Promise<Place[]> {
  const [owner = '', repository = ''] = (name ?? '').split('/')
  const one = name === null ? null : await findRepositoryByName(store.db, owner, repository)
  if (name !== null && !one) throw new UserError(`Firstline does not know the repository ${name}.`)
  const found = one ? [one] : await repositories(store.db)
  const places: Place[] = []
  for (const repository of found) {
    const known = withLastNames(await settingsHistory(store.db, repository.id))
    if (name === null && (await givesNoTiers(store, repository, known))) continue
    const history = known.length > 0 ? known : [{ fromAt: 0, settings: defaultSettings(repository.owner) }]
    places.push({ repository, settings: history.at(-1)!.settings, history, credentials })
  }
  return places
}

/** A list of customers or a private desk that never had settings of its own. */
async function givesNoTiers(
  store: Store,
  repository: Repository,
  history: ReadonlyArray<{ source: string | null }>,
): Promise<boolean> {
  if (history.some(({ source }) => source !== null)) return false
  const { reading } = await repositoryState(store.db, repository.id)
  return (await onlyServes(store, repository, reading ?? {})) === true
}

async function list(store: Store, places: Place[], asked: Arguments, io: Io): Promise<number> {
  const all: object[] = []
  for (const place of places) {
    const repository = nameOf(place)
    const entitlements = await listEntitled(store, place, store.now())
    const problems = await entitlementProblems(store, place, store.now())
    all.push({ repository, entitlements: entitlements.map(forScripts), problems })
    if (!asked.json) printList(io, repository, entitlements, problems)
  }
  if (asked.json) io.out(jsonText(all))
  else if (places.length === 0) io.out('No repository is known yet. Start the server first.\n')
  return 0
}

function forScripts({ sinceAt, untilAt, graceUntilAt, ...row }: Entitled): object {
  return { ...row, since: isoOrNull(sinceAt), until: isoOrNull(untilAt), graceUntil: isoOrNull(graceUntilAt) }
}

function printList(io: Io, repository: string, rows: Entitled[], problems: SourceProblem[]): void {
  const people = (some: Entitled[]) => new Set(some.map((row) => row.accountId)).size
  const graced = rows.filter((row) => row.graceUntilAt !== null)
  const grace = graced.length === 0 ? '' : `, ${people(graced)} in their time of grace`
  io.out(`${repository}: ${rows.length === 0 ? 'nobody pays' : `${people(rows)} entitled${grace}`}\n`)
  const lines = rows.map((row) => {
    const { login, tier, source, amount, evidence, decides } = row
    const proof = row.private ? `${evidence} (private)` : evidence
    return [login, `${decides ? '→' : '·'} ${tier}`, source, amountText(amount), validity(row), proof]
  })
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  for (const line of lines) {
    const columns = line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')
    io.out(`  ${columns.trimEnd()}\n`)
  }
  if (rows.length > 0) io.out('  → decides the tier of a ticket opened now\n')
  for (const { level, message, file, line } of problems) {
    const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `
    io.out(`  ${level}: ${place}${message}\n`)
  }
}

function validity({ sinceAt, untilAt, graceUntilAt }: Entitled): string {
  const end = untilAt === null ? 'open' : day(untilAt)
  return `${day(sinceAt)} – ${end}${graceUntilAt === null ? '' : `, grace until ${day(graceUntilAt)}`}`
}

/** What has been so since before anybody looked has no date. */
function day(at: number): string {
  return at === 0 ? 'always' : new Date(at).toISOString().slice(0, 10)
}

async function explain(store: Store, places: Place[], asked: Arguments, io: Io): Promise<number> {
  if (places.length === 0) {
    throw new UserError('Firstline does not know any repository yet. Start the server first.')
  }
  const explained: Array<Explanation & { repository: string }> = []
  for (const place of places) {
    explained.push({
      repository: nameOf(place),
      ...(await explainLogin(store, place, asked.login, tierOf(store))),
    })
  }
  if (asked.json) io.out(jsonText(explained))
  else for (const one of explained) printExplanation(io, one)
  return 0
}

function printExplanation(io: Io, one: Explanation & { repository: string }): void {
  const id = one.accountId === null ? 'not known to any source' : `account ${one.accountId}`
  io.out(`${one.repository}: ${one.login} (${id}) → ${one.tier ?? 'community'} (${one.because})\n`)
  for (const { source, words } of one.sources) {
    if (words.length === 0) io.out(`  ${source.padEnd(16)} nothing known\n`)
    for (const word of words) io.out(`  ${source.padEnd(16)} ${word}\n`)
  }
  for (const problem of one.problems) io.out(`  problem: ${problem}\n`)
}

/** The tier as a ticket opened now would get it, grace included, without what maintainers set by hand. */
function tierOf(store: Store) {
  return async (place: EntitlementQuery, accountId: number) => {
    const resolved = (await entitlementsOfMany(store, place, [accountId])).get(accountId)
    const { tiers } = place.settings
    const input = { entitlements: resolved?.entitlements ?? [], tiers }
    const { tier, because } = paidStanding(input, store.now())
    return { tier, because }
  }
}

const POLL_MS = 500

/** Makes every scope due and watches the server read it: the server has the credentials and the pace. */
async function sync(store: Store, asked: Arguments, io: Io): Promise<number> {
  const startedAt = store.now()
  const scopes = new Set(await refreshScopes(store, startedAt))
  const settled = async () => {
    const health = (await scopeHealth(store, store.now())).filter((one) => scopes.has(one.scope))
    return health.filter((one) => (one.lastOkAt ?? 0) >= startedAt || (one.failingSince ?? 0) >= startedAt)
  }
  while ((await settled()).length < scopes.size && store.now() - startedAt < asked.waitMs) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  const health = (await scopeHealth(store, store.now())).filter((one) => scopes.has(one.scope))
  const rows = health.map((one) => ({ ...one, read: (one.lastOkAt ?? 0) >= startedAt }))
  if (asked.json) io.out(jsonText(rows))
  else for (const row of rows) io.out(`${row.scope.padEnd(32)} ${row.read ? 'read' : wordOf(row)}\n`)
  if (!asked.json && scopes.size === 0) io.out('No repository asks for a source yet.\n')
  return rows.every((row) => row.read) ? 0 : 1
}

function wordOf(row: { lastError: string | null }): string {
  return row.lastError === null ? 'due; a running server reads it' : `failed: ${row.lastError}`
}

function nameOf(place: Place): string {
  return `${place.repository.owner}/${place.repository.name}`
}
