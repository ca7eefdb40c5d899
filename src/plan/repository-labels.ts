// The labels that a repository has before the first ticket needs one. Pure.
import type { LabelSpec } from '../domain/label.ts'
import type { Want } from '../domain/want.ts'

/** Those of tiers, with colour and description; what is there already is left as it is. */
export function planLabels(
  repositoryId: number,
  tiers: ReadonlyArray<{ name: string; label: LabelSpec }>,
): Want[] {
  return tiers.map(({ name, label }) => ({
    key: labelKey(repositoryId, label),
    place: { in: 'repository', repositoryId },
    what: { do: 'make_label', label },
    urgency: 'label',
    why: `the tier ${name} goes by it`,
  }))
}

/** Whoever needs it: a label is made for the repository. */
export function labelKey(repositoryId: number, { name }: LabelSpec): string {
  return `repository:${repositoryId}|label ${name}`
}
