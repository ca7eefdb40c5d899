// A store with lifelike tickets, put in at once: some pay, some ask again, a tenth is open.
import { NO_FORMS } from '../src/domain/issue-forms.ts'
import type { Actor, Entry, Ticket } from '../src/domain/ticket.ts'
import { createServedRepositories } from '../src/facts/served-repository.ts'
import { RULES_VERSION } from '../src/plan/ticket/rules/all-rules.ts'
import { parseSettings } from '../src/settings/parse.ts'
import { addObservations } from '../src/store/entitlements.ts'
import { appendEntries } from '../src/store/ledger.ts'
import type { Store } from '../src/store/open.ts'
import { writeProfile } from '../src/store/profile.ts'
import { findRepository, saveRepository } from '../src/store/repositories.ts'
import { saveReading } from '../src/store/repository-reading.ts'
import { saveMembers } from '../src/store/roles.ts'
import { noteServer } from '../src/store/server.ts'
import { saveSettings } from '../src/store/settings-versions.ts'
import { upsertTicket } from '../src/store/tickets.ts'
import { anIssue, aRepository } from '../test/builders.ts'
import { fact, seen } from '../test/entitlements/build.ts'

const CREDENTIALS = { allowedAccounts: [], held: ['SPONSORS_TOKEN'] }
const BOT_LOGIN = 'firstline[bot]'
const REPOSITORY = aRepository({ installationId: 1 })
const HOUR = 3_600_000
/** Who asks; the first hundredth of them pay. */
const REQUESTERS = 20_000
const FIRST_REQUESTER = 1_000
const MAINTAINER: Actor = { id: 10, login: 'maya', type: 'User' }
const BYSTANDER: Actor = { id: 11, login: 'bert', type: 'User' }
const PACK = 500

const SETTINGS = `
tiers:
  enterprise:
    label: { name: "support: enterprise" }
    promise: { first_response: 4h, next_response: 8h, resolution: 5d, calendar: business }
  pro: { label: { name: "support: pro" }, promise: { first_response: 1d, resolution: 20d, calendar: business } }
  sponsor: { label: { name: "support: sponsor" } }
community: { promise: { first_response: 7d } }
calendars:
  business:
    time_zone: Europe/Berlin
    hours: { mon-thu: ["09:00-12:00", "13:00-17:00"], fri: ["09:00-15:00"] }
    holidays: { country: DE, state: BE }
entitlements:
  github_sponsors: { account: acme, tiers: { enterprise: 500, pro: 50, sponsor: 1 } }
`

/** `tickets` of them, opened over `days` until now. */
export async function fillStore(
  store: Store,
  { tickets, days }: { tickets: number; days: number },
): Promise<void> {
  const now = store.now()
  const startedAt = now - days * 24 * HOUR
  await describeRepository(store, startedAt)
  const random = numbers(7)
  for (let from = 0; from < tickets; from += PACK) {
    const places = Array.from({ length: Math.min(PACK, tickets - from) }, (_, i) => from + i)
    const made = places.map((place) => {
      return aTicket(place, startedAt + ((now - startedAt) * (place + random())) / tickets, now, random)
    })
    await store.transaction(async (tx) => {
      for (const { ticket } of made) await upsertTicket(tx, ticket, { stored: null })
      await appendEntries(
        tx,
        made.flatMap(({ entries }) => entries),
      )
    })
  }
}

/** The repository as commands see it. */
export async function openWidget(store: Store) {
  const options = { rulesVersion: RULES_VERSION, webUrl: 'https://github.com' }
  const contexts = createServedRepositories(store, async () => BOT_LOGIN, options)
  const repository = await findRepository(store.db, REPOSITORY.id)
  const served = repository && (await contexts.get(repository))
  if (!served) throw new Error('The store has no such repository')
  return { deps: { store, contexts, credentials: CREDENTIALS }, served }
}

