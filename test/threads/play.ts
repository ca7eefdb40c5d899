// Plays a story: each delivery into the ledger, a decision at each moment that matters, and what it wants carried out.
import type { Facts, Feedback, KnowledgeFacts } from '../../src/domain/facts.ts'
import type { RunTime } from '../../src/domain/run-times.ts'
import type { Ticket, TicketId } from '../../src/domain/ticket.ts'
import type { Want } from '../../src/domain/want.ts'
import { Refusal } from '../../src/embedded-github/state.ts'
import { knowledgeFacts, verdictOf } from '../../src/facts/knowledge-facts.ts'
import type { ServedRepository } from '../../src/facts/served-repository.ts'
import type { Match } from '../../src/knowledge/index.ts'
import { batchesOf } from '../../src/outbox/batches.ts'
import { alarmInPrivate } from '../../src/plan/ticket/alarms.ts'
import { momentOf } from '../../src/plan/ticket/as-of.ts'
import { decide } from '../../src/plan/ticket/decide.ts'
import { type EarlierLife, withEarlierLives } from '../../src/plan/ticket/earlier-lives.ts'
import type { Stored } from '../../src/plan/ticket/gather.ts'
import type { Plan } from '../../src/plan/ticket/plan.ts'
import { askedAt, whySilent } from '../../src/plan/ticket/rules/answer.ts'
import { answerOf } from '../../src/plan/ticket/rules/shared.ts'
import { gatherViews, type Views } from '../../src/plan/ticket/views.ts'
import { saysOf } from '../../src/plan/ticket/wants.ts'
import { NO_REACTIONS } from '../../src/store/reactions.ts'
import { type Delivery, GitHub } from './github.ts'
import type { Ledger } from './ledger.ts'
import { entitlementsAt, type Paying, Project } from './project.ts'
import type { Step, Story } from './story.ts'

/** A decision, with what it was taken from. */
export interface Decided {
  ticketId: TicketId
  at: number
  views: Views
  plan: Plan
  inPrivate: Plan
  wants: Want[]
  nextLookAt: number | null
  /** What it was transferred to or made into. */
  goesOnAs: TicketId | null
  /** The thread was read before. */
  hasRead: boolean
  /** What GitHub would not have, and its words. */
  refused: Map<string, string>
}

export interface Moment {
  at: number
  /** `late`: what was held back arrives. `time`: only the time has come. */
  step: Step | 'late' | 'time'
  /** In order: after what was wanted is done, it is decided anew until nothing more is wanted. */
  decided: Decided[]
}

export interface Played {
  moments: Moment[]
  end: Decided[]
  /** What is so in the end when the same deliveries come the last first, each of them twice. Once, after all else. */
  inDisorder(): Promise<Decided[]>
}

const DELIVERY_MS = 1_000
/** After the last that happened, all that Firstline wrote has arrived too. */
const END_MS = 60_000
const READ_FIRST_AFTER_MS = 10_000
const MOST_ROUNDS = 6

interface Arrival {
  at: number
  deliveries: Delivery[]
  step: Step | 'late'
}

/** Firstline's knowledge of one story, and its hands. */
class Player {
  private readonly moments: Moment[] = []
  private readonly deliveries: Array<{ delivery: Delivery; at: number }> = []
  private readonly story: Story
  private readonly ledger: Ledger
  private readonly github: GitHub
  private readonly projects: Project[]
  private readonly payers: Paying[]
  private readonly written = new Set<string>()
  private readonly askedAt = new Map<TicketId, number>()
  private readonly thumbs = new Map<TicketId, { answerId: number; feedback: Feedback }>()
  private readonly runs: RunTime[]
  private readonly looks = new Map<TicketId, number>()
  private readonly steps: Step[]
  private readonly arrivals: Arrival[] = []
  private readonly read = new Set<TicketId>()
  private readonly asked = new Map<string, KnowledgeFacts>()
  private sleepsUntilAt = 0
  private busyUntilAt = 0

  constructor(story: Story, ledger: Ledger) {
    this.story = story
    this.steps = [...story.steps]
    this.ledger = ledger
    this.github = new GitHub(story)
    this.projects = [story.project, ...story.also].map((name) => new Project(story, name, this.github))
    this.runs = [{ fromAt: story.installedAt, seenAt: Number.MAX_SAFE_INTEGER }]
    const { graceMs } = this.projects[0]!.settings.entitlements
    this.payers = story.pays.map((payer) => {
      const accountId = this.github.world.person(payer.who).id
      return { ...payer, accountId, learnedAt: 0, toldAt: 0, graceMs }
    })
  }

