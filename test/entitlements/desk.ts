// A desk for tests: a real store in memory, stand-ins for the providers, and a clock that is moved by hand.
import { type Handler, NEXT_LOOK_STAYS, type TurnContext } from '../../src/agenda/run-line.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { Actor } from '../../src/domain/ticket.ts'
import { entitlementReaders } from '../../src/entitlements/readers.ts'
import { entitlementsOf } from '../../src/entitlements/resolve.ts'
import { scopesOf } from '../../src/entitlements/scopes.ts'
import type { PayingRepository, SourceCredentials } from '../../src/entitlements/source.ts'
import { entitlementHandler } from '../../src/entitlements/sync.ts'
import { setNeeds } from '../../src/store/entitlement-needs.ts'
import type { Store } from '../../src/store/open.ts'
import { openStore } from '../../src/store/open-store.ts'
import { claimsBook } from '../../src/store/profile-claims.ts'
import { coverRepository, credentials, repository, T0 } from './build.ts'
import type { CollectiveServer } from './collective-server.ts'
import type { PolarServer } from './polar-server.ts'
import type { SponsorsServer, StripeServer } from './stand-ins.ts'

export interface Desk {
  store: Store
  /** ms; what every part of the desk takes for now. */
  now: number
  accounts: Map<string, Actor>
  accountCalls: string[]
  /** Of whom GitHub does not say who they are. */
  unanswered: Set<number>
  members: Map<string, Actor[]>
  publicMembers: Map<string, Actor[]>
  installations: Map<number, number>
  files: Map<string, string>
  /** Accounts whose tickets were woken, in order. */
  woken: number[]
  /** Thrown in the place of the next wakings. */
  wakeFaults: Error[]
  /** Lets the settings of a repository come into force, and returns the scopes that became due. */
  configure(wanted: Settings, where?: PayingRepository): Promise<string[]>
  sync(scope: string, context?: Partial<TurnContext>): Promise<number | null>
  /** Syncs until nothing continues at once, as the agenda would. */
  syncAll(scope: string): Promise<void>
  /** `tier since–until` of each entitlement, days after T0. */
  tiersOf(accountId: number, wanted: Settings, where?: PayingRepository): Promise<string[]>
  close(): Promise<void>
}

export interface DeskOptions {
  sponsors?: SponsorsServer
  stripe?: StripeServer
  polar?: PolarServer
  collective?: CollectiveServer
  token?: string | null
  credentials?: Partial<SourceCredentials>
}

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  let desk: Desk
  const settingsOf = new Map<number, Array<{ fromAt: number; settings: Settings }>>()
  const store = await openStore({ dataDir: ':memory:', role: 'command', clock: () => desk.now })
  const held = credentials({
    held: [
      'SPONSORS_TOKEN',
      ...(options.stripe ? ['STRIPE_API_KEY'] : []),
      ...(options.polar ? ['POLAR_TOKEN'] : []),
    ],
    ...options.credentials,
  })
  const handler = handlerOf(options, store, () => desk)
  desk = {
    store,
    now: T0,
    accounts: new Map(),
    accountCalls: [],
    unanswered: new Set(),
    members: new Map(),
    publicMembers: new Map(),
    installations: new Map(),
    files: new Map(),
    woken: [],
    wakeFaults: [],
    configure: async (wanted, where = repository()) => {
      await coverRepository(store, where)
      const known = settingsOf.get(where.id) ?? []
      settingsOf.set(where.id, [...known, { fromAt: desk.now, settings: wanted }])
      return setNeeds(store, where.id, scopesOf(wanted, where, held).needs)
    },
    sync: async (scope, change = {}) => {
      const outcome = await handler(
        { kind: 'entitlements', scope },
        { ...contextOf(() => desk.now), ...change },
      )
      if (outcome === NEXT_LOOK_STAYS) throw new Error('A scope is looked at whenever it is due')
      return outcome.nextAt
    },
    syncAll: async (scope) => {
      while ((await desk.sync(scope)) === desk.now);
    },
    tiersOf: async (accountId, wanted, where = repository()) => {
      const known = settingsOf.get(where.id) ?? []
      const history = known.at(-1)?.settings === wanted ? { history: known } : {}
      const asked = { repository: where, settings: wanted, credentials: held, ...history }
      const { entitlements } = await entitlementsOf(store, asked, accountId)
      return entitlements.map(
        (one) => `${one.tier} ${day(one.sinceAt)}–${one.untilAt === null ? '' : day(one.untilAt)}`,
      )
    },
    close: () => store.close(),
  }
  return desk
}

function handlerOf(options: DeskOptions, store: Store, desk: () => Desk): Handler<'entitlements'> {
  return entitlementHandler({
    store,
    log: { warn() {} },
    readers: readersOf(options, store, desk),
    isBusy: async () => true,
    wakeTicketsOf: async (ids) => {
      const fault = desk().wakeFaults.shift()
      if (fault) throw fault
      desk().woken.push(...ids)
    },
    random: () => 0.5,
  })
}

function readersOf(options: DeskOptions, store: Store, desk: () => Desk) {
  const token = options.token === undefined ? 'ghp_x' : options.token
  return entitlementReaders({
    accounts: {
      getAccount: async (_, login) => {
        desk().accountCalls.push(login)
        return desk().accounts.get(login) ?? null
      },
      getAccountById: async (_, id) => {
        if (desk().unanswered.has(id)) return 'unanswered'
        return [...desk().accounts.values()].find((one) => one.id === id) ?? null
      },
    },
    members: {
      installationOn: async (id) => desk().installations.get(id) ?? null,
      listMembers: async (_, name) => desk().members.get(name) ?? [],
      listPublicMembers: async (_, name) => desk().publicMembers.get(name) ?? [],
    },
    files: {
      readFile: async (_, repo, path) => desk().files.get(`${repo.owner}/${repo.name}:${path}`) ?? null,
    },
    variables: {
      ...(token ? { SPONSORS_TOKEN: token } : {}),
      ...(options.stripe ? { STRIPE_API_KEY: 'rk_test_x', STRIPE_URL: options.stripe.url } : {}),
      ...(options.polar ? { POLAR_TOKEN: 'polar_oat_x', POLAR_URL: options.polar.url } : {}),
      ...(options.collective
        ? { OPEN_COLLECTIVE_TOKEN: 'oc_x', OPEN_COLLECTIVE_URL: options.collective.url }
        : {}),
    },
    graphqlUrl: options.sponsors?.url ?? 'http://127.0.0.1:1',
    installationToken: async (id) => `ghs_${id}`,
    claims: claimsBook(store),
    now: () => desk().now,
  })
}

function contextOf(now: () => number): TurnContext {
  const claim = { key: 'k', token: 't', wakes: 1, echoes: null, until: Number.MAX_SAFE_INTEGER }
  return { claim, lookIsDue: true, now, extend: async () => true, signal: new AbortController().signal }
}

function day(at: number): number {
  return at === 0 ? 0 : Math.round(((at - T0) / 86_400_000) * 100) / 100
}

export function user(id: number, login: string, type: Actor['type'] = 'User'): Actor {
  return { id, login, type }
}
