// A ticket as pure values: decides, and carries a plan out as GitHub and the store would show it afterwards.

import type { Entitlement } from '../../src/domain/entitlement.ts'
import type { ArticleChoice, Facts, KnowledgeFacts, RatedRequest } from '../../src/domain/facts.ts'
import { partName } from '../../src/domain/marker.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { Entry, EntryData, EntryKind, Role, Ticket } from '../../src/domain/ticket.ts'
import { NOTICE_EVENTS } from '../../src/domain/triage.ts'
import type { What } from '../../src/domain/want.ts'
import { decide } from '../../src/plan/ticket/decide.ts'
import type { Plan } from '../../src/plan/ticket/plan.ts'
import { gatherViews } from '../../src/plan/ticket/views.ts'
import { sameLabel } from '../../src/plan/ticket/wants.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { commentBody } from '../../src/words/comment-body.ts'
import { aRepository } from '../builders.ts'
import { aTicket, firstline, HOUR, MONDAY, requester, roleOf } from './ledger-builder.ts'

export interface World {
  now: number
  ticket: Ticket
  entries: Entry[]
  entitlements: Entitlement[]
  settings: Settings
  /** Where it is not, links may be offered. */
  answered: boolean
  offers: boolean
  unhelpful: boolean
  /** A maintainer's 👎. */
  refused: boolean
  /** The requester's thumbs on requests for a rating. */
  rated: RatedRequest[]
  did: Set<string>
}

const repository = aRepository({ installedAt: MONDAY - 86_400_000 })

const SETTINGS = `
tiers:
  pro:
    label: { name: "support: pro" }
    promise: { first_response: 4h, next_response: 8h, resolution: 2d }
    acknowledge: "By {deadline}."
    notify: ["@acme/support"]
    assign: [mona]
  sponsor: { label: { name: "support: sponsor" } }
labels:
  "needs: reproduction":
    { comment: "Please add one.", add: ["on hold"], remove: ["fresh"], close: true, reason: not_planned }
  "stale": { wait: 2d, then: close }
  "locked": { lock: true, assign: [mona] }
  "kb: *": { answer: "*" }
needs:
  training: { offer: "We run courses." }
  consulting: { offer: { de: "Wir beraten.", en: "We advise." } }
needs_information: { install: [version, platform, log] }
feedback: { ask: on_resolution, days: 7 }
`

const settings = someSettings()

function someSettings(): Settings {
  const { settings, problems } = parseSettings(SETTINGS, { file: 'firstline.yml', owner: 'acme' })
  if (!settings) throw new Error(JSON.stringify(problems))
  return settings
}

/** Two channels are told of the tier's tickets, one of them of all tickets too. */
export function withChannels(settings: Settings): Settings {
  const channels = { oncall: ['missed' as const], team: [...NOTICE_EVENTS] }
  const tiers = settings.tiers.map((tier) => ({ ...tier, channels: ['oncall'] }))
  return { ...settings, tiers, desk: { ...settings.desk, channels } }
}

export function aWorld(override: Partial<World> = {}): World {
  return {
    now: MONDAY,
    ticket: aTicket(),
    entries: [],
    entitlements: [],
    settings,
    answered: true,
    offers: false,
    unhelpful: false,
    refused: false,
    rated: [],
    did: new Set(),
    ...override,
  }
}

export function planOf(world: World): Plan {
  return decide(factsOf(world))
}

/** As anybody may see it. */
export function factsOf(world: World): Facts {
  const { now, ticket, entries, entitlements, settings, did } = world
  return gatherViews({
    now,
    repository,
    settings,
    history: [{ fromAt: 0, settings }],
    ticket,
    entries,
    entitlements,
    roleOf: (actor) => roleOf(actor) as Exclude<Role, 'requester'>,
    knowledge: knowledgeOf(world),
    feedback: {
      helpful: false,
      unhelpful: world.unhelpful,
      refusedAt: world.refused ? now : null,
      rated: world.rated,
    },
    written: did,
  }).shown
}