  async play(): Promise<Played> {
    await this.ledger.begin(this.projects.map(({ repository }) => repository))
    while (await this.goOn());
    const end = await this.decideAtTheEnd()
    return { moments: this.moments, end, inDisorder: () => this.inDisorder() }
  }

  /** The next thing that comes: somebody acts, deliveries arrive, or a ticket's time has come. False where none does. */
  private async goOn(): Promise<boolean> {
    const actAt = this.steps[0]?.at ?? Number.POSITIVE_INFINITY
    const arrival = this.arrivals.toSorted((a, b) => a.at - b.at)[0]
    const [ticketId, lookAt] = [...this.looks].toSorted((a, b) => a[1] - b[1])[0] ?? [
      null,
      Number.POSITIVE_INFINITY,
    ]
    const dueAt = Math.max(lookAt, this.sleepsUntilAt)
    const arrivesAt = arrival?.at ?? Number.POSITIVE_INFINITY
    if (actAt <= arrivesAt && actAt <= dueAt) {
      const step = this.steps.shift()
      if (step) this.happen(step)
      return step !== undefined
    }
    if (arrival && arrivesAt <= dueAt) {
      this.arrivals.splice(this.arrivals.indexOf(arrival), 1)
      await this.arrive(arrival)
      return true
    }
    if (ticketId === null || dueAt > this.story.untilAt) return false
    this.looks.delete(ticketId)
    await this.look([ticketId], dueAt, 'time')
    return true
  }

  private async decideAtTheEnd(): Promise<Decided[]> {
    const end: Decided[] = []
    for (const id of await this.known()) end.push(await this.decideOn(id, this.story.untilAt + END_MS))
    return end
  }

  /** The end once more, from the same deliveries the last first, each of them twice. */
  private async inDisorder(): Promise<Decided[]> {
    await this.ledger.begin(this.projects.map(({ repository }) => repository))
    for (const { delivery, at } of this.deliveries.toReversed()) {
      await this.ledger.take(delivery, at)
      await this.ledger.take(delivery, at)
    }
    return this.decideAtTheEnd()
  }

  private happen(step: Step): void {
    if (!this.isOurs(step)) this.github.act(step)
    const deliveries = this.github.taken()
    const at = Math.max(step.arrivesAt + DELIVERY_MS, this.sleepsUntilAt)
    const isLate = at > step.at + DELIVERY_MS
    if (isLate) this.moments.push({ at: step.at, step, decided: [] })
    this.arrivals.push({ at, deliveries, step: isLate ? 'late' : step })
  }

  /** What happens elsewhere than on a thread; false: it happens there. */
  private isOurs(step: Step): boolean {
    const { at, actor } = step
    const accountId = () => this.github.world.person(actor).id
    const graceMs = this.projects[0]!.settings.entitlements.graceMs
    switch (step.verb) {
      case 'begins to pay': {
        const { tier = '', source, private: isPrivate } = step
        const span = { sinceAt: at, untilAt: null, learnedAt: at, toldAt: at, graceMs }
        this.payers.push({ who: actor, tier, source, private: isPrivate, accountId: accountId(), ...span })
        break
      }
      case 'stops paying':
        for (const one of this.payers.filter(({ who, untilAt }) => who === actor && untilAt === null)) {
          Object.assign(one, { untilAt: at, toldAt: at, graceMs })
        }
        break
      case 'changes the settings':
        this.projects[0]!.change(step.settings ?? '', at, (login) => this.github.world.person(login).id)
        break
      case 'becomes a maintainer':
        for (const project of this.projects) project.joins(accountId(), at)
        break
      case 'is no maintainer any more':
        for (const project of this.projects) project.leaves(accountId(), at)
        break
      case 'reacts':
        this.react(step, accountId())
        break
      case 'sleeps':
        this.sleepsUntilAt = step.untilAt ?? at
        this.runs.at(-1)!.seenAt = at
        this.runs.push({ fromAt: this.sleepsUntilAt, seenAt: Number.MAX_SAFE_INTEGER })
        break
      case 'delivers':
        this.github.deliver(step)
        break
      case 'looks':
        break
      default:
        return false
    }
    return true
  }

  /** Only thumbs of the requester and of maintainers on the answer that stands count. */
  private react(step: Step, accountId: number): void {
    const thread = this.github.ticketOf(step)
    const isRequester = thread.author.id === accountId
    const actor = { id: accountId, login: step.actor, type: 'User' } as const
    if (!isRequester && this.projects[0]!.roleOf(actor, step.at, 'act') !== 'maintainer') return
    const ticketId: TicketId = `${thread.kind}:${thread.id}`
    const answerId = this.github.commentOf(step).id
    const said = isRequester
      ? { helpful: step.with === '👍', unhelpful: step.with === '👎' }
      : { refusedAt: step.with === '👎' ? step.at : null }
    const before = this.thumbs.get(ticketId)
    const feedback = { ...(before?.answerId === answerId ? before.feedback : NO_REACTIONS), ...said }
    this.thumbs.set(ticketId, { answerId, feedback })
  }

