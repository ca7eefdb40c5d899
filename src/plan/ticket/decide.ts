// From facts to a plan. Read this and `domain/`, and you know what Firstline does.

import type { Reason } from '../../domain/decision.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Want } from '../../domain/want.ts'
import { IGNORE } from './labels/labels.ts'
import { tellOfParting } from './lane/sides.ts'
import { isLeftOut } from './left-out.ts'
import { type Plan, together } from './plan.ts'
import { RULES } from './rules/all-rules.ts'
import { isOn, nameOf, sameLabel } from './wants.ts'

/**
 * What is wanted of this ticket now: labels on and off, parts to say, what is to be done once; and when to look again.
 * Pure: the same facts give the same plan, and a plan that was carried out leaves the next one empty.
 */
export function decide(facts: Facts): Plan {
  const standsBack = whyStandBack(facts)
  if (standsBack) {
    const wants = facts.settings.mode === 'off' ? [] : onlyWhatIsMissing(facts, tellOfParting(facts))
    return { wants, nextLookAt: null, reasons: [{ rule: 'stand back', text: standsBack }], drafts: [] }
  }
  const given = RULES.map(({ name: rule, say }) => ({ rule, said: say(facts) }))
  const all = together(given.map(({ said }) => said))
  const wants = onlyWhatIsMissing(facts, all.wants ?? [])
  const reasons = given.flatMap(({ rule, said }): Reason[] => {
    const whys = (said.wants ?? []).filter((want) => wants.includes(want)).map(({ why }) => why)
    return [...new Set([...(said.reasons ?? []), ...whys])].map((text) => ({ rule, text }))
  })
  const { lookAgainAt = null, drafts = [] } = all
  return { wants: inHurry(facts, wants), nextLookAt: lookAgainAt, reasons, drafts }
}

/** Why nothing at all is done on the ticket; null: it is followed. */
export function whyStandBack(facts: Facts): string | null {
  if (facts.settings.mode === 'off') return 'mode: off'
  if (facts.onGitHub.gone) return `the ticket was ${facts.onGitHub.gone}`
  if (isLeftOut(facts.ticket, facts.settings))
    return `the category ${facts.ticket.category?.name} is left out`
  if (facts.repository.archived) return 'the repository is archived'
  if (isOn(facts, IGNORE)) return `label ${IGNORE}`
  return null
}

/** Leaves out what is so or was written, and all answers but the last rule's: what a maintainer asks for goes before our own. */
function onlyWhatIsMissing(facts: Facts, wants: readonly Want[]): Want[] {
  const isAnswer = ({ what }: Want) => what.do === 'say' && what.marker.kind === 'answer'
  const answer = wants.findLast(isAnswer)
  const written = new Set(facts.written)
  return wants.filter((want) => {
    if ((isAnswer(want) && want !== answer) || isSo(facts, want, wants)) return false
    const name = nameOf(facts, want)
    const isNew = !written.has(name)
    written.add(name)
    return isNew
  })
}

/** A label that is kept as it is already. Of two wishes for one label, that it be on wins. */
function isSo(facts: Facts, { what }: Want, wants: readonly Want[]): boolean {
  if (what.do === 'label_on') return what.kept && isOn(facts, what.label.name)
  if (what.do !== 'label_off' || !what.kept) return false
  const isWanted = (other: Want) =>
    other.what.do === 'label_on' && other.what.kept && sameLabel(other.what.label.name, what.name)
  return !isOn(facts, what.name) || wants.some(isWanted)
}

/** A paying customer who asked within this time is waiting for a sign. */
const FRESH_MS = 3_600_000
/** Where nothing happened for so long, nobody looks for a label from one minute to the next. */
const IDLE_MS = 86_400_000

/**
 * When hundreds of tickets are labelled anew, those of customers who have just asked do not wait for them; and neither
 * does anybody else where nothing happened on the labelled ticket for a while.
 */
function inHurry({ standing, ticket, now }: Facts, wants: Want[]): Want[] {
  const isUrgent = wants.some(({ urgency }) => urgency === 'alarm') || now - ticket.openedAt < FRESH_MS
  const isLabelled = wants.every(({ urgency }) => urgency === 'label')
  if (isLabelled && !isUrgent && now - ticket.updatedAt >= IDLE_MS) {
    return wants.map((want) => ({ ...want, urgency: 'housekeeping' }))
  }
  if (standing.tier === null || !isUrgent) return wants
  return wants.map((want) => (want.urgency === 'alarm' ? want : { ...want, urgency: 'paid' }))
}

/** Whether more is wanted than labels that are kept: then something is said or done. */
export function speaks({ wants }: Plan): boolean {
  return wants.some(({ what }) => !('kept' in what && what.kept))
}
