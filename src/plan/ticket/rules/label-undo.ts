// A maintainer takes a label off: what it locked, labelled and assigned is taken back; what it said stays.
import type { Facts } from '../../../domain/facts.ts'
import { plainLabel } from '../labels.ts'
import { type Deed, sameLabel } from '../plan.ts'
import type { Firing } from './label-firings.ts'

/** Later, others have seen the ticket closed and gone by it. */
const UNDO_CLOSE_WITHIN_MS = 3_600_000

export function undo(facts: Facts, { rule, span, name }: Firing): Deed[] {
  const { ticket } = facts
  const deeds: Deed[] = []
  const did = (what: string) => facts.written.has(`rule:${name}:${what}`)
  const undoKey = (what: string) => `undo:rule:${name}:${what}`
  const has = (label: string) => ticket.labels.some((one) => sameLabel(one, label))
  for (const label of rule.add) {
    const what = `add:${label}`
    if (did(what) && has(label)) deeds.push({ key: undoKey(what), do: 'remove_label', name: label })
  }
  for (const label of rule.remove) {
    const what = `remove:${label}`
    const took = did(what) && facts.story.labels.some((one) => tookOff(one, label, span.fromAt))
    if (took) deeds.push({ key: undoKey(what), do: 'add_label', label: plainLabel(label) })
  }
  for (const login of rule.assign) {
    const what = `assign:${login}`
    if (did(what)) deeds.push({ key: undoKey(what), do: 'unassign', logins: [login] })
  }
  if (did('lock') && ticket.locked) deeds.push({ key: undoKey('lock'), do: 'unlock' })
  if (undoesClose(facts, span.untilAt ?? 0) && (did('close') || did('close-after-wait'))) {
    deeds.push({ key: undoKey('close'), do: 'reopen' })
  }
  return deeds
}

/** Firstline took this label off because of the rule. */
function tookOff(
  one: { label: string; untilAt: number | null; removedRole: string | null },
  label: string,
  sinceAt: number,
): boolean {
  return (
    sameLabel(one.label, label) &&
    one.removedRole === 'self' &&
    one.untilAt !== null &&
    one.untilAt >= sinceAt
  )
}

function undoesClose(facts: Facts, takenOffAt: number): boolean {
  const close = facts.story.closes.at(-1)
  if (facts.ticket.open || !close || close.untilAt !== null || close.role !== 'self') return false
  return takenOffAt >= close.fromAt && takenOffAt - close.fromAt <= UNDO_CLOSE_WITHIN_MS
}
