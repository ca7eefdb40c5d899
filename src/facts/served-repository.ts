// What a decision needs to know of a repository: settings, who its people are, its labels and its knowledge base.
// Kept in memory and checked against the store's versions, so that every process sees what another one has read.

import { gently } from '../agenda/gently.ts'
import type { IssueForms } from '../domain/issue-forms.ts'
import type { OwnBar } from '../domain/learned.ts'
import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { withLastNames } from '../domain/tier-names.ts'
import type { AddressBook } from '../knowledge/address-book.ts'
import { type ArticleFile, isArticlePath } from '../knowledge/articles.ts'
import { type Article, type Knowledge, readingArticles } from '../knowledge/index.ts'
import type { LabelNames } from '../plan/ticket/labels/label-names.ts'
import { type ArticleTree, articleFiles, articleTree } from '../store/articles.ts'
import type { Db, Store } from '../store/open.ts'
import {
  type RepositoryNotes,
  type RepositoryReading,
  type RepositoryState,
  repositoryState,
} from '../store/repository-reading.ts'
import { type SettingsVersion, settingsHistory } from '../store/settings-versions.ts'
import { addressesOf } from './addresses.ts'
import { type Documentation, documentationOf, NO_DOCUMENTATION } from './documentation.ts'
import { withLearned } from './learned.ts'
import { type PeopleOver, peopleOver } from './roles-over.ts'
import { onlyServes } from './serving.ts'

/** `record`: covered by "all repositories" without a settings file; nothing is written there. */
export type Stage = 'live' | 'preview' | 'record' | 'off'

export interface ServedRepository extends PeopleOver {
  repository: Repository
  settings: Settings
  /** Readers of this repository may not see the files that the settings come from. */
  settingsAreHidden: boolean
  /** Settings over time, oldest first, each tier under its last name: promises count as they were at each moment. */
  history: readonly SettingsVersion[]
  stage: Stage
  /** Of articles and sections. */
  knowledge: Knowledge
  articles: readonly Article[]
  /** Which of them an address leads to. */
  slugAt: AddressBook
  /** What the addresses are; changes with them. */
  addresses: string
  /** Null: the shipped one. */
  bar: OwnBar | null
  /** Of documentation; all of each may be told to readers of this repository. */
  sections: readonly Article[]
  documentation: Documentation
  /** What is wrong with articles; those stay unused. */
  articleProblems: readonly Problem[]
  /** Labels that have another name on GitHub than here. */
  labelNames: LabelNames
  forms: IssueForms
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
  const known = new Map<number, Held>()
  const building = new Map<string, Promise<Held>>()
  const make = async (repository: Repository, reading: RepositoryReading, versions: Versions) => {
    const held = known.get(repository.id)
    const startedAt = store.now()
    const isRead = held?.versions.read === versions.read
    const { webUrl } = options
    const read = isRead
      ? held.read
      : await build(store, repository, reading, {
          login: await botLogin(),
          webUrl,
          before: held?.read.documentation ?? NO_DOCUMENTATION,
        })
    const learnt = await withLearned(store, read, held?.context.knowledge)
    const context = { ...read, ...learnt, pushedAt: null, version: versions.whole, webUrl }
    return { read, context, versions, againAt: isRead ? store.now() + PAUSE * (store.now() - startedAt) : 0 }
  }
  return {
    forget: () => known.clear(),
    get: async (repository, state) => {
      const noted = state ?? (await repositoryState(store.db, repository.id))
      const { reading, pushedAt, docsWantedAt } = noted
      if (!reading || isAwaited(docsWantedAt, store.now())) return null
      const serves = await onlyServes(store, repository, reading)
      if (serves === null) return null
      const versions = versionsOf(options.rulesVersion, repository, reading, noted)
      let held = known.get(repository.id)
      if (!held || !isFresh(held, versions, store.now())) {
        // Lines of one repository that come at the same time share the work.
        const key = `${repository.id} ${versions.read} ${versions.whole}`
        const own = building.get(key) ?? make(repository, reading, versions)
        building.set(key, own)
        held = await own.finally(() => building.delete(key))
      }
      known.delete(repository.id)
      known.set(repository.id, held)
      for (const id of known.keys()) if (known.size > MOST_CONTEXTS) known.delete(id)
      return inItsPlace({ ...held.context, repository, pushedAt }, serves)
    },
  }
}

/** Of what was read on GitHub, and of what was learnt beside it. */
interface Versions {
  read: string
  whole: string
}

/** What may be pointed to depends on who reads it, and addresses on the name. */
function versionsOf(
  rulesVersion: string,
  { private: isPrivate, owner, name }: Repository,
  { version }: RepositoryReading,
  { docsVersion, learnedVersion }: RepositoryNotes,
): Versions {
  const docs = docsVersion === null ? '' : `.d${docsVersion}`
  const told = `${rulesVersion}.${version}${docs}`
  const whole = learnedVersion === 0 ? told : `${told}.${learnedVersion}`
  return { read: `${told} ${isPrivate} ${owner}/${name}`, whole }
}

interface Held {
  read: Read
  context: ServedRepository
  versions: Versions
  /** What is learnt is not put in before then, ms. */
  againAt: number
}

/**
 * While a history is read in there is something to learn every moment: no more than a tenth of the time goes into making
 * the index anew.
 */
const PAUSE = 10

function isFresh({ versions, againAt }: Held, wanted: Versions, now: number): boolean {
  if (versions.read !== wanted.read) return false
  return versions.whole === wanted.whole || now < againAt
}

/** So long tickets wait for documentation that the settings name anew. */
const WAIT_FOR_DOCS_MS = 30_000

function isAwaited(wantedAt: number | null, now: number): boolean {
  return wantedAt !== null && now < wantedAt + WAIT_FOR_DOCS_MS
}

/** A repository that only serves others is recorded; nothing is written there. */
function inItsPlace(context: ServedRepository, serves: boolean): ServedRepository {
  return serves && context.stage !== 'off' ? { ...context, stage: 'record' } : context
}

/** All but what is learnt beside it. */
type Read = Omit<ServedRepository, 'version' | 'webUrl' | 'pushedAt' | 'knowledge' | 'bar'>

async function build(
  store: Store,
  repository: Repository,
  reading: RepositoryReading,
  { login: botLogin, webUrl, before }: { login: string; webUrl: string; before: Documentation },
): Promise<Read> {
  const history = withLastNames(await settingsHistory(store.db, repository.id))
  const inForce = history.at(-1)
  if (!inForce) throw new Error(`Repository ${repository.id} was read but has no settings`)
  const settings = withTeams(inForce.settings, reading.teams)
  const tree = await articleTree(store.db, repository.id)
  const { articles, problems } = await gently(readingArticles(tree ? await filesOf(store.db, tree) : []))
  const { articlesAt } = reading
  const from = { repository, docs: settings.knowledgeBase.docs, webUrl, articles, articlesAt }
  const documentation = await documentationOf(store.db, from, before)
  return {
    repository,
    settings,
    history,
    stage: stageOf(repository, settings, reading.configured),
    ...(await peopleOver(store.db, repository.id, history, botLogin)),
    articles,
    sections: documentation.sections,
    documentation,
    ...(await addressesOf(store.db, webUrl, { ...from, ...documentation })),
    articleProblems: [...(tree?.problems ?? []), ...problems],
    articlesAt,
    settingsAreHidden: reading.settingsAreHidden,
    labelNames: reading.labelNames,
    forms: reading.forms,
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
