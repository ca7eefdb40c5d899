// A label that was renamed on GitHub goes on under the name that the settings, or Firstline itself, have for it.

import type { Settings } from '../../../domain/settings.ts'
import type { TermsVersion } from '../../../domain/terms.ts'
import type { Entry, Ticket } from '../../../domain/ticket.ts'
import { AT_RISK, IGNORE, MISSED, NEEDS, NEEDS_HUMAN, SEVERITIES, WAITING } from './labels.ts'

/** Our name of a label, in lower case → what it is called on GitHub now. */
export type LabelNames = Readonly<Record<string, string>>

const OWN = [
  AT_RISK.name,
  IGNORE,
  MISSED.name,
  NEEDS_HUMAN.name,
  WAITING.name,
  ...Object.values(NEEDS).map(({ name }) => name),
  ...SEVERITIES.map(({ label }) => label.name),
]

interface Labelled {
  ticket: Ticket
  entries: readonly Entry[]
  history: readonly TermsVersion[]
}

/** The ticket and its ledger with our names for what has others on GitHub. */
export function byOurNames<T extends Labelled>(stored: T, names: LabelNames): T {
  if (Object.keys(names).length === 0) return stored
  const { ticket, entries, history } = stored
  const last = history.at(-1)
  const ourName = (label: string, version: TermsVersion | undefined) => {
    const ours = [...(version ? namesIn(version.settings) : []), ...OWN]
    if (ours.some((name) => isSame(name, label))) return label
    return ours.find((name) => isSame(nameOnGitHub(name, names), label)) ?? label
  }
  const versionAt = (at: number) => history.findLast(({ fromAt }) => fromAt <= at) ?? history[0]
  return {
    ...stored,
    ticket: { ...ticket, labels: ticket.labels.map((label) => ourName(label, last)) },
    entries: entries.map((entry) => {
      const { label } = entry.data
      if (label === undefined) return entry
      const name = ourName(label, versionAt(entry.at))
      return name === label ? entry : { ...entry, data: { ...entry.data, label: name } }
    }),
  }
}

/** Labels that tiers and rules go by. What ends in `*` is no name. */
export function namesIn({ tiers, labels = [] }: Pick<Settings, 'tiers'> & Partial<Pick<Settings, 'labels'>>) {
  const ofRules = labels.flatMap(({ label, add, remove }) => [label, ...add, ...remove])
  return [...tiers.map(({ label }) => label.name), ...ofRules.filter((name) => !name.endsWith('*'))]
}

/** What GitHub calls a label that we call `name`. */
export function nameOnGitHub(name: string, names: LabelNames): string {
  const key = name.toLowerCase()
  return Object.hasOwn(names, key) ? names[key]! : name
}

/** The names after a label was renamed on GitHub; `ours`: those that somebody goes by here. */
export function afterRename(
  names: LabelNames,
  from: string,
  to: string,
  ours: readonly string[],
): LabelNames {
  const mine = [...ours, ...OWN].filter((name) => isSame(nameOnGitHub(name, names), from))
  const kept = Object.entries(names).filter(([name, label]) => !isSame(label, from) && !isSame(name, to))
  const moved = mine.filter((name) => !isSame(name, to)).map((name) => [name.toLowerCase(), to] as const)
  return Object.fromEntries([...kept, ...moved])
}

/** The names after a label was deleted on GitHub, or made there: what is called by its own name needs no other. */
export function without(names: LabelNames, label: string): LabelNames {
  return Object.fromEntries(
    Object.entries(names).filter(([name, other]) => !isSame(other, label) && !isSame(name, label)),
  )
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
