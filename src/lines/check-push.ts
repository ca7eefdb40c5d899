// A push that touches settings or articles: its head commit gets a check run that says what is wrong.

import { writeOnce } from '../act/effects.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { CheckRun, InstallationGitHub } from '../github/types.ts'
import { isArticlePath } from '../knowledge/articles.ts'
import { readArticles } from '../knowledge/index.ts'
import { loadArticles } from '../knowledge/load.ts'
import { explainSettings } from '../settings/explain.ts'
import { loadFrom, SETTINGS_PATH } from '../settings/load.ts'
import type { Claim } from '../store/agenda.ts'
import { settingsAt } from '../store/settings-versions.ts'
import type { LineDeps } from './deps.ts'

/** What is read of a `push` delivery. */
export interface PushPayload {
  ref?: string
  after?: string
  commits?: Array<{ added?: string[]; modified?: string[]; removed?: string[] }>
}

/** GitHub lists at most this many commits of a push; beyond it nothing can be concluded from the list. */
const LISTED_COMMITS = 20
const NO_COMMIT = /^0+$/

/** Writes the check runs. True when the default branch moved, so that what was read of it may no longer hold. */
export async function checkPush(
  deps: LineDeps,
  claim: Claim,
  repository: Repository,
  payload: PushPayload,
): Promise<boolean> {
  const sha = payload.after ?? ''
  if (sha === '' || NO_COMMIT.test(sha)) return false
  const settings = (await settingsAt(deps.store.db, repository.id))?.settings
  const folder = settings && !settings.knowledgeBase.path.includes(':') ? settings.knowledgeBase.path : null
  if (touches(payload, (path) => path === SETTINGS_PATH)) {
    await publish(deps, claim, repository, await checkSettings(deps, repository, sha))
  }
  if (folder !== null && touches(payload, (path) => path.startsWith(`${folder}/`))) {
    await publish(deps, claim, repository, await checkArticles(deps, repository, folder, sha))
  }
  return payload.ref === `refs/heads/${repository.defaultBranch}`
}

function touches(payload: PushPayload, wanted: (path: string) => boolean): boolean {
  const commits = payload.commits ?? []
  if (commits.length >= LISTED_COMMITS) return true
  return commits.some((commit) =>
    [...(commit.added ?? []), ...(commit.modified ?? []), ...(commit.removed ?? [])].some(wanted),
  )
}

async function checkSettings(deps: LineDeps, repository: Repository, sha: string): Promise<CheckRun | null> {
  const github = deps.github.forInstallation(repository.installationId)
  const file = await github.readFile(repository, SETTINGS_PATH, { ref: sha, maxBytes: 300_000 })
  if (!file) return null
  const found = { path: SETTINGS_PATH, repository: `${repository.owner}/${repository.name}`, sha: file.sha }
  const text = file.truncated ? ' '.repeat(300_000) : file.text
  const { problems } = await loadFrom(readerOf(github), repository, { ...found, text })
  return checkRun('firstline / settings', sha, problems)
}

async function checkArticles(
  deps: LineDeps,
  repository: Repository,
  folder: string,
  sha: string,
): Promise<CheckRun> {
  const github = deps.github.forInstallation(repository.installationId)
  const { files } = await github.listFolder(repository, folder, sha)
  const texts = await github.readBlobs(
    repository,
    files.filter((one) => isArticlePath(one.path)).map((one) => one.sha),
  )
  const loaded = await loadArticles(
    { list: async () => files, read: async (blob) => texts.get(blob) ?? '' },
    { get: () => null, put: () => {} },
  )
  return checkRun('firstline / knowledge base', sha, [
    ...loaded.problems,
    ...readArticles(loaded.files).problems,
  ])
}

function readerOf(github: Pick<InstallationGitHub, 'readFile'>) {
  return {
    readFile: async (owner: string, name: string, path: string) => {
      const file = await github.readFile({ owner, name }, path, { maxBytes: 300_000 })
      return file ? { text: file.text, sha: file.sha } : null
    },
  }
}

function checkRun(name: string, headSha: string, problems: Problem[]): CheckRun {
  const { conclusion, title, summary, annotations } = explainSettings(problems)
  return {
    name,
    headSha,
    conclusion,
    title,
    summary,
    annotations: annotations.map(({ path, line, message, level }) => {
      return { path, startLine: line, endLine: line, level, message }
    }),
  }
}

async function publish(
  deps: LineDeps,
  claim: Claim,
  repository: Repository,
  run: CheckRun | null,
): Promise<void> {
  if (!run) return
  const key = `repository:${repository.id}|check ${run.name} ${run.headSha}`
  await writeOnce(
    { store: deps.store, claim },
    { key, ticketId: null, kind: 'check', again: 'safe' },
    async () => {
      return String(
        await deps.github.forInstallation(repository.installationId).createCheckRun(repository, run),
      )
    },
  )
}