  private async arrive({ deliveries, at, step }: Arrival): Promise<void> {
    const touched = new Set<TicketId>()
    for (const delivery of deliveries) {
      const ticketId = await this.take(delivery, at)
      if (ticketId !== null) touched.add(ticketId)
    }
    // What is no delivery about one ticket concerns all that are known.
    await this.look(deliveries.length > 0 ? [...touched] : await this.known(), at, step)
  }

  private async take(delivery: Delivery, at: number): Promise<TicketId | null> {
    const ticketId = await this.ledger.take(delivery, at)
    if (ticketId !== null) this.deliveries.push({ delivery, at })
    return ticketId
  }

  private async known(): Promise<TicketId[]> {
    const ids = this.deliveries.map(({ delivery }) => ticketIdIn(delivery))
    return [...new Set(ids)].filter((id) => id !== null)
  }

  /** Decides and acts until nothing more is wanted. */
  private async look(ticketIds: readonly TicketId[], at: number, step: Moment['step']): Promise<void> {
    const moment: Moment = { at, step, decided: [] }
    this.moments.push(moment)
    for (const ticketId of ticketIds) {
      let now = Math.max(at, this.busyUntilAt)
      for (let round = 0; ; round++) {
        if (round > MOST_ROUNDS) throw new Error(`${this.story.name}: ${ticketId} is never done`)
        const decided = await this.decideReading(ticketId, now)
        moment.decided.push(decided)
        if (decided.nextLookAt === null) this.looks.delete(ticketId)
        else this.looks.set(ticketId, decided.nextLookAt)
        const isLive = decided.views.shown.settings.mode === 'live'
        if (!isLive || decided.wants.length === 0) break
        now = await this.carryOut(decided)
        this.busyUntilAt = now
      }
    }
  }

  /** Before the first word on a ticket that was not seen opening just now its thread is read: nothing is late then. */
  private async decideReading(ticketId: TicketId, at: number): Promise<Decided> {
    const decided = await this.decideOn(ticketId, at)
    const { ticket } = decided.views.shown
    const speaks = decided.wants.some(({ what }) => what.do !== 'label_on' && what.do !== 'label_off')
    const isOld = ticket.firstSeen === 'history' || at - ticket.openedAt > READ_FIRST_AFTER_MS
    if (!speaks || !isOld || this.read.has(ticketId)) return decided
    this.read.add(ticketId)
    const late = this.arrivals.flatMap(({ deliveries }) => deliveries)
    for (const delivery of late) if (ticketIdIn(delivery) === ticketId) await this.take(delivery, at)
    return late.length > 0 ? { ...(await this.decideOn(ticketId, at)), hasRead: true } : decided
  }

  private async decideOn(ticketId: TicketId, at: number): Promise<Decided> {
    const views = gatherViews(await this.stored(ticketId, at))
    const { known, shown } = views
    const plan = decide(shown)
    const inPrivate = known === shown ? plan : decide(known)
    if (saysOf(plan.wants, 'answer').length === 0 && whySilent(shown) === null) {
      this.askedAt.set(ticketId, askedAt(shown))
    }
    const wants = wantsIn(views.shown, plan, inPrivate).filter(({ key }) => !this.written.has(key))
    const changes = [known, shown].map(
      (facts) => facts.standings.find(({ fromAt }) => fromAt > at)?.fromAt ?? null,
    )
    const looks = [plan.nextLookAt, inPrivate.nextLookAt, ...changes].filter((one) => one !== null)
    const nextLookAt = looks.length > 0 ? Math.min(...looks) : null
    const goesOnAs = await this.successorOf(ticketId)
    return {
      ticketId,
      at,
      views,
      plan,
      inPrivate,
      wants,
      nextLookAt,
      goesOnAs,
      hasRead: false,
      refused: new Map(),
    }
  }

  private async successorOf(ticketId: TicketId): Promise<TicketId | null> {
    for (const id of await this.known()) if ((await this.ledger.ancestors(id)).includes(ticketId)) return id
    return null
  }

