// Who an actor was to a repository at a moment: told when the ledger is read.
import type { Actor, Role, Ticket } from './ticket.ts'

/**
 * Two questions about one moment. `response`: does what they wrote count as the project's? Whoever was added to
 * `maintainers` or `bots` since then is counted: that corrects the past. `act`: might they set tiers and give commands?
 * What they were at that moment decides.
 */
export type RoleQuestion = 'response' | 'act'

export type RoleOf<R extends Role = Role> = (actor: Actor, at: number, question?: RoleQuestion) => R

/** Somebody who answers for the project: acts from `fromAt`, responds from `respondsFromAt`, both until `untilAt`. */
export interface MaintainerInterval {
  actorId: number
  fromAt: number
  respondsFromAt: number
  /** Exclusive; null: still. */
  untilAt: number | null
}

export interface RoleFacts {
  /** Login of Firstline's own App, `slug[bot]`. */
  botLogin: string
  /** `bots` of the settings over time, oldest first; the first counts from the beginning. */
  settings: ReadonlyArray<{ fromAt: number; bots: readonly string[] }>
  maintainers: readonly MaintainerInterval[]
  /** Times for which today's list of maintainers was told to count: as of the end of each. */
  backdated: ReadonlyArray<{ fromAt: number; untilAt: number }>
}

/** The role of an actor, without regard to the ticket: requesters are told by the caller. */
export function roleTeller(facts: RoleFacts): RoleOf<Exclude<Role, 'requester'>> {
  const own = facts.botLogin.toLowerCase()
  const isBot = botTeller(facts.settings)
  const byActor = Map.groupBy(facts.maintainers, (one) => one.actorId)
  return (actor, at, question = 'response') => {
    const login = actor.login.toLowerCase()
    if (login === own) return 'self'
    if (actor.type === 'Bot' || isBot(login, at, question)) return 'bot'
    if (actor.id === null) return 'bystander'
    const moment = facts.backdated.find((one) => one.fromAt <= at && at < one.untilAt)?.untilAt ?? at
    const isMaintainer = (byActor.get(actor.id) ?? []).some(({ fromAt, respondsFromAt, untilAt }) => {
      const sinceAt = question === 'act' ? fromAt : Math.min(fromAt, respondsFromAt)
      return sinceAt <= moment && (untilAt === null || moment < untilAt)
    })
    return isMaintainer ? 'maintainer' : 'bystander'
  }
}

/**
 * The role of an actor in one ticket. Whoever opened it is its requester in all they write, whatever the project calls
 * them; what they do counts as a maintainer's where they were one at that moment.
 */
export function roleInTicket(
  ticket: Pick<Ticket, 'requester'>,
  roleOf: RoleOf<Exclude<Role, 'requester'>>,
): RoleOf {
  return (actor, at, question) => {
    const role = roleOf(actor, at, question)
    if (actor.id === null || actor.id !== ticket.requester.id || role === 'bot' || role === 'self')
      return role
    return question === 'act' && role === 'maintainer' ? 'maintainer' : 'requester'
  }
}

/** Listed in the settings of that moment or, for what counts as a response, in later ones. */
function botTeller(settings: RoleFacts['settings']) {
  const times = settings.map(({ fromAt, bots }) => {
    return { fromAt, logins: new Set(bots.map((login) => login.toLowerCase())) }
  })
  return (login: string, at: number, question: RoleQuestion): boolean => {
    const inForce = Math.max(
      0,
      times.findLastIndex((one) => one.fromAt <= at),
    )
    const asked = question === 'act' ? times.slice(inForce, inForce + 1) : times.slice(inForce)
    return asked.some((one) => one.logins.has(login))
  }
}
