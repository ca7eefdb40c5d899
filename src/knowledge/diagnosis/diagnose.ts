// What a report tells of its case: the errors in its logs, versions, platforms.
import type { Diagnosis } from '../../domain/triage.ts'
import { fingerprintOf } from '../text.ts'
import { errorsIn, type SignedError } from './errors-in.ts'
import { platformsIn } from './platforms.ts'
import { linesOf, type Report, type ReportLine } from './report-lines.ts'
import type { Work } from './told-by.ts'
import { undecorated } from './undecorated.ts'
import { versionsOf } from './versions-of.ts'

/** Pure and linear; of a report of any length at most 100,000 characters are read, its beginning and its end. */
export function diagnose(report: Report & { project?: string }, work?: Work): Diagnosis {
  const lines = linesOf(report)
  const errors = errorsIn(lines, work)
  return {
    signatures: errors.map(({ text, isTelling }) => ({ text, isTelling })),
    versions: versionsOf(lines, report),
    platforms: platformsIn(lines, report),
    hasLog: hasLog(lines, errors),
  }
}

/** An error that stands below the title, or lines that a program wrote; a command or a setting in code is none. */
function hasLog(lines: readonly ReportLine[], errors: readonly SignedError[]): boolean {
  const title = lines.at(-1)?.text
  if (errors.some(({ line }) => !title?.includes(line))) return true
  return lines.slice(0, MOST_LOG_LINES).some(({ text, isLog }) => isLog && undecorated(text).isLogged)
}

const MOST_LOG_LINES = 2_000

/** Changes whenever the same report gets other signatures: those that are kept are made anew. */
export const SIGNED_AS = 1

const MOST_DIGESTS = 5

/** Fingerprints of the telling signatures, the most telling first: by them tickets with the same error are found. */
export function digestsOf({ signatures }: Pick<Diagnosis, 'signatures'>): string[] {
  const telling = signatures.filter(({ isTelling }) => isTelling).slice(0, MOST_DIGESTS)
  return telling.map(({ text }) => fingerprintOf(text))
}
