// A ticket without the facts of its topic is asked for them once, and waits for its requester.
import { LINKS } from '../../../domain/answer.ts'
import type { Facts } from '../../../domain/facts.ts'
import type { Settings } from '../../../domain/settings.ts'
import { safeInline } from '../../../words/safe-text.ts'
import { requestInformationMessage } from '../../../words/ticket/request-information-words.ts'
import { labelShown } from '../information/field-labels.ts'
import { missingFacts } from '../information/missing-facts.ts'
import { topicsOf } from '../information/topics.ts'
import { WAITING } from '../labels/labels.ts'
import { needOf } from '../needs/need-of.ts'
import type { Contribution } from '../plan.ts'
import { isOn, putOn, say, saysOf } from '../wants.ts'
import { answer, isOfLongAgo } from './answer.ts'
import { answersOf, keptUnread, opensAsCustomer } from './shared.ts'
import { settingsAtOpening, whyNotUnasked } from './unasked.ts'

/** Nobody is asked while it is not known whether they pay. */
const ASK_AGAIN_MS = 5 * 60_000

/** Names the label that goes on with the request. */
export const WAITS_FOR_INFORMATION = 'request-information:waiting'

export function requestInformation(facts: Facts): Contribution {
  const wanted = facts.settings.needsInformation
  if (Object.keys(wanted).length === 0 || !opensAsCustomer(facts) || isAskedBefore(facts)) return {}
  if (whyNotUnasked(facts) !== null || isOfLongAgo(facts) || isSpared(facts)) return {}
  if (facts.unread || keptUnread(facts)) return { lookAgainAt: facts.now + ASK_AGAIN_MS }
  if (needOf(facts).kind !== 'technical-support' || isAnswered(facts)) return {}
  const topics = topicsOf(facts)
  const missing = missingFacts(facts, factsOf(facts, topics))
  if (missing.length === 0) return { reasons: unreadForms(facts) }
  const shown = missing.map((fact) => (BUILT_IN.has(fact) ? fact : safeInline(labelShown(facts.forms, fact))))
  const why = `asked for ${missing.join(', ')}, as tickets about ${topics.join(', ')} need it`
  const text = requestInformationMessage(shown, facts.knowledge.reader())
  const marker = { kind: 'request-information', key: topics[0] ?? '' } as const
  const waits = isOn(facts, WAITING.name) ? [] : [putOn(facts, WAITS_FOR_INFORMATION, WAITING, { why })]
  return { wants: [say(facts, marker, text, { rank: 2.6, why }), ...waits], reasons: unreadForms(facts) }
}

const BUILT_IN: ReadonlySet<string> = new Set(['version', 'platform', 'log'])

/** Once a ticket, whatever it is about later. */
function isAskedBefore({ written }: Facts): boolean {
  return [...written].some((name) => name.startsWith('request-information '))
}

/** Who pays is only asked where their tier says so, and said so when the ticket was opened. */
function isSpared(facts: Facts): boolean {
  const then = settingsAtOpening(facts).tiers
  const asks = (tiers: Settings['tiers'], name: string) =>
    tiers.some((tier) => [tier.name, ...tier.formerly].includes(name) && tier.needsInformation)
  const paid = [facts.standing.tier, facts.paid.tier].filter((name) => name !== null)
  return paid.some((name) => !asks(facts.settings.tiers, name) || !asks(then, name))
}

/** An answer stands or is posted now; links that may help are none. */
function isAnswered(facts: Facts): boolean {
  const now = saysOf(answer(facts).wants ?? [], 'answer').some(({ marker }) => marker.key !== LINKS)
  return now || answersOf(facts).some(({ stands, isLinks }) => stands && !isLinks)
}

/** What tickets of these topics must have, as the settings say and said when this one was opened. */
function factsOf(facts: Facts, topics: readonly string[]): string[] {
  const then = settingsAtOpening(facts).needsInformation
  const asked = (wanted: Settings['needsInformation']) =>
    Object.entries(wanted).flatMap(([topic, all]) =>
      topics.includes(topic.trim().toLowerCase()) ? all.map(plainFact) : [],
    )
  const before = new Set(asked(then))
  return asked(facts.settings.needsInformation).filter((fact) => before.has(fact))
}

/** The built-in ones in lower case. */
function plainFact(fact: string): string {
  const lower = fact.trim().toLowerCase()
  return BUILT_IN.has(lower) ? lower : fact.trim()
}

function unreadForms({ forms }: Facts): string[] {
  return forms.unread.map(
    (path) => `the issue form ${path} cannot be read: what its fields are called is not known`,
  )
}