  private async stored(ticketId: TicketId, now: number): Promise<Stored> {
    const { stored, project } = await this.life(ticketId, now)
    const { ticket } = stored
    const moved = ticket.origin === 'transferred' || ticket.origin === 'converted'
    const lives: EarlierLife[] = []
    for (const id of moved ? await this.ledger.ancestors(ticketId) : []) {
      lives.push((await this.life(id, now)).stored)
    }
    const answer = this.thumbs.get(ticketId)
    const whole: Stored = {
      ...stored,
      now: momentOf(stored.entries, now),
      repository: project.repository,
      settings: project.settings,
      runs: this.runs,
      knowledge: this.knowledgeOn(project, ticket),
      feedback: answer?.feedback ?? NO_REACTIONS,
      askedAt: this.askedAt.get(ticketId) ?? null,
      written: this.written,
    }
    const facts = gatherViews(whole).shown
    // What was thought of an answer is no word on the next one.
    const isOutdated = answer && answerOf(facts)?.id !== answer.answerId
    return withEarlierLives(isOutdated ? { ...whole, feedback: NO_REACTIONS } : whole, lives)
  }

  /** Asked once for each text of the ticket and version of the settings. */
  private knowledgeOn(project: Project, ticket: Ticket): KnowledgeFacts {
    const key = JSON.stringify([ticket.id, ticket.title, ticket.body, project.history.length])
    const facts =
      this.asked.get(key) ?? told(project.served, knowledgeFacts(project.served, ticket), this.story)
    this.asked.set(key, facts)
    return facts
  }

  private async life(ticketId: TicketId, at: number): Promise<{ stored: EarlierLife; project: Project }> {
    const ticket = await this.ledger.ticket(ticketId)
    const project = this.projects.find(({ repository }) => repository.id === ticket?.repositoryId)
    if (!ticket || !project) throw new Error(`${ticketId} is not known`)
    const { history, roleOf } = project
    const entries = await this.ledger.entries(ticketId)
    const entitlements = entitlementsAt(this.payers, ticket.requester.id, at, project.settings)
    return { stored: { ticket, entries, history, roleOf, entitlements, rated: [] }, project }
  }

  /** Each write a second after the one before, as GitHub wants it; its deliveries come at once. */
  private async carryOut({ ticketId, at, wants, refused }: Decided): Promise<number> {
    let now = at
    const thread = this.github.thread(Number(ticketId.split(':')[1]))
    for (const together of batchesOf(wants)) {
      now += DELIVERY_MS
      // People do not wait until Firstline is done.
      while (this.steps[0] && this.steps[0].at <= now) this.happen(this.steps.shift()!)
      for (const { key } of together) this.written.add(key)
      const isHere = together[0]!.place.in === 'ticket'
      if (!thread || !isHere) continue
      try {
        this.github.carryOut(thread, together, now)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        for (const { key } of together) refused.set(key, error.message)
      }
      for (const delivery of this.github.taken()) await this.take(delivery, now)
    }
    return now
  }
}

export async function playStory(story: Story, ledger: Ledger): Promise<Played> {
  return new Player(story, ledger).play()
}

function wantsIn({ settings, repository, ticket }: Facts, plan: Plan, inPrivate: Plan): Want[] {
  if (settings.desk.repository === null) return plan.wants
  const desk = { in: 'own_thing', kind: 'private_desk', repositoryId: repository.id, placeId: 0 } as const
  const link = `[#${ticket.number} ${ticket.title}]`
  return alarmInPrivate(plan.wants, inPrivate.wants, { desk, ticket, link })
}

/** With the verdict that the story gives. */
function told(served: ServedRepository, facts: KnowledgeFacts, { says }: Story): KnowledgeFacts {
  if (!says) return facts
  const slugs = says.answers === undefined ? says.mayHelp : [says.answers]
  const all = [...served.articles, ...served.sections]
  const found = slugs.map((slug) => {
    const article = all.find((one) => one.slug === slug)
    if (!article) throw new Error(`There is no article or section ${slug}`)
    return article
  })
  const answered = says.answers !== undefined
  const ranked = found.map(({ slug, title }) => ({ slug, title, confidence: answered ? 0.99 : 0.7 }))
  const match: Match = {
    language: 'en',
    answered,
    confidence: answered ? 0.99 : 0.7,
    article: found[0] ?? null,
    ranked,
    suggested: answered ? [] : ranked,
    signatures: [],
    reasons: ['as the story says'],
  }
  return { ...facts, verdict: () => verdictOf(served, match, facts.reader()) }
}

function ticketIdIn({ payload }: Delivery): TicketId | null {
  const { issue, discussion } = payload as { issue?: { id: number }; discussion?: { id: number } }
  return issue ? `issue:${issue.id}` : discussion ? `discussion:${discussion.id}` : null
}