async function describeRepository(store: Store, startedAt: number): Promise<void> {
  const { db } = store
  const { id } = REPOSITORY
  await saveRepository(db, { ...REPOSITORY, installedAt: startedAt })
  const { settings } = parseSettings(SETTINGS, { owner: 'acme', file: 'firstline.yml' })
  if (!settings) throw new Error('These settings are wrong')
  await saveSettings(db, id, { fromAt: startedAt, blobSha: null, source: null, text: SETTINGS, settings })
  await saveMembers(db, id, {
    names: [],
    members: [{ actorId: MAINTAINER.id!, login: MAINTAINER.login, via: [] }],
    at: startedAt,
    namedAt: startedAt,
  })
  await saveReading(db, id, {
    version: 1,
    teams: {},
    configured: true,
    ownFile: true,
    firstReadAt: startedAt,
    articlesAt: { repository: 'acme/widget', branch: 'main', private: false },
    readFrom: [],
    readAs: null,
    labelNames: {},
    settingsFrom: [],
    settingsAreHidden: false,
    payingProblems: [],
    peopleMistakes: [],
    forms: NO_FORMS,
  })
  await noteServer(db, { botLogin: BOT_LOGIN })
  await writeProfile(store, {
    credentials: CREDENTIALS,
    webUrl: 'https://github.com',
    sentenceFolder: null,
    channels: [],
  })
  const paying = Array.from({ length: REQUESTERS / 100 }, (_, i) => FIRST_REQUESTER + i)
  await addObservations(
    store,
    paying.map((accountId, i) => {
      const worth = { kind: 'amount', cents: [50_000, 5_000, 500][i % 3]! } as const
      const about = { key: String(accountId), accountId, login: `user-${accountId}` }
      const said = fact({ ...about, worth, private: i % 5 === 0, sinceAt: startedAt })
      return seen('is', startedAt, { key: about.key, fact: said, learnedAt: 0 })
    }),
  )
}

/** About six entries: opened, labelled, asked, answered, asked again, closed. */
function aTicket(place: number, at: number, now: number, random: () => number) {
  const openedAt = second(at)
  const requester = actorAt(FIRST_REQUESTER + Math.floor(random() * REQUESTERS))
  const id = `issue:${3_641_000_000 + place}`
  const isOpen = random() < 0.1
  const entries: Entry[] = []
  let comments = 5_000_000_000 + 10 * place
  const happens = (hours: number, actor: Actor, what: Pick<Entry, 'kind' | 'data'>) => {
    const entryAt = second(openedAt + hours * HOUR)
    if (entryAt > now) return
    const sourceKey =
      what.kind === 'comment'
        ? `comment:${what.data.commentId}`
        : `${what.kind}::${actor.id}:${entryAt / 1000}`
    entries.push({ ticketId: id, sourceKey, at: entryAt, actor, ...what })
  }
  const says = (hours: number, actor: Actor, body: string) => {
    comments += 1
    happens(hours, actor, { kind: 'comment', data: { commentId: comments, body } })
  }
  happens(0, requester, { kind: 'opened', data: {} })
  happens(0.1, MAINTAINER, { kind: 'labeled', data: { label: random() < 0.01 ? 'support: pro' : 'bug' } })
  const answeredAfter = random() < 0.8 ? 200 * random() ** 3 : Number.POSITIVE_INFINITY
  if (random() < 0.3) says(2, BYSTANDER, 'The same here, with the newest version.')
  if (answeredAfter < Number.POSITIVE_INFINITY) {
    says(answeredAfter, MAINTAINER, 'Thank you. Which version is it, and what does the log say?')
    says(answeredAfter + 20 * random(), requester, 'It is the newest, and the log says nothing at all.')
    if (random() < 0.8)
      says(answeredAfter + 60 * random() + 20, MAINTAINER, 'Then it is fixed in the next one.')
  }
  const closedAfter = 100 + 900 * random()
  if (!isOpen)
    happens(closedAfter, random() < 0.5 ? MAINTAINER : requester, {
      kind: 'closed',
      data: { reason: 'completed' },
    })
  const open = entries.at(-1)?.kind !== 'closed'
  const ticket: Ticket = anIssue(openedAt, {
    id,
    number: place + 1,
    nodeId: `I_${place}`,
    requester,
    title: `It does not start (${place})`,
    body: `What I did: started it twice.\nWhat I saw: nothing, ${place} times.`,
    open,
    stateReason: open ? null : 'completed',
    updatedAt: entries.at(-1)!.at,
  })
  return { ticket, entries }
}

function actorAt(id: number): Actor {
  return { id, login: `user-${id}`, type: 'User' }
}

function second(at: number): number {
  return Math.floor(at / 1000) * 1000
}

/** In [0, 1), the same at every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
