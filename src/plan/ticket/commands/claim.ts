// `/claim`: whoever backs the collective shows that the profile is theirs, or a maintainer vouches for a login.
import type { CommandCall } from '../../../domain/command.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { ProfileClaim } from '../../../domain/profile-claim.ts'
import {
  claimCodeMessage,
  claimProvedMessage,
  noAccountToClaimMessage,
  nobodyDeclaresMessage,
  nothingToClaimMessage,
} from '../../../words/ticket/claim-words.ts'
import { mistypedMessage } from '../../../words/ticket/mistake-words.ts'
import type { Contribution } from '../plan.ts'
import { isUnderWatch } from '../rules/shared.ts'
import type { Arguments } from './arguments.ts'
import { type Command, inItsPlace, languageFor, type Outcome, reply } from './command.ts'

const ONE_CLAIM = { least: 1, most: 1, like: /^(?:@[\w-]{1,100}|open_collective)$/i } satisfies Arguments

export const claim: Command = {
  name: 'claim',
  arguments: ONE_CLAIM,
  who: 'requester too',
  usage: 'claim open_collective',
  help: 'show that a profile on Open Collective is yours',
  maintainersToo: {
    usage: 'claim @LOGIN',
    help: 'vouch that the Open Collective profile that declares LOGIN is theirs',
  },
  isOffered: ({ claims }) => claims.scope !== null,
  want(facts, call) {
    const { prefix } = facts.settings.commands
    const [word = ''] = call.words
    if (!ONE_CLAIM.like.test(word)) {
      const meant = call.role === 'maintainer' && word !== '' ? 'claim @LOGIN' : claim.usage
      const written = `${prefix}claim ${word}`
      return { mistake: mistypedMessage(languageFor(facts, call), written, `${prefix}${meant}`) }
    }
    // Nobody else vouches for others.
    if (loginOf(call) !== null && call.role !== 'maintainer') return { mistake: '' }
    if (facts.claims.scope === null) return { mistake: nothingToClaimMessage(languageFor(facts, call)) }
    const asked = facts.claims.asked.find(({ callKey }) => callKey === call.key)
    return asked ? outcomeOf(facts, call, asked) : { waits: true }
  },
}

function outcomeOf(facts: Facts, call: CommandCall, { outcome, code, login }: ProfileClaim): Outcome {
  const { prefix } = facts.settings.commands
  if (code !== null) {
    const text = claimCodeMessage(languageFor(facts, call), code, `${prefix}${claim.usage}`)
    return { wants: [reply(facts, `claim ${commentOf(call.key)}`, text)] }
  }
  switch (outcome) {
    case null:
      return { waits: true }
    case 'proved':
    case 'not_found':
      return { wants: [] }
    case 'nobody':
      return { mistake: nobodyDeclaresMessage(login) }
    case 'no_account':
      return { mistake: noAccountToClaimMessage(login) }
    default:
      return outcome satisfies never
  }
}

/** What was seen in a profile is told to whom it waits for, once for each code. */
export function provedClaims(facts: Facts): Contribution {
  const proved = facts.claims.asked.filter(({ code, outcome }) => code !== null && outcome === 'proved')
  const first = new Map(proved.toReversed().map((one) => [one.code, one]))
  const wants = [...first.values()].map(({ callKey }) => {
    const call = facts.commands.find(({ key }) => key === callKey)
    const text = claimProvedMessage(call ? languageFor(facts, call) : 'en')
    const want = reply(facts, `claimed ${commentOf(callKey)}`, text)
    return call?.lane ? inItsPlace(facts, want) : want
  })
  return { wants }
}

/** A call that has to be noted before anything comes of it. */
export interface CalledClaim {
  callKey: string
  by: ProfileClaim['by']
  /** GitHub's id of who asks for themselves. */
  accountId: number | null
  login: string
}

/** Those that count, have a place to be looked for in, and are not noted yet. */
export function claimsToNote(facts: Facts): CalledClaim[] {
  if (facts.claims.scope === null) return []
  const noted = new Set(facts.claims.asked.map(({ callKey }) => callKey))
  return facts.commands.flatMap((call): CalledClaim[] => {
    const { name, allowed, key: callKey, actor, role, at } = call
    const isDone = facts.written.has(`react:${callKey.slice(0, callKey.indexOf(':'))}`)
    if (
      name !== claim.name ||
      !allowed ||
      !ONE_CLAIM.like.test(call.words[0] ?? '') ||
      isDone ||
      noted.has(callKey) ||
      !isUnderWatch(facts, at)
    )
      return []
    const login = loginOf(call)
    if (login !== null) {
      return role === 'maintainer' ? [{ callKey, by: 'maintainer', accountId: null, login }] : []
    }
    return actor.id === null ? [] : [{ callKey, by: 'requester', accountId: actor.id, login: actor.login }]
  })
}

/** Whom a maintainer vouches for; null: who asks, for themselves. */
function loginOf({ words: [word = ''] }: CommandCall): string | null {
  return word.startsWith('@') ? word.slice(1) : null
}

function commentOf(callKey: string): string {
  return callKey.slice(0, callKey.indexOf(':'))
}
