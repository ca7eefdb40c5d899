// A GitHub in one process: real HTTP, real signatures, state in memory. For the demo and the tests.
import { Acts } from './acts.ts'
import { Auth } from './auth.ts'
import { type Fault, GitHubServer, type LoggedCall } from './server.ts'
import type { CheckRun, Label, Thread } from './state.ts'
import type { Delivery, PauseMode, WebhookTarget } from './webhooks.ts'
import { World } from './world.ts'

export interface EmbeddedGitHubOptions {
  /** 0, the default: any free port. */
  port?: number
  webhookUrl: string
  webhookSecret: string
  /** Where `sponsorship` events go; nowhere if left out. */
  sponsorsWebhook?: WebhookTarget
  /** The time of what happens here, ms; tokens always live by the real clock. */
  now?: () => number
}

const APP = { id: 12345, slug: 'firstline-demo', name: 'Firstline Demo' }

export class EmbeddedGitHub {
  /** REST address; GraphQL is at `/graphql` below it. */
  readonly url: string
  readonly appId = APP.id
  readonly botLogin = `${APP.slug}[bot]`
  readonly privateKey: string
  /** What people do. */
  readonly acts: Acts
  private readonly world: World
  private readonly server: GitHubServer
  private readonly auth: Auth

  private constructor(world: World, auth: Auth, server: GitHubServer, port: number) {
    this.world = world
    this.auth = auth
    this.server = server
    this.url = `http://127.0.0.1:${port}`
    this.privateKey = auth.privateKey
    this.acts = new Acts(world, auth)
  }

  static async start(options: EmbeddedGitHubOptions): Promise<EmbeddedGitHub> {
    const { webhookUrl, webhookSecret, sponsorsWebhook = null, now = Date.now, port = 0 } = options
    const webhook = { url: webhookUrl, secret: webhookSecret }
    const sponsors = sponsorsWebhook && { ...sponsorsWebhook }
    const world = new World({ app: APP, webhook, sponsorsWebhook: sponsors, now })
    const auth = new Auth(world)
    const server = new GitHubServer(world, auth)
    return new EmbeddedGitHub(world, auth, server, await server.listen(port))
  }

  /** An issue or discussion as it stands. Throws where there is none. */
  thread(repo: string, number: number): Thread {
    const thread = this.world.repo(repo).threads.get(number)
    if (!thread) throw new Error(`There is no ${repo}#${number}`)
    return thread
  }

  /** All issues and discussions of a repository, oldest first. */
  threads(repo: string): Thread[] {
    return [...this.world.repo(repo).threads.values()]
  }

  labels(repo: string): Label[] {
    return this.world.repo(repo).labels
  }

  checkRuns(repo: string): CheckRun[] {
    return this.world.repo(repo).checkRuns
  }

  /** Requests so far, oldest first. Empty it with `calls.length = 0`. */
  get calls(): LoggedCall[] {
    return this.server.calls
  }

  get deliveries(): Delivery[] {
    return this.world.webhooks.deliveries
  }

  /** The next request that matches fails. */
  fail(fault: Fault): void {
    this.server.faults.push(fault)
  }

  /** Ends all faults that are left. */
  heal(): void {
    this.server.faults.length = 0
  }

  /** Sends webhooks elsewhere from now on, redeliveries included: the App's port is often known last. */
  sendWebhooksTo(url: string, sponsorsUrl?: string): void {
    this.world.redirectWebhooks(url, sponsorsUrl)
  }

  pauseWebhooks(mode: PauseMode): void {
    this.world.webhooks.pause(mode)
  }

  resumeWebhooks(): void {
    this.world.webhooks.resume()
  }

  /** Sends a delivery again under its guid. */
  redeliver(deliveryId: number): void {
    this.world.webhooks.redeliver(deliveryId)
  }

  /** What GraphQL says is left of an hour's points from now on, and when (ms) the next hour begins. */
  setGraphqlPoints(left: number, resetsAt: number): void {
    Object.assign(this.world.graphqlPoints, { left, resetsAt })
  }

  /** Makes every installation token invalid at once. */
  revokeTokens(): void {
    this.auth.revokeInstallationTokens()
  }

  /** Resolves when no delivery is in flight. */
  settle(): Promise<void> {
    return this.world.webhooks.settle()
  }

  async close(): Promise<void> {
    await this.server.close()
  }
}
