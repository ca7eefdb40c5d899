// A project of the stories: its settings over time, its people, who pays, and its articles.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Entitlement } from '../../src/domain/entitlement.ts'
import { NO_FORMS } from '../../src/domain/issue-forms.ts'
import type { Repository } from '../../src/domain/repository.ts'
import { type RoleOf, roleTeller } from '../../src/domain/roles.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { Role } from '../../src/domain/ticket.ts'
import { tierNamed, withLastNames } from '../../src/domain/tier-names.ts'
import { NO_DOCUMENTATION } from '../../src/facts/documentation.ts'
import type { ServedRepository } from '../../src/facts/served-repository.ts'
import { type Article, buildKnowledge, readArticles } from '../../src/knowledge/index.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { aSection } from '../builders.ts'
import type { GitHub } from './github.ts'
import { type Payer, PROJECTS, type Story, settingsOf } from './story.ts'

type Articles = Pick<ServedRepository, 'knowledge' | 'articles' | 'sections'>

export interface Version {
  fromAt: number
  settings: Settings
}

/** One repository as decisions see it. Its settings and people change with the story. */
export class Project {
  readonly repository: Repository
  private readonly versions: Version[]
  private readonly members: Array<{
    actorId: number
    fromAt: number
    respondsFromAt: number
    untilAt: number | null
  }>
  private readonly botLogin: string
  private readonly known: Articles
  private readonly articlesArePrivate: boolean

  constructor(story: Story, fullName: string, github: GitHub) {
    const repo = github.repo(fullName)
    const { id, nodeId, owner, name, archived } = repo
    const text = fullName === story.project ? story.settings : settingsOf(fullName)
    this.repository = {
      id,
      nodeId,
      ownerId: owner.id,
      owner: owner.login,
      ownerType: 'Organization',
      name,
      private: repo.private,
      archived,
      hasIssues: true,
      hasDiscussions: true,
      defaultBranch: 'main',
      installationId: github.world.installationOf(repo)?.id ?? 0,
      selected: true,
      installedAt: story.installedAt,
    }
    this.versions = [{ fromAt: story.installedAt, settings: readSettings(text, this.repository.owner) }]
    this.members = story.maintainers.map((login) => {
      return { actorId: github.world.person(login).id, fromAt: 0, respondsFromAt: 0, untilAt: null }
    })
    this.botLogin = github.world.bot.login
    this.known = articlesOf(fullName)
    this.articlesArePrivate = story.articlesArePrivate
  }

  get history(): Version[] {
    return withLastNames(this.versions)
  }

  get settings(): Settings {
    return this.versions.at(-1)!.settings
  }

  get roleOf(): RoleOf<Exclude<Role, 'requester'>> {
    const bots = this.versions.map(({ fromAt, settings }) => ({ fromAt, bots: settings.bots }))
    return roleTeller({ botLogin: this.botLogin, settings: bots, maintainers: this.members, backdated: [] })
  }

  /** Who is listed from now on responds from the beginning, and acts from now on; who is no longer listed was one until now. */
  change(text: string, at: number, idOf: (login: string) => number): void {
    const before = this.settings.maintainers
    this.versions.push({ fromAt: at, settings: readSettings(text, this.repository.owner) })
    const now = this.settings.maintainers
    for (const login of before) if (now.length > 0 && !now.includes(login)) this.leaves(idOf(login), at)
    for (const login of now) {
      if (before.length > 0 && !before.includes(login))
        this.members.push({ actorId: idOf(login), fromAt: at, respondsFromAt: 0, untilAt: null })
    }
  }

  joins(actorId: number, at: number): void {
    this.members.push({ actorId, fromAt: at, respondsFromAt: at, untilAt: null })
  }

  leaves(actorId: number, at: number): void {
    for (const one of this.members) if (one.actorId === actorId) one.untilAt ??= at
  }

  /** As it is served, as far as the knowledge base needs it. */
  get served(): ServedRepository {
    const { repository, settings, history, roleOf, known } = this
    const { owner, name, defaultBranch: branch } = repository
    return {
      repository,
      settings,
      history: history.map((version) => ({ ...version, ...READ })),
      settingsAreHidden: false,
      stage: settings.mode,
      roleOf,
      rolesFrom: '',
      uncorrected: null,
      ...known,
      slugAt: () => null,
      addresses: '',
      bar: null,
      articleProblems: [],
      labelNames: {},
      forms: NO_FORMS,
      webUrl: 'https://github.com',
      documentation: NO_DOCUMENTATION,
      articlesAt: this.articlesArePrivate
        ? { repository: `${owner}/handbook`, branch, private: true }
        : { repository: `${owner}/${name}`, branch },
      pushedAt: null,
      version: '1',
    }
  }
}

const parsed = new Map<string, Settings>()

/** Settings of a file of this owner's; most stories of a project share one. */
function readSettings(text: string, owner: string): Settings {
  const key = `${owner}\n${text}`
  const known = parsed.get(key)
  if (known) return known
  const { settings, problems } = parseSettings(text, { file: 'firstline.yml', owner })
  if (!settings) throw new Error(problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'))
  parsed.set(key, settings)
  return settings
}

/** What somebody pays, as far as it is known at `at`. */
export function entitlementsAt(
  payers: readonly Paying[],
  accountId: number | null,
  at: number,
  { tiers }: Settings,
): Entitlement[] {
  return payers
    .filter((one) => one.accountId === accountId && one.learnedAt <= at)
    .map(
      ({ source, tier, sinceAt, untilAt, learnedAt, accountId: id, private: isPrivate, graceMs, toldAt }) => {
        const end = untilAt !== null && toldAt <= at ? untilAt : null
        const graceUntilAt = end === null ? null : end + graceMs
        const evidence = 'as the story says'
        const span = { sinceAt, untilAt: end, graceUntilAt, learnedAt, checkedAt: at }
        const today = tierNamed(tiers, tier)?.name ?? tier
        return { source, accountId: id ?? 0, tier: today, private: isPrivate, evidence, ...span }
      },
    )
}

/** A payment in the course of the story. */
export interface Paying extends Payer {
  accountId: number | null
  learnedAt: number
  /** When its end was learned of. */
  toldAt: number
  graceMs: number
}

const READ = { blobSha: null, source: null, text: null, backdatedAt: null }

const read = new Map<string, Articles>()

/** Read once for all stories. */
function articlesOf(project: string): Articles {
  const known = read.get(project) ?? readProject(project)
  read.set(project, known)
  return known
}

function readProject(project: string): Articles {
  const folder = join(PROJECTS, project, 'knowledge')
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const files = names.map((name) => ({
    path: `.github/knowledge/${name}`,
    text: readFileSync(join(folder, name), 'utf8'),
  }))
  const { articles, problems } = readArticles(files)
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return { articles, sections: sectionsOf(project), knowledge: buildKnowledge(articles) }
}

const written = z.array(
  z.strictObject({
    slug: z.string(),
    headings: z.array(z.string()),
    opening: z.string(),
    url: z.string().nullable(),
  }),
)

/** Sections are pointed to where a story says that they answer: no matcher is asked for them. */
function sectionsOf(project: string): Article[] {
  const file = join(PROJECTS, project, 'sections.yml')
  if (!existsSync(file)) return []
  return written.parse(parse(readFileSync(file, 'utf8'))).map(aSection)
}
