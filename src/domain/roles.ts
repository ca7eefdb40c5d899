// Who an actor is to a repository at a moment: told when the ledger is read, so that changed settings correct history.
import type { Actor, Role } from './ticket.ts'

export interface RoleFacts {
  /** Login of Firstline's own App, `slug[bot]`. */
  botLogin: string
  /** Machine users that GitHub calls `User`; lower case. */
  bots: ReadonlySet<string>
  /** From the settings: then nobody else answers for the project, at any time. Null: permission decides. */
  listed: ReadonlySet<number> | null
  /** Who had permission `triage` or more, and when. */
  members: ReadonlyArray<{ actorId: number; fromAt: number; untilAt: number | null }>
}

/** The role of an actor, without regard to the ticket: requesters are told by the caller. */
export function roleTeller(facts: RoleFacts): (actor: Actor, at: number) => Exclude<Role, 'requester'> {
  return (actor, at) => {
    if (actor.login.toLowerCase() === facts.botLogin.toLowerCase()) return 'self'
    if (actor.type === 'Bot' || facts.bots.has(actor.login.toLowerCase())) return 'bot'
    if (actor.id === null) return 'bystander'
    if (facts.listed) return facts.listed.has(actor.id) ? 'maintainer' : 'bystander'
    const isMember = facts.members.some(
      (one) => one.actorId === actor.id && one.fromAt <= at && (one.untilAt === null || at < one.untilAt),
    )
    return isMember ? 'maintainer' : 'bystander'
  }
}
