// The labels that are Firstline's own, beside those of the tiers.
import type { LabelSpec } from '../../domain/label.ts'

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
  description: 'The automatic answer did not solve it',
}
/** A label that the settings only name. */
export function plainLabel(name: string): LabelSpec {
  return { name, color: 'ededed', description: '' }
}

/** Never put on by Firstline: on a ticket that has it, nothing is written any more. */
export const IGNORE = 'firstline: ignore'
