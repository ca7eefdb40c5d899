// GitHub in memory: people and Firstline act on it, and what it would deliver about that is kept.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Want } from '../../src/domain/want.ts'
import { addComment } from '../../src/embedded-github/comments.ts'
import type { Account, Comment, Repo, Thread } from '../../src/embedded-github/state.ts'
import { World } from '../../src/embedded-github/world.ts'
import { commentBody } from '../../src/words/comment-body.ts'
import { ACTS } from './acts.ts'
import { carryOutAlone } from './hands.ts'
import { STORIES, type Step, type Story } from './story.ts'

export interface Delivery {
  event: string
  payload: Record<string, unknown>
}

const NOBODY = { url: 'http://127.0.0.1:9/nobody', secret: 'none' }

export class GitHub {
  readonly world: World
  private at = 0
  private readonly sent: Delivery[] = []
  private readonly named = new Map<string, Comment>()
  private readonly story: Story

  constructor(story: Story) {
    this.story = story
    const app = { id: 12345, slug: story.app, name: 'Firstline' }
    this.world = new World({ app, webhook: NOBODY, sponsorsWebhook: null, now: () => this.at })
    this.world.webhooks.send = (_target, event, payload) => {
      // As it was then: what happens later must not show in it.
      this.sent.push({ event, payload: JSON.parse(JSON.stringify(payload)) })
    }
    for (const fullName of [story.project, ...story.also]) this.addRepository(fullName)
    for (const [name, id] of Object.entries(story.ids)) {
      if (name.includes('/')) this.repo(name).id = id
      else this.person(name).id = id
    }
    this.taken()
  }

  /** What was sent since the last time. */
  taken(): Delivery[] {
    return this.sent.splice(0)
  }

  repo(fullName = this.story.project): Repo {
    return this.world.repo(fullName)
  }

  /** The thread with this numeric id, wherever it is. */
  thread(id: number): Thread | undefined {
    const repos = [...this.world.repos.values()]
    return repos.flatMap((repo) => [...repo.threads.values()]).find((one) => one.id === id)
  }

  private addRepository(fullName: string): void {
    const owner = fullName.split('/')[0] ?? ''
    const { world } = this
    if (!world.accounts.has(owner.toLowerCase())) world.addAccount(owner, 'Organization')
    const repo = world.addRepo(fullName, { private: this.story.private })
    repo.archived = this.story.archived
    const account = world.account(owner)
    if (!world.installationOf(repo)) {
      const id = world.ids.take('installation').id
      const installation = {
        id,
        account,
        repositories: 'all' as const,
        permissions: {},
        createdAt: 0,
        suspendedAt: null,
      }
      world.installations.push(installation)
    }
    for (const login of this.story.maintainers) {
      const maintainer = world.person(login)
      repo.permissions.set(maintainer.id, { account: maintainer, permission: 'write' })
    }
  }

  /** What a person does, at the step's time. */
  act(step: Step): void {
    this.at = step.at
    const act = ACTS[step.verb]
    if (!act) throw new Error(`Nobody knows how one "${step.verb}"; one may: ${Object.keys(ACTS).join(', ')}`)
    const actor = this.person(step.actor)
    act({ github: this, world: this.world, step, actor })
  }

  /** `name[bot]` is a machine. */
  person(login: string): Account {
    const known = this.world.accounts.get(login.toLowerCase())
    if (known) return known
    return this.world.addAccount(login, login.endsWith('[bot]') ? 'Bot' : 'User')
  }

  /** The ticket that a step is about: by its number, else the newest. */
  ticketOf({ ticket }: Step): Thread {
    const threads = [...this.world.repos.values()].flatMap((repo) => [...repo.threads.values()])
    const found =
      ticket === undefined
        ? threads.toSorted((a, b) => a.number - b.number).at(-1)
        : threads.find((one) => one.number === ticket)
    if (!found) throw new Error(`There is no ticket ${ticket ?? ''}`)
    return found
  }

  name(step: Step, comment: Comment): void {
    if (step.as !== undefined) this.named.set(step.as, comment)
  }

  /** `answer`: Firstline's last comment on the ticket. */
  commentOf(step: Step): Comment {
    const own = () => this.ticketOf(step).comments.findLast((one) => one.author === this.world.bot)
    const comment = step.comment === 'answer' ? own() : this.named.get(step.comment ?? '')
    if (!comment) throw new Error(`There is no comment ${step.comment}`)
    return comment
  }

  /** A delivery of a file, as it stands there. */
  deliver({ file = '', part = 1 }: Step): void {
    const line = readFileSync(join(STORIES, file), 'utf8').split('\n')[part - 1]
    if (!line) throw new Error(`${file} has no delivery ${part}`)
    this.sent.push(JSON.parse(line) as Delivery)
  }

  /** What Firstline does: several Wants where they are said in one comment. @throws Refusal where GitHub will not */
  carryOut(thread: Thread, wants: readonly Want[], at: number): void {
    this.at = at
    const { world } = this
    const said = wants.flatMap(({ what }) => (what.do === 'say' ? [what] : []))
    if (said.length > 0) addComment(world, thread, world.bot, commentBody(said))
    else for (const { what } of wants) carryOutAlone(world, thread, what)
  }
}
