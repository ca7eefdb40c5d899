// How grave a ticket is, as its label says: put on by `/severity` or by hand. Pure.
import type { Facts } from '../../../domain/facts.ts'
import type { LabelSpec } from '../../../domain/label.ts'
import type { Severity } from '../../../domain/triage.ts'
import { sameLabel } from '../wants.ts'
import { SEVERITIES } from './labels.ts'

export interface SeverityLabel {
  severity: Severity
  label: LabelSpec
}

/** Of several labels the one that went on last; null without any. */
export function severityOf(facts: Pick<Facts, 'onGitHub' | 'story'>): Severity | null {
  return severityLabels(facts).at(-1)?.severity ?? null
}

/** Those that are on, in the order in which they went on. */
export function severityLabels({ onGitHub, story }: Pick<Facts, 'onGitHub' | 'story'>): SeverityLabel[] {
  const isOn = ({ label }: SeverityLabel) => onGitHub.labels.some((name) => sameLabel(name, label.name))
  const placeOf = ({ label }: SeverityLabel) =>
    story.labels.findLastIndex((span) => sameLabel(span.label, label.name))
  // Where the ledger does not tell, the gravest counts.
  return SEVERITIES.filter(isOn).sort((a, b) => placeOf(a) - placeOf(b) || b.severity - a.severity)
}
