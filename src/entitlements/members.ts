// Reads who belongs to an organisation: all members where the App is installed on it, else those who show it.

import type { Fact, Observation } from '../domain/fact.ts'
import { UserError } from '../domain/problem.ts'
import type { Actor } from '../domain/ticket.ts'
import type { MembersApi } from './github-apis.ts'
import { membersScope } from './scopes.ts'
import type { BulkRead, Page, SourceReader } from './source.ts'

export function membersReader(api: MembersApi): SourceReader {
  return {
    async page(read: BulkRead): Promise<Page> {
      const organizationId = Number(read.scope.slice('members:'.length))
      const need = read.needs[0]
      const organization = need?.names[0]
      if (!need || !organization)
        throw new UserError(`The organisation of ${read.scope} is not known by name.`)
      const own = await api.installationOn(organizationId)
      const shown = await api.listPublicMembers(own ?? need.installationId, organization)
      const all = own === null ? shown : await api.listMembers(own, organization)
      const publicIds = new Set(shown.map((member) => member.id))
      const facts = all.flatMap((member) =>
        member.id === null
          ? []
          : [membershipFact(organizationId, organization, member, publicIds.has(member.id))],
      )
      return { facts, cursor: null, view: 'full', problems: [] }
    },
  }
}

/** What an `organization` webhook (member_added, member_removed) proves; received at `at`, ms. */
export function membershipObservation(
  change: {
    organization: { id: number; login: string }
    member: { id: number; login: string }
    added: boolean
  },
  at: number,
): Observation {
  const { organization, member, added } = change
  const actor: Actor = { ...member, type: 'User' }
  const fact = membershipFact(organization.id, organization.login, actor, false)
  const says = added ? 'is' : 'ended'
  const scope = membersScope(organization.id)
  return { scope, key: fact.key, at, throughAt: at, origin: 'push', says, effectiveAt: null, fact }
}

function membershipFact(organizationId: number, organization: string, member: Actor, shown: boolean): Fact {
  return {
    key: String(member.id),
    accountId: member.id ?? 0,
    accountType: 'User',
    login: member.login,
    worth: { kind: 'member', organizationId, public: shown, seat: false },
    oneTime: false,
    private: false,
    startedAt: null,
    sinceAt: null,
    untilAt: null,
    evidence: `member of ${organization}`,
  }
}
