// A small desk in a store, to which anything may happen: what reports rest on is changed as the server changes it.

import type { Fact } from '../../src/domain/fact.ts'
import { NO_FORMS } from '../../src/domain/issue-forms.ts'
import type { Repository } from '../../src/domain/repository.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { Actor, Entry, EntryData, EntryKind, Ticket } from '../../src/domain/ticket.ts'
import { createServedRepositories } from '../../src/facts/served-repository.ts'
import { RULES_VERSION } from '../../src/plan/ticket/rules/all-rules.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { addObservations } from '../../src/store/entitlements.ts'
import { appendEntries, changeEntries, entriesOf } from '../../src/store/ledger.ts'
import type { Store } from '../../src/store/open.ts'
import { findRepository, saveRepository } from '../../src/store/repositories.ts'
import { readingOf, saveReading } from '../../src/store/repository-reading.ts'
import { saveMembers } from '../../src/store/roles.ts'
import { addVersion, backdated, saveSettings, settingsHistory } from '../../src/store/settings-versions.ts'
import { ticketsOf, upsertTicket } from '../../src/store/tickets.ts'
import { anIssue, aRepository } from '../builders.ts'
import { DAY, fact, HOUR, seen } from '../entitlements/build.ts'

export { DAY, HOUR }
export const WIDGET = 7
export const GADGET = 8
const BOT = 'firstline[bot]'

const person = (id: number, login: string, type: Actor['type'] = 'User'): Actor => ({ id, login, type })
export const PEOPLE: readonly Actor[] = [
  person(1, 'rita'),
  person(2, 'sam'),
  person(3, 'mona'),
  person(4, 'max'),
  person(5, BOT, 'Bot'),
  person(6, 'robot', 'Bot'),
  { id: null, login: 'ghost', type: 'User' },
]

const TIERS = `
tiers:
  gold: { label: { name: "gold" }, promise: { first_response: 4h, next_response: 8h, resolution: 5d, calendar: office } }
  silver: { label: { name: "silver" }, promise: { first_response: 1d, resolution: 10d } }
calendars:
  office: { time_zone: Europe/Berlin, hours: { mon-thu: ["09:00-12:00", "13:00-17:00"], fri: ["09:00-15:00"] } }
`
const PAYING = `
entitlements:
  grace: 1d
  github_sponsors: { account: acme, tiers: { gold: 500, silver: 1 } }
  users: { sam: silver }
`

/** What the settings may become. */
export const SETTINGS: readonly string[] = [
  TIERS + PAYING,
  `${TIERS}${PAYING}  private_sponsors: label\n`,
  `${TIERS}${PAYING}community: { promise: { first_response: 2d, next_response: 1d } }\n`,
  `${TIERS.replace('first_response: 4h', 'first_response: 1h')}${PAYING}`,
  `${TIERS.replace('  gold:', '  platinum:').replace('label: { name: "gold" }', 'formerly: [gold], label: { name: "gold" }')}
entitlements: { github_sponsors: { account: acme, tiers: { platinum: 500, silver: 1 } } }
`,
  `${TIERS}bots: [max]\nmaintainers: [mona]\ncommands: { prefix: "!" }\n${PAYING}`,
  `${TIERS}${PAYING}feedback: { ask: on_resolution, days: 2 }\n`,
  `${TIERS}${PAYING}away: { from: 2026-01-10, until: 2026-01-20 }\n`,
  `${TIERS}${PAYING}desk: { update: 2h }\nfeedback: { ask: on_resolution }\n`,
]

export class FiguredDesk {
  readonly store: Store
  readonly deps
  private ids = 100

  constructor(store: Store) {
    this.store = store
    const options = { rulesVersion: RULES_VERSION, webUrl: 'https://github.com' }
    const contexts = createServedRepositories(store, async () => BOT, options)
    this.deps = { store, contexts, credentials: { allowedAccounts: [], held: ['SPONSORS_TOKEN'] } }
  }

  async begin(): Promise<void> {
    for (const [id, name] of [
      [WIDGET, 'widget'],
      [GADGET, 'gadget'],
    ] as const) {
      const repository = aRepository({ id, name, installedAt: this.store.now() - DAY })
      await saveRepository(this.store.db, repository)
      await this.settle(repository, SETTINGS[0]!)
      await this.members(id, [3])
    }
  }

  async served(repositoryId = WIDGET) {
    const context = await this.deps.contexts.get((await findRepository(this.store.db, repositoryId))!)
    return context!
  }

