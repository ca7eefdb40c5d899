// Says what is wrong with settings, articles or a list of customers as the output of a check run.
import type { Checked, CheckRun } from '../domain/check-run.ts'
import type { Problem } from '../domain/problem.ts'
import { safeCode, safeSentence } from './safe-text.ts'

const NAMES: Record<Checked, string> = {
  settings: 'firstline / settings',
  articles: 'firstline / knowledge base',
  customers: 'firstline / customers',
}

/** `partly`: where nothing but what is wrong is left out. */
const VERDICTS: Record<Checked, { fine: string; wrong: string; partly?: string }> = {
  settings: {
    fine: 'These settings can be used.',
    wrong: 'This file is not used: the last good settings stay in force until it is corrected.',
    partly: 'This file is used, but for what is wrong in it.',
  },
  articles: {
    fine: 'These articles can be used.',
    wrong: 'Articles that cannot be read are left out until they are corrected; the others are used.',
  },
  customers: {
    fine: 'This list can be used.',
    wrong: 'This list is not used: what was read before stays in force until it is corrected.',
  },
}

/** What GitHub takes in one request: https://docs.github.com/rest/checks/runs */
const MAX_ANNOTATIONS = 50
const MAX_LISTED = 50
/** An output may have 65,535 characters; fifty mistakes of this length fit. */
const LONGEST_MESSAGE = 600

/** The result of checking a file. Only problems in files of this repository are annotated. */
export function checkWords(problems: readonly Problem[], checked: Checked = 'settings'): CheckRun {
  const failures = problems.filter((problem) => problem.level === 'failure')
  const others = problems.filter((problem) => problem.level !== 'failure')
  const ordered = [...failures, ...others]
  return {
    name: NAMES[checked],
    conclusion: failures.length > 0 ? 'failure' : others.length > 0 ? 'neutral' : 'success',
    title: titleOf(failures.length, others),
    summary: summaryOf(ordered, failures, checked),
    annotations: ordered
      .filter((problem) => !isElsewhere(problem))
      .slice(0, MAX_ANNOTATIONS)
      .map(({ file, line = 1, message, level }) => ({ path: file, line, message: cut(message), level })),
  }
}

function titleOf(failures: number, others: readonly Problem[]): string {
  if (failures > 0) return count(failures, 'mistake')
  const notices = others.filter((problem) => problem.level === 'notice').length
  const parts = [
    ...(others.length > notices ? [count(others.length - notices, 'warning')] : []),
    ...(notices > 0 ? [`${count(notices, 'key')} not yet in force`] : []),
  ]
  return parts.length > 0 ? `Fine, with ${parts.join(' and ')}` : 'Everything is fine'
}

function summaryOf(ordered: readonly Problem[], failures: readonly Problem[], checked: Checked): string {
  const lines = ordered.slice(0, MAX_LISTED).map((problem) => describe(problem, checked))
  const rest = ordered.length - lines.length
  if (rest > 0) lines.push(`- and ${rest} more`)
  const { fine, wrong, partly = wrong } = VERDICTS[checked]
  const failed = failures.every(({ leavesRest }) => leavesRest) ? partly : wrong
  return [failures.length > 0 ? failed : fine, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')
}

function describe(problem: Problem, checked: Checked): string {
  const level = problem.level === 'failure' ? '' : `**${problem.level}** `
  // Articles are many files, settings one, but for the templates that they name.
  const named = checked === 'articles' || isElsewhere(problem) || problem.file.endsWith('.md')
  const place = named ? `${safeCode(problem.file)}, line` : 'Line'
  return `- ${level}${place} ${problem.line ?? 1}: ${safeSentence(problem.message, LONGEST_MESSAGE)}`
}

/** Annotations are plain text. */
function cut(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message
  return `${message.slice(0, LONGEST_MESSAGE)}… (cut: it has ${message.length} characters)`
}

/** Files of other repositories are named `owner/name:path`. */
function isElsewhere(problem: Problem): boolean {
  return problem.file.includes(':')
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
