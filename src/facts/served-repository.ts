// What a decision needs to know of a repository: settings, who its people are, its labels and its knowledge base.
// Kept in memory and checked against the store's versions, so that every process sees what another one has read.

import { gently } from '../agenda/gently.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import { type RoleOf, roleTeller } from '../domain/roles.ts'
import type { Settings } from '../domain/settings.ts'
import type { Role } from '../domain/ticket.ts'
import { withLastNames } from '../domain/tier-names.ts'
import { type ArticleFile, isArticlePath } from '../knowledge/articles.ts'
import { type Article, buildingKnowledge, type Knowledge, readingArticles } from '../knowledge/index.ts'
import type { LabelNames } from '../plan/ticket/label-names.ts'
import { type ArticleTree, articleFiles, articleTree } from '../store/articles.ts'
import type { Db, Store } from '../store/open.ts'
import { type RepositoryReading, type RepositoryState, repositoryState } from '../store/repository-reading.ts'
import { membersOf } from '../store/roles.ts'
import { type SettingsVersion, settingsHistory } from '../store/settings-versions.ts'
import { onlyServes } from './serving.ts'

/** `record`: covered by "all repositories" without a settings file; nothing is written there. */
export type Stage = 'live' | 'preview' | 'record' | 'off'

export interface ServedRepository {
  repository: Repository
  settings: Settings
  /** Readers of this repository may not see the files that the settings come from. */
  settingsAreHidden: boolean
  /** Settings over time, oldest first, each tier under its last name: promises count as they were at each moment. */
  history: readonly SettingsVersion[]
  stage: Stage
  roleOf: RoleOf<Exclude<Role, 'requester'>>
  /** History and roles as they would be without deliberate corrections; null: there are none. */
  uncorrected: Pick<ServedRepository, 'history' | 'roleOf'> | null
  knowledge: Knowledge
  articles: readonly Article[]
  /** What is wrong with articles; those stay unused. */
  articleProblems: readonly Problem[]
  /** Labels that have another name on GitHub than here. */
  labelNames: LabelNames
  /** Where people read GitHub, without a slash at the end. */
  webUrl: string
  /** `owner/name` and branch of the repository that holds the articles, for links. */
  articlesAt: { repository: string; branch: string; private?: boolean }
  /** When a push to its default branch was last told, ms; null: never. */
  pushedAt: number | null
  /** Tells one state of all this from another; lines remember it. */
  version: string
}

export interface ServedRepositories {
  /**
   * Null until the repository's settings, people and articles were read, and those of others that may name it.
   * `state`: what is noted of it, where that was just read.
   */
  get(repository: Repository, state?: RepositoryState): Promise<ServedRepository | null>
  /** Builds all of them anew: what they are made of has changed without a new version. */
  forget(): void
}

const MOST_CONTEXTS = 200

/** Contexts of this process. `botLogin` is asked once. */
export function createServedRepositories(
  store: Store,
  botLogin: () => Promise<string>,
  options: { rulesVersion: string; webUrl: string },
): ServedRepositories {
  const known = new Map<number, ServedRepository>()
  const building = new Map<string, ReturnType<typeof build>>()
  return {
    forget: () => known.clear(),
    get: async (repository, state) => {
      const { reading, pushedAt } = state ?? (await repositoryState(store.db, repository.id))
      if (!reading) return null
      const serves = await onlyServes(store, repository, reading)
      if (serves === null) return null
      const version = `${options.rulesVersion}.${reading.version}`
      const cached = known.get(repository.id)
      if (cached?.version === version) {
        known.delete(repository.id)
        const fresh = { ...cached, repository, pushedAt }
        known.set(repository.id, fresh)
        return inItsPlace(fresh, serves)
      }
      // Lines of one repository that come at the same time share the work.
      const key = `${repository.id} ${version}`
      const login = await botLogin()
      const own = building.get(key) ?? build(store, repository, reading, login, cached?.knowledge)
      building.set(key, own)
      const parts = await own.finally(() => building.delete(key))
      const context = { ...parts, repository, pushedAt, version, webUrl: options.webUrl }
      known.set(repository.id, context)
      for (const id of known.keys()) if (known.size > MOST_CONTEXTS) known.delete(id)
      return inItsPlace(context, serves)
    },
  }
}

