// Which check runs a push wants, and what each of them says. Pure.
import type { CheckSubject } from '../domain/check-run.ts'
import type { Problem } from '../domain/problem.ts'
import { isNearSettings, SETTINGS_PATHS } from '../domain/settings-paths.ts'
import type { Want } from '../domain/want.ts'
import { checkWords } from '../words/check-words.ts'

/** A push as GitHub tells of it. */
export interface Push {
  /** Of the commit at its head; empty or zeros where a branch was deleted. */
  sha: string
  commits: ReadonlyArray<{ added: string[]; modified: string[]; removed: string[] }>
}

/** What is read out of the repository that was pushed to, for itself or for others. */
export interface CheckedPlaces {
  /** Folders of articles. */
  folders: Iterable<string>
  /** Files that list customers. */
  lists: Iterable<string>
  /** Files beside the settings that are a part of them, there or missing. */
  besideSettings: Iterable<string>
}

/** GitHub lists at most this many commits of a push; beyond it nothing can be concluded from the list. */
const LISTED_COMMITS = 20
/** Nobody has more files that look like settings by mistake. */
const MOST_NEAR = 10

/** In the order in which they are written. */
export function checksOf(push: Push, { folders, lists, besideSettings }: CheckedPlaces): CheckSubject[] {
  const { sha } = push
  if (/^0*$/.test(sha)) return []
  const beside = new Set(besideSettings)
  const isSettings = (path: string) => SETTINGS_PATHS.includes(path)
  const near = writtenFiles(push).filter((path) => isSettings(path) || isNearSettings(path))
  const subjects: CheckSubject[] = []
  if (near.length > 0 || touches(push, (path) => isSettings(path) || beside.has(path))) {
    subjects.push({ checked: 'settings', near: near.slice(0, MOST_NEAR), sha })
  }
  for (const path of folders) {
    if (touches(push, (one) => one.startsWith(`${path}/`))) subjects.push({ checked: 'articles', path, sha })
  }
  for (const path of lists) {
    if (touches(push, (one) => one === path)) subjects.push({ checked: 'customers', path, sha })
  }
  return subjects
}

/** The check run that says what is wrong, or that nothing is. */
export function planCheck(repositoryId: number, about: CheckSubject, problems: readonly Problem[]): Want {
  const { sha, checked } = about
  const run = checkWords(problems, checked)
  const again = 'again' in about ? ` ${about.again}` : ''
  return {
    key: `repository:${repositoryId}|check ${run.name} ${sha}${again}`,
    place: { in: 'commit', repositoryId, sha },
    what: { do: 'check_run', run, about },
    urgency: 'answer',
    why: `the commit touches ${checked}`,
  }
}

function touches({ commits }: Push, isWanted: (path: string) => boolean): boolean {
  if (commits.length >= LISTED_COMMITS) return true
  return commits.some((commit) => [...commit.added, ...commit.modified, ...commit.removed].some(isWanted))
}

/** Added or changed, and not taken out again by a later commit. */
function writtenFiles({ commits }: Push): string[] {
  const written = new Set<string>()
  for (const commit of commits) {
    for (const path of commit.removed) written.delete(path)
    for (const path of [...commit.added, ...commit.modified]) written.add(path)
  }
  return [...written]
}
