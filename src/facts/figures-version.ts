// What the figures of all tickets of a repository rest on, as one number: another number, and all are made anew.
import { createHash } from 'node:crypto'
import type { Settings } from '../domain/settings.ts'
import { RULES_VERSION } from '../plan/ticket/rules/all-rules.ts'
import type { ServedRepository } from './served-repository.ts'

/** Raise it when clocks, figures, or the form in which they are kept, say something else than before. */
const FIGURES_VERSION = 2

type History = ServedRepository['history']

/** Sections that no figure rests on: whatever is not named here counts. */
const LEFT_OUT = ['knowledgeBase', 'desk', 'economics', 'retention'] as const satisfies Array<keyof Settings>

/** Changes with the rules, the settings over time, who was who, and the names of labels. */
export function figuresVersion(
  served: Pick<ServedRepository, 'history' | 'uncorrected' | 'rolesFrom' | 'labelNames' | 'repository'>,
): number {
  const { history, uncorrected, rolesFrom, labelNames, repository } = served
  return numberOf([
    FIGURES_VERSION,
    RULES_VERSION,
    saidBy(history),
    uncorrected && saidBy(uncorrected.history),
    rolesFrom,
    Object.entries(labelNames).sort(),
    repository.installedAt,
  ])
}

/** Tells one value from another; an integer that both engines and JavaScript hold. */
export function numberOf(value: unknown): number {
  const hash = createHash('sha256').update(JSON.stringify(value)).digest('hex')
  return Number.parseInt(hash.slice(0, 13), 16)
}

/** What settings said from when on; saying the same again is nothing. */
function saidBy(history: History): unknown[] {
  const said: Array<{ fromAt: number; says: string }> = []
  for (const { fromAt, settings, backdatedAt } of history) {
    const counting = { ...settings, ...Object.fromEntries(LEFT_OUT.map((key) => [key, undefined])) }
    const says = JSON.stringify([counting, backdatedAt])
    if (said.at(-1)?.says !== says) said.push({ fromAt, says })
  }
  return said
}
