// What should be true now, as decided; and how the contributions of the rules become one plan.

import type { Marker } from '../../domain/marker.ts'
import type { LabelSpec } from '../../domain/settings.ts'

/** One part of the one comment. `text` is Markdown without the marker. */
export interface CommentPart {
  marker: Marker
  text: string
  /** Parts of higher rank stand first: 0 secret warnings, then answers, then the rest. */
  rank: number
  /** Alarms go out before labels, labels before answers. */
  urgent: boolean
  /** Tells one writing of a part from an earlier one with the same marker, which then does not stand in its way. */
  again?: string
}

/** A write that is done once under its key, whatever becomes of it later. */
export type Deed =
  | { key: string; do: 'react'; commentId: number; nodeId: string | null; content: '+1' | '-1' }
  | { key: string; do: 'delete_comment'; commentId: number; nodeId: string | null }
  | { key: string; do: 'edit_comment'; commentId: number; nodeId: string | null; body: string }
  | { key: string; do: 'close'; reason: string }
  | { key: string; do: 'reopen' }
  | { key: string; do: 'lock' }
  | { key: string; do: 'unlock' }
  | { key: string; do: 'wake_desk' }
  | { key: string; do: 'assign'; logins: string[] }
  | { key: string; do: 'unassign'; logins: string[] }
  | { key: string; do: 'add_label'; label: LabelSpec }
  | { key: string; do: 'remove_label'; name: string }

/** Why something is so, in words for a maintainer. */
export interface Reason {
  rule: string
  text: string
}

export interface Contribution {
  /** Labels that have to be on; put on whenever they are missing. */
  on?: LabelSpec[]
  /** Labels that have to be off; taken off whenever they are there. */
  off?: string[]
  parts?: CommentPart[]
  deeds?: Deed[]
  /** The desk of this repository has to be written at once. */
  wakeDesk?: boolean
  /** Something may have to happen then. */
  lookAgainAt?: number | null
  reasons?: string[]
  /** Shown to maintainers in the queue. */
  draft?: { slug: string; title: string; confidence: number } | null
}

export interface Plan {
  on: LabelSpec[]
  off: string[]
  parts: CommentPart[]
  deeds: Deed[]
  wakeDesk: boolean
  nextLookAt: number | null
  reasons: Reason[]
  draft: { slug: string; title: string; confidence: number } | null
}

/** Merges what the rules said: one comment out of all parts, the earliest next look, `on` wins over `off`. */
export function mergeContributions(contributions: Array<{ rule: string; said: Contribution }>): Plan {
  const plan: Plan = {
    on: [],
    off: [],
    parts: [],
    deeds: [],
    wakeDesk: false,
    nextLookAt: null,
    reasons: [],
    draft: null,
  }
  for (const { rule, said } of contributions) {
    for (const label of said.on ?? []) if (!hasLabel(plan.on, label.name)) plan.on.push(label)
    plan.off.push(...(said.off ?? []))
    plan.parts.push(...(said.parts ?? []))
    plan.deeds.push(...(said.deeds ?? []))
    plan.wakeDesk ||= said.wakeDesk ?? false
    plan.reasons.push(...(said.reasons ?? []).map((text) => ({ rule, text })))
    plan.draft ??= said.draft ?? null
    const again = said.lookAgainAt ?? null
    if (again !== null && (plan.nextLookAt === null || again < plan.nextLookAt)) plan.nextLookAt = again
  }
  plan.off = [...new Set(plan.off)].filter((name) => !hasLabel(plan.on, name))
  plan.parts.sort((a, b) => a.rank - b.rank)
  return plan
}

/** Labels are the same whatever their case, as on GitHub. */
export function sameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function hasLabel(labels: LabelSpec[], name: string): boolean {
  return labels.some((label) => sameLabel(label.name, name))
}
