// The labels that are Firstline's own, beside those of the tiers.
import type { LabelSpec } from '../../../domain/label.ts'
import type { NeedKind, Severity } from '../../../domain/triage.ts'

export const AT_RISK: LabelSpec = {
  name: 'sla: at risk',
  color: 'fbca04',
  description: 'A promised response is nearly due',
}
export const MISSED: LabelSpec = {
  name: 'sla: missed',
  color: 'd93f0b',
  description: 'A promised response is late',
}
export const WAITING: LabelSpec = {
  name: 'waiting: requester',
  color: 'c5def5',
  description: 'Waits for the person who opened it; clocks are paused',
}
export const NEEDS_HUMAN: LabelSpec = {
  name: 'support: needs human',
  color: '5319e7',
  description: 'What was done so far did not help',
}
/** By the kind of help that is wanted. */
export const NEEDS: Record<NeedKind, LabelSpec> = {
  'technical-support': {
    name: 'need: technical-support',
    color: 'bfd4f2',
    description: 'Asks for technical support',
  },
  training: { name: 'need: training', color: '0e8a16', description: 'Asks for training' },
  consulting: { name: 'need: consulting', color: '006b75', description: 'Asks for consulting' },
}
/** The gravest first. */
export const SEVERITIES: ReadonlyArray<{ severity: Severity; label: LabelSpec }> = [
  { severity: 1, label: severityLabel(1, 'b60205', 'Gravest: nothing works, and there is no way round') },
  { severity: 2, label: severityLabel(2, 'd93f0b', 'Grave: something important does not work') },
  { severity: 3, label: severityLabel(3, 'fbca04', 'Something does not work, and there is a way round') },
  { severity: 4, label: severityLabel(4, 'c2e0c6', 'Small: a question, or a matter of looks') },
]
/** A label that the settings only name. */
export function plainLabel(name: string): LabelSpec {
  return { name, color: 'ededed', description: '' }
}

function severityLabel(severity: Severity, color: string, description: string): LabelSpec {
  return { name: `severity: ${severity}`, color, description }
}

/** Never put on by Firstline: on a ticket that has it, nothing is written any more. */
export const IGNORE = 'firstline: ignore'
