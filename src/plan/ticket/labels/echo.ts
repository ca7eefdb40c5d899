// What Firstline did itself on a ticket comes back as a delivery: whether anything follows from it.
import type { Effect } from '../../../domain/effect.ts'
import { sameLabel } from '../wants.ts'
import { NEEDS_HUMAN, WAITING } from './labels.ts'

export interface Echo {
  /** Everything that was written on the ticket, or may have been. */
  effects: readonly Effect[]
  /** The turn that made the last decision. */
  decidedBy: string | null
}

/** Words after which there is nothing to be followed, and no rule says anything else than before. */
const LAST_WORDS = new Set(['reply', 'acknowledgement', 'escalation'])
/** A wait begins with the one, and the queue shows the other. */
const WATCHED = [WAITING.name, NEEDS_HUMAN.name]

/**
 * Whether anything follows from a comment of ours whose entry the ledger had before. Nothing does where a turn has
 * looked at it since, or where its words have no consequences.
 */
export function followsFromComment({ effects, decidedBy }: Echo, commentId: number): boolean {
  const said = effects.filter((one) => one.kind === 'say' && one.githubId === String(commentId))
  if (said.length === 0 || decidedBy === null || isAnythingInDoubt(effects)) return true
  if (said.every(({ claimToken }) => claimToken !== decidedBy)) return false
  return !said.every(({ marker }) => LAST_WORDS.has(marker?.split(' ')[0] ?? ''))
}

/**
 * Whether anything follows from a label that went on or off. Nothing does where the last decision had it put there:
 * that decision took it for done. A turn that has decided since did so without it, and one that a rule, a command or a
 * person wanted may set something going.
 */
export function followsFromLabel({ effects, decidedBy }: Echo, label: string, isOn: boolean): boolean {
  if (decidedBy === null || isAnythingInDoubt(effects)) return true
  if (WATCHED.some((name) => sameLabel(name, label))) return true
  const last = effects.findLast((one) => one.label !== null && sameLabel(one.label, label))
  const kept = `${last?.ticketId}|${isOn ? 'on' : 'off'} `
  return !last?.key.startsWith(kept) || last.state !== 'done' || last.claimToken !== decidedBy
}

/** Our own doing may be what settles it. */
function isAnythingInDoubt(effects: readonly Effect[]): boolean {
  return effects.some(({ state }) => state === 'intended')
}
