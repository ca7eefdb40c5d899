// Signed webhooks, delivered in order per repository, kept for redelivery.
import { createHmac, randomUUID } from 'node:crypto'
import { type Ids, iso, Refusal } from './state.ts'

export interface WebhookTarget {
  url: string
  secret: string
}

export interface Delivery {
  id: number
  guid: string
  event: string
  action: string | null
  /** The exact bytes that were signed. */
  body: string
  target: WebhookTarget
  installationId: number | null
  repositoryId: number | null
  deliveredAt: number
  redelivery: boolean
  /** Null while in flight; 0 where nobody answered. */
  statusCode: number | null
}

/** `fail`: attempts fail and can be redelivered. `drop`: they are lost, as if GitHub had never sent them. */
export type PauseMode = 'drop' | 'fail'

const TIMEOUT_MS = 10_000
/** https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const KEPT_MS = 3 * 24 * 60 * 60_000

export class Webhooks {
  readonly deliveries: Delivery[] = []
  private readonly lanes = new Map<number, Promise<void>>()
  private inFlight = 0
  private paused: PauseMode | null = null
  private idle: Array<() => void> = []
  private readonly ids: Ids
  private readonly now: () => number

  constructor(ids: Ids, now: () => number) {
    this.ids = ids
    this.now = now
  }

  pause(mode: PauseMode): void {
    this.paused = mode
  }

  resume(): void {
    this.paused = null
  }

  /** Signs and sends in the background; deliveries of one repository go one after the other. */
  send(target: WebhookTarget, event: string, payload: Record<string, unknown>): void {
    const repository = payload.repository as { id: number } | undefined
    const installation = payload.installation as { id: number } | undefined
    if (this.paused === 'drop') return
    this.queue({
      id: this.ids.take('delivery').id,
      guid: randomUUID(),
      event,
      action: typeof payload.action === 'string' ? payload.action : null,
      body: JSON.stringify(payload),
      target,
      installationId: installation?.id ?? null,
      repositoryId: repository?.id ?? null,
      deliveredAt: this.now(),
      redelivery: false,
      statusCode: null,
    })
  }

  /** Sends one delivery again under the same guid. Throws `Refusal` for unknown and old ones. */
  redeliver(id: number): void {
    const delivery = this.deliveries.find((known) => known.id === id)
    if (!delivery) throw new Refusal(404, 'Not Found')
    if (this.now() - delivery.deliveredAt > KEPT_MS) throw new Refusal(422, 'Delivery is too old')
    this.queue({
      ...delivery,
      id: this.ids.take('delivery').id,
      deliveredAt: this.now(),
      redelivery: true,
      statusCode: null,
    })
  }

  /** Resolves when no delivery is in flight. */
  settle(): Promise<void> {
    if (this.inFlight === 0) return Promise.resolve()
    return new Promise((resolve) => this.idle.push(resolve))
  }

  private queue(delivery: Delivery): void {
    this.deliveries.push(delivery)
    this.inFlight++
    const lane = delivery.repositoryId ?? 0
    const before = this.lanes.get(lane) ?? Promise.resolve()
    const failing = this.paused === 'fail'
    this.lanes.set(
      lane,
      before.then(() => (failing ? 502 : post(delivery))).then((status) => this.finish(delivery, status)),
    )
  }

  private finish(delivery: Delivery, statusCode: number): void {
    delivery.statusCode = statusCode
    this.inFlight--
    if (this.inFlight > 0) return
    for (const resolve of this.idle.splice(0)) resolve()
  }
}

/** GitHub's listing of deliveries, newest first. */
export function deliveryJson(delivery: Delivery): Record<string, unknown> {
  const { id, guid, redelivery, event, action } = delivery
  const good = isSuccess(delivery)
  return {
    id,
    guid,
    delivered_at: iso(delivery.deliveredAt),
    redelivery,
    duration: 0.1,
    status: good ? 'OK' : 'failed to connect to host',
    status_code: delivery.statusCode ?? 0,
    event,
    action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
  }
}

export function isSuccess(delivery: Delivery): boolean {
  return delivery.statusCode !== null && delivery.statusCode >= 200 && delivery.statusCode < 300
}

/** The status of the answer; 0 where there was none, which GitHub counts as a failed delivery like any other. */
async function post(delivery: Delivery): Promise<number> {
  const { target, body, event, guid } = delivery
  const signature = createHmac('sha256', target.secret).update(body).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/embedded',
    'x-github-event': event,
    'x-github-delivery': guid,
    'x-hub-signature-256': `sha256=${signature}`,
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const answer = await fetch(target.url, { method: 'POST', body, headers, signal }).catch(() => null)
  await answer?.arrayBuffer().catch(() => null)
  return answer?.status ?? 0
}