/** A repository that only serves others is recorded; nothing is written there. */
function inItsPlace(context: ServedRepository, serves: boolean): ServedRepository {
  return serves && context.stage !== 'off' ? { ...context, stage: 'record' } : context
}

async function build(
  store: Store,
  repository: Repository,
  reading: RepositoryReading,
  botLogin: string,
  previous: Knowledge | undefined,
): Promise<Omit<ServedRepository, 'version' | 'webUrl' | 'pushedAt'>> {
  const history = withLastNames(await settingsHistory(store.db, repository.id))
  const inForce = history.at(-1)
  if (!inForce) throw new Error(`Repository ${repository.id} was read but has no settings`)
  const settings = withTeams(inForce.settings, reading.teams)
  const tree = await articleTree(store.db, repository.id)
  const { articles, problems } = await gently(readingArticles(tree ? await filesOf(store.db, tree) : []))
  return {
    repository,
    settings,
    history,
    stage: stageOf(repository, settings, reading.configured),
    roleOf: await rolesOver(store.db, repository.id, history, botLogin),
    uncorrected: await uncorrectedOf(store.db, repository.id, history, botLogin),
    knowledge: await gently(buildingKnowledge(articles, previous)),
    articles,
    articleProblems: [...(tree?.problems ?? []), ...problems],
    articlesAt: reading.articlesAt,
    settingsAreHidden: reading.settingsAreHidden,
    labelNames: reading.labelNames,
  }
}

/** Articles with their texts; the other files of the folder only serve links. */
async function filesOf(db: Db, tree: ArticleTree): Promise<ArticleFile[]> {
  const written = await articleFiles(db, tree)
  const others = tree.files.filter(({ path }) => !isArticlePath(path))
  return [
    ...written.map(({ path, content }) => ({ path, text: content })),
    ...others.map(({ path }) => ({ path, text: '' })),
  ]
}

/** Who was who, by the register and the settings over time. */
export async function rolesOver(
  db: Db,
  repositoryId: number,
  history: readonly SettingsVersion[],
  botLogin: string,
): Promise<ServedRepository['roleOf']> {
  return roleTeller({
    botLogin,
    settings: history.map(({ fromAt, settings }) => ({ fromAt, bots: settings.bots })),
    maintainers: await membersOf(db, repositoryId),
    backdated: history.flatMap(({ fromAt, backdatedAt, settings }) =>
      backdatedAt !== null && settings.maintainers.length > 0 ? [{ fromAt, untilAt: backdatedAt }] : [],
    ),
  })
}

async function uncorrectedOf(
  db: Db,
  repositoryId: number,
  corrected: readonly SettingsVersion[],
  botLogin: string,
): Promise<ServedRepository['uncorrected']> {
  if (corrected.every(({ backdatedAt }) => backdatedAt === null)) return null
  const history = withLastNames(await settingsHistory(db, repositoryId, 'asRead'))
  return { history, roleOf: await rolesOver(db, repositoryId, history, botLogin) }
}

/** An escalation names the people it calls: a team stands for its members. */
function withTeams(settings: Settings, teams: Record<string, string[]>): Settings {
  const named = (name: string) => {
    const members = Object.hasOwn(teams, name) ? teams[name] : undefined
    return members?.map((login) => `@${login}`) ?? [name]
  }
  const tiers = settings.tiers.map((tier) => ({ ...tier, notify: [...new Set(tier.notify.flatMap(named))] }))
  return { ...settings, tiers }
}

function stageOf(repository: Repository, settings: Settings, configured: boolean): Stage {
  if (!configured && !repository.selected) return 'record'
  return settings.mode
}

/** The page of a ticket on GitHub. */
export function ticketUrl(
  { webUrl, repository }: Pick<ServedRepository, 'webUrl' | 'repository'>,
  ticket: { kind: 'issue' | 'discussion'; number: number },
): string {
  const place = ticket.kind === 'issue' ? 'issues' : 'discussions'
  return `${webUrl}/${repository.owner}/${repository.name}/${place}/${ticket.number}`
}