/** The world after a plan was carried out: labels and comments are in the ledger, and every Want is known as written. */
export function carriedOut(world: World, plan: Plan): World {
  const next: World = {
    ...world,
    ticket: { ...world.ticket, labels: [...world.ticket.labels] },
    entries: [...world.entries],
    did: new Set([...world.did, ...plan.wants.map(({ key }) => key)]),
  }
  const said = plan.wants.flatMap(({ what }) => (what.do === 'say' ? [what] : []))
  // One comment of Firstline's at one moment: its id is the number of entries.
  if (said.length > 0)
    add(next, 'comment', { commentId: 900_000 + next.entries.length, body: commentBody(said) })
  for (const { what } of plan.wants) become(next, what)
  return next
}

/** The requester pays for the tier, from an hour before the ticket was opened. */
export function entitledTo(tier: string, quiet: boolean): Entitlement {
  const times = { sinceAt: MONDAY - HOUR, untilAt: null, graceUntilAt: null, learnedAt: 0, checkedAt: MONDAY }
  return {
    source: 'github_sponsors',
    accountId: requester.id ?? 0,
    tier,
    private: quiet,
    evidence: 'S_1',
    ...times,
  }
}

/** What is left to do, for showing. */
export function leftToDo({ wants }: Plan): string[] {
  return wants.map(({ key, what }) => {
    if (what.do === 'label_on' && what.kept) return `on ${what.label.name}`
    if (what.do === 'label_off' && what.kept) return `off ${what.name}`
    return what.do === 'say' ? `say ${partName(what.marker)}` : `do ${key.slice(key.indexOf('|') + 1)}`
  })
}

const SECTION = 'docs/networking.md#behind-a-proxy--here'

function knowledgeOf({ answered, offers }: Pick<World, 'answered' | 'offers'>): KnowledgeFacts {
  const articleOf = (slug: string): ArticleChoice => {
    const path = `.github/knowledge/${slug}.md`
    return {
      slug,
      title: slug,
      language: 'en',
      reader: 'en',
      path,
      url: `https://github.com/acme/widget/${path}`,
      body: () => slug,
      about: () => '',
      pointer: slug === SECTION ? { headings: ['Networking', 'Behind a proxy'] } : null,
    }
  }
  const candidates = [{ slug: 'install', title: 'install', confidence: 0.99 }]
  const article = answered ? articleOf('install') : null
  return {
    verdict: () => ({
      answered,
      confidence: 0.99,
      article,
      candidates: answered ? candidates : [],
      suggested: offers && !answered ? [articleOf('proxy'), articleOf(SECTION)] : [],
      topics: offers ? ['install'] : [],
      reasons: [],
    }),
    article: (slug) => (['install', 'proxy', SECTION].includes(slug) ? articleOf(slug) : null),
    page: () => null,
    slugs: () => ['install', 'proxy', SECTION],
    reader: () => 'en',
    isNamed: () => true,
  }
}

function become(world: World, what: What): void {
  const { ticket } = world
  if (what.do === 'label_on') putOn(world, what.label.name)
  else if (what.do === 'label_off') takeOff(world, what.name)
  else if (what.do === 'delete_comment') add(world, 'comment_deleted', { commentId: what.commentId })
  else if (what.do === 'edit_comment') {
    add(world, 'comment_edited', { commentId: what.commentId, body: what.body })
  } else if (what.do === 'close' || what.do === 'reopen') setOpen(world, what.do === 'reopen')
  else if (what.do === 'lock' || what.do === 'unlock') ticket.locked = what.do === 'lock'
  else if (what.do === 'assign') ticket.assignees = what.logins
}

function setOpen(world: World, open: boolean): void {
  if (world.ticket.open === open) return
  world.ticket.open = open
  add(world, open ? 'reopened' : 'closed', open ? {} : { reason: 'completed' })
}

function putOn(world: World, label: string): void {
  if (world.ticket.labels.some((name) => sameLabel(name, label))) return
  world.ticket.labels.push(label)
  add(world, 'labeled', { label })
}

function takeOff(world: World, label: string): void {
  if (!world.ticket.labels.some((name) => sameLabel(name, label))) return
  world.ticket.labels = world.ticket.labels.filter((name) => !sameLabel(name, label))
  add(world, 'unlabeled', { label })
}

function add(world: World, kind: EntryKind, data: EntryData): void {
  const at = Math.max(world.now, ...world.entries.map((entry) => entry.at))
  const sourceKey = `${kind}:${data.label ?? data.commentId ?? ''}:${firstline.id}:${world.entries.length}`
  world.entries.push({ ticketId: world.ticket.id, sourceKey, kind, at, actor: firstline, data })
}
