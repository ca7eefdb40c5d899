// A maintainer takes a label off: what it locked, labelled and assigned is taken back; what it said stays.
import type { Facts } from '../../../domain/facts.ts'
import type { Want } from '../../../domain/want.ts'
import { plainLabel } from '../labels/labels.ts'
import { isOn, once, putOn, sameLabel, takeOff } from '../wants.ts'
import type { Firing } from './label-firings.ts'
import { lastingClose } from './shared.ts'

/** Later, others have seen the ticket closed and gone by it. */
const UNDO_CLOSE_WITHIN_MS = 3_600_000

export function undo(facts: Facts, { rule, span, name }: Firing): Want[] {
  const { onGitHub, story, written } = facts
  const wish = { why: `a maintainer took the label ${span.label} off` }
  const did = (what: string) => written.has(`rule:${name}:${what}`)
  const undoName = (what: string) => `undo:rule:${name}:${what}`
  const wants: Want[] = []
  for (const label of rule.add) {
    const what = `add:${label}`
    if (did(what) && isOn(facts, label)) wants.push(takeOff(facts, undoName(what), label, wish))
  }
  for (const label of rule.remove) {
    const what = `remove:${label}`
    const took = did(what) && story.labels.some((one) => tookOff(one, label, span.fromAt))
    if (took) wants.push(putOn(facts, undoName(what), plainLabel(label), wish))
  }
  for (const login of rule.assign) {
    const what = `assign:${login}`
    if (did(what)) wants.push(once(facts, undoName(what), { do: 'unassign', logins: [login] }, wish))
  }
  if (did('lock') && onGitHub.locked) wants.push(once(facts, undoName('lock'), { do: 'unlock' }, wish))
  if (undoesClose(facts, span.untilAt ?? 0) && (did('close') || did('close-after-wait'))) {
    wants.push(once(facts, undoName('close'), { do: 'reopen' }, wish))
  }
  return wants
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
  const close = facts.onGitHub.open ? null : lastingClose(facts)
  if (close?.role !== 'self') return false
  return takenOffAt >= close.fromAt && takenOffAt - close.fromAt <= UNDO_CLOSE_WITHIN_MS
}
