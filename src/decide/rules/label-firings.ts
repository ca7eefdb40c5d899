// Which labels act, and under which rule of the settings.
import type { LabelRule } from '../../domain/settings.ts'
import type { Facts } from '../facts.ts'
import type { LabelSpan } from '../fold-story.ts'
import { WAITING } from '../labels.ts'
import { sameLabel } from '../plan.ts'
import { isUnderWatch } from './shared.ts'

/** A label that is or was on, with the rule that it follows. */
export interface Firing {
  rule: LabelRule
  span: LabelSpan
  /** What the rule's trailing `*` stands for. */
  star: string
  /** Names what this firing does among effects and parts: each time the label goes on it is another one. */
  name: string
}

/** Labels of maintainers act, and `waiting: requester` also where Firstline put it on. */
export function labelFirings(facts: Facts): Firing[] {
  return facts.story.labels.flatMap((span) => {
    const acts = span.role === 'maintainer' || (span.role === 'self' && sameLabel(span.label, WAITING.name))
    if (!acts || !isUnderWatch(facts, span.fromAt)) return []
    const name = `${span.label}@${Math.floor(span.fromAt / 1000)}`
    return facts.settings.labels.flatMap((rule) => {
      const star = matchLabel(rule.label, span.label)
      return star === null ? [] : [{ rule, span, star, name }]
    })
  })
}

/** What the trailing `*` of a rule stands for ('' without one); null if the rule is not about this label. */
export function matchLabel(pattern: string, label: string): string | null {
  const [wanted, have] = [pattern.toLowerCase(), label.toLowerCase()]
  if (!pattern.endsWith('*')) return wanted === have ? '' : null
  const start = wanted.slice(0, -1)
  return have.startsWith(start) && have.length > start.length ? label.slice(start.length).trim() : null
}
