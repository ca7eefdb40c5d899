// How people write the kinds of need, in labels and commands.
import { NEED_KINDS, type NeedKind } from '../../../domain/triage.ts'

/** The kind that a label `need: KIND` names; null for every other label. */
export function needOfLabel(label: string): NeedKind | null {
  const name = /^need:\s*(.+)$/i.exec(label.trim())?.[1]
  return name === undefined ? null : needNamed(name)
}

/** The kind that somebody means who writes it so. */
export function needNamed(written: string): NeedKind | null {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  if (name === 'support') return 'technical-support'
  return NEED_KINDS.find((kind) => kind === name) ?? null
}
