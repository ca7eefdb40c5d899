// Which labels act, and under which rule of the settings of their time.

import type { Facts } from '../../../domain/facts.ts'
import { isShownWhole, partName } from '../../../domain/marker.ts'
import type { LabelRule } from '../../../domain/settings.ts'
import type { LabelSpan } from '../../../domain/story.ts'
import { waitingCalls } from '../commands/waiting.ts'
import { WAITING } from '../labels/labels.ts'
import { sameLabel } from '../wants.ts'
import { WAITS_FOR_INFORMATION } from './request-information.ts'
import { isUnderWatch } from './shared.ts'

/** A label that is or was on, with the rule that it follows. */
export interface Firing {
  rule: LabelRule
  span: LabelSpan
  /** What the rule's trailing `*` stands for. */
  star: string
  /** Names what this firing does among effects: each time the label goes on it is another one. */
  name: string
  /** Names its words: markers show few signs of a label, and two rules for it have words of their own. */
  words: string
}

/** Labels of maintainers act, and `waiting: requester` also where Firstline put it on. */
export function labelFirings(facts: Facts): Firing[] {
  return facts.story.labels.flatMap((span) => {
    const acts = span.role === 'maintainer' || (span.role === 'self' && sameLabel(span.label, WAITING.name))
    return acts && isUnderWatch(facts, span.fromAt) ? firingsOf(facts, span) : []
  })
}

/** Of the label that a request for information puts on in this moment: what it does is told in the same comment. */
export function firingsOfRequest(facts: Facts): Firing[] {
  const removed = { untilAt: null, removedBy: null, removedRole: null, untilPlace: null }
  const fromPlace = Number.MAX_SAFE_INTEGER
  const span = {
    label: WAITING.name,
    fromAt: facts.now,
    by: null,
    role: 'self',
    fromPlace,
    ...removed,
  } as const
  return firingsOf(facts, span, ASKED)
}

function firingsOf(
  facts: Facts,
  span: LabelSpan,
  moment = isAsked(facts, span) ? ASKED : String(Math.floor(span.fromAt / 1000)),
): Firing[] {
  const name = `${span.label}@${moment}`
  const matching = facts.settings.labels.flatMap((today) => {
    const star = matchLabel(today.label, span.label)
    const rule = star === null ? null : ruleOf(facts, today, span, name)
    return star === null || rule === null ? [] : [{ rule, star }]
  })
  return matching.map(({ rule, star }, i) => {
    const words = i === 0 ? wordsName(facts, span.label, name) : `${name}.${shortHash(rule.label)}`
    return { rule, span, star, name, words }
  })
}

/** It is named before it is there: GitHub says only then at which second it went on. */
const ASKED = 'request'

/** The label that a request for information put on: once a ticket, and by no command. */
function isAsked(facts: Facts, span: LabelSpan): boolean {
  if (span.role !== 'self' || !facts.written.has(WAITS_FOR_INFORMATION)) return false
  const waits = facts.story.labels.filter(({ label }) => sameLabel(label, WAITING.name))
  const asked = waits.find(({ role, fromAt }, i) => {
    const sinceAt = waits[i - 1]?.untilAt ?? 0
    return role === 'self' && !waitingCalls(facts).some(({ at }) => at > sinceAt && at <= fromAt)
  })
  return asked === span
}

/** Labels of which a marker shows the same would have each other's words; what was said under the plain name stays said. */
function wordsName(facts: Facts, label: string, name: string): string {
  if (isShownWhole(label)) return name
  const plain = partName({ kind: 'label-rule', key: name })
  const own = facts.story.own.flatMap(({ markers }) => markers.map(partName))
  const isSaid = [...facts.written, ...own].some((one) => one === plain || one.startsWith(`${plain}:`))
  return isSaid ? name : `${name}.${shortHash(label)}`
}

/** 32 bits (FNV-1a). */
function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** A label that was put on just before its rule was read was put on for it. */
const READ_WITHIN_MS = 10 * 60_000

/**
 * A label acts by the rule in force when it was put on: a rule that is written later closes nothing that was labelled
 * before. Where the settings of that time are lost, what had begun by then goes on.
 */
function ruleOf(facts: Facts, today: LabelRule, span: LabelSpan, name: string): LabelRule | null {
  const { history, settings } = facts
  const then = history
    .filter(({ fromAt }, i) => {
      const untilAt = history[i + 1]?.fromAt ?? Number.POSITIVE_INFINITY
      return fromAt <= span.fromAt + READ_WITHIN_MS && untilAt > span.fromAt
    })
    .filter((version) => version.settings.mode === settings.mode)
    .flatMap((version) => version.settings.labels)
    .find(({ label }) => sameLabel(label, today.label))
  if (then) return stillWanted(then, today)
  return hasBegun(facts, name) ? today : null
}

/** What the settings ask for no more is not done any more. */
function stillWanted(rule: LabelRule, today: LabelRule): LabelRule {
  if (rule.then === null || rule.then === today.then) return rule
  // biome-ignore lint/suspicious/noThenProperty: the contract names the key, and nobody awaits a rule.
  return today.then === null ? { ...rule, waitMs: null, then: null } : { ...rule, then: 'remind' }
}

function hasBegun({ written }: Facts, name: string): boolean {
  const words = partName({ kind: 'label-rule', key: name })
  return [...written].some((one) => one.startsWith(words) || one.startsWith(`rule:${name}:`))
}

/** What the trailing `*` of a rule stands for ('' without one); null if the rule is not about this label. */
function matchLabel(pattern: string, label: string): string | null {
  const [wanted, have] = [pattern.toLowerCase(), label.toLowerCase()]
  if (!pattern.endsWith('*')) return wanted === have ? '' : null
  const start = wanted.slice(0, -1)
  return have.startsWith(start) && have.length > start.length ? label.slice(start.length).trim() : null
}