  /** Puts settings in force now. */
  async settle(repository: Pick<Repository, 'id'>, text: string): Promise<void> {
    const parsed = parseSettings(text, { owner: 'acme', file: 'firstline.yml' })
    if (!parsed.settings) throw new Error(JSON.stringify(parsed.problems))
    const said = { blobSha: null, source: null, text, settings: parsed.settings as Settings }
    await saveSettings(this.store.db, repository.id, { fromAt: this.store.now(), ...said })
    await this.noteReading(repository.id)
  }

  /** Today's settings count since `since`. */
  async backdate(since: number): Promise<void> {
    const history = await settingsHistory(this.store.db, WIDGET)
    await addVersion(this.store.db, WIDGET, backdated(history, since, this.store.now()))
    await this.noteReading(WIDGET)
  }

  async noteReading(repositoryId: number, labelNames?: Record<string, string>): Promise<void> {
    const before = await readingOf(this.store.db, repositoryId)
    await saveReading(this.store.db, repositoryId, {
      ...(before ?? READING),
      version: (before?.version ?? 0) + 1,
      ...(labelNames ? { labelNames } : {}),
    })
  }

  async members(repositoryId: number, ids: readonly number[]): Promise<void> {
    const at = this.store.now()
    const members = ids.map((id) => ({ actorId: id, login: PEOPLE[id - 1]!.login, via: [] }))
    await saveMembers(this.store.db, repositoryId, { names: [], members, at, namedAt: at })
    await this.noteReading(repositoryId)
  }

  async open(override: Partial<Ticket> = {}): Promise<Ticket> {
    this.ids += 1
    const now = this.store.now()
    const kind = override.kind ?? 'issue'
    const own = { id: `${kind}:${this.ids}`, number: this.ids, requester: PEOPLE[0]! }
    const ticket = anIssue(now, { ...own, ...override })
    await upsertTicket(this.store.db, ticket)
    await this.happens(ticket, 'opened', ticket.requester, {}, ticket.openedAt)
    return ticket
  }

  /** In the order of their numbers. */
  async tickets(repositoryId = WIDGET): Promise<Ticket[]> {
    const all = await ticketsOf(this.store.db, repositoryId, { gone: true })
    return all.sort((a, b) => a.number - b.number)
  }

  async happens(
    ticket: Ticket,
    kind: EntryKind,
    actor: Actor,
    data: EntryData = {},
    at = this.store.now(),
  ): Promise<Entry> {
    this.ids += 1
    const second = Math.floor(at / 1000)
    const said = kind === 'comment' ? { commentId: this.ids, ...data } : data
    const sourceKey =
      kind === 'comment' ? `comment:${this.ids}` : `${kind}:${data.label ?? ''}:${actor.id}:${second}`
    const entry: Entry = { ticketId: ticket.id, sourceKey, kind, at: second * 1000, actor, data: said }
    await appendEntries(this.store.db, [entry])
    return entry
  }

  async shows(ticket: Ticket, change: Partial<Ticket>): Promise<void> {
    const known = (await this.tickets(ticket.repositoryId)).find(({ id }) => id === ticket.id) ?? ticket
    await upsertTicket(this.store.db, { ...known, updatedAt: this.store.now(), ...change })
  }

  /** Takes one entry out of a ledger. */
  async forgets(ticket: Ticket, place: number): Promise<void> {
    const entries = (await entriesOf(this.store.db, ticket.id)).filter(({ kind }) => kind !== 'opened')
    const one = entries[place % Math.max(1, entries.length)]
    if (one) await changeEntries(this.store.db, ticket.id, { drop: [one.sourceKey], add: [] })
  }

  /** A sponsor as GitHub told it now; what is announced comes true in two days. */
  async sponsors(
    accountId: number,
    says: 'is' | 'ended' | 'will_end' | 'will_change',
    change: Partial<Fact>,
  ): Promise<void> {
    const at = this.store.now()
    const told = { scope: 'github_sponsors:acme', key: String(accountId) }
    const said = fact({ key: told.key, accountId, login: PEOPLE[accountId - 1]!.login, ...change })
    await addObservations(this.store, [
      seen(says, at, {
        ...told,
        effectiveAt: says === 'will_end' || says === 'will_change' ? at + 2 * DAY : null,
        fact: says === 'is' || says === 'will_change' ? said : null,
      }),
    ])
  }
}

const READING = {
  version: 0,
  teams: {},
  configured: true,
  ownFile: true,
  firstReadAt: 0,
  articlesAt: { repository: 'acme/widget', branch: 'main', private: false },
  readFrom: [],
  readAs: null,
  labelNames: {},
  settingsFrom: [],
  settingsAreHidden: false,
  payingProblems: [],
  peopleMistakes: [],
  forms: NO_FORMS,
}
