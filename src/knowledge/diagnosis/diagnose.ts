// What a report tells of its case: the errors in its logs, versions, platforms.
import type { Diagnosis } from '../../domain/triage.ts'
import { fingerprintOf } from '../text.ts'
import { errorsIn } from './errors-in.ts'
import { platformsIn } from './platforms.ts'
import { linesOf, type Report } from './report-lines.ts'
import type { Work } from './told-by.ts'
import { versionsOf } from './versions-of.ts'

/** Pure and linear; of a report of any length at most 200,000 characters are read, its beginning and its end. */
export function diagnose(report: Report & { project?: string }, work?: Work): Diagnosis {
  const lines = linesOf(report)
  const errors = errorsIn(lines, work)
  return {
    signatures: errors.map(({ text, isTelling }) => ({ text, isTelling })),
    versions: versionsOf(lines, report),
    platforms: platformsIn(lines, report),
    hasLog: errors.length > 0 || lines.some(({ isLog }) => isLog),
  }
}

/** Changes whenever the same report gets other signatures: those that are kept are made anew. */
export const SIGNED_AS = 1

const MOST_DIGESTS = 5

/** Fingerprints of the telling signatures, the most telling first: by them tickets with the same error are found. */
export function digestsOf({ signatures }: Pick<Diagnosis, 'signatures'>): string[] {
  const telling = signatures.filter(({ isTelling }) => isTelling).slice(0, MOST_DIGESTS)
  return telling.map(({ text }) => fingerprintOf(text))
}
