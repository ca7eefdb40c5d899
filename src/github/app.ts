// What only the App itself may ask: its installations and its webhook deliveries.
import { type Caller, pageOf } from './caller.ts'
import { toInstallation } from './rest-shapes.ts'
import type { AppGitHub, WebhookDelivery } from './types.ts'

export function appCalls(call: Caller): AppGitHub {
  return {
    getApp: async () => {
      const { data } = await call.read('app.get', (octokit) => octokit.rest.apps.getAuthenticated())
      if (!data) throw new Error('GitHub names no App')
      return {
        id: data.id,
        slug: data.slug ?? '',
        name: data.name,
        url: data.html_url,
        permissions: Object.fromEntries(
          Object.entries(data.permissions).map(([name, level]) => [name, String(level)]),
        ),
        events: data.events,
      }
    },
    clock: async () => {
      const { headers } = await call.read('app.get', (octokit) => octokit.rest.apps.getAuthenticated())
      const at = Date.parse(String(headers.date ?? ''))
      return Number.isNaN(at) ? null : at
    },
    getWebhook: async () => {
      const { data } = await call.read('app.getWebhook', (octokit) =>
        octokit.rest.apps.getWebhookConfigForApp(),
      )
      // GitHub gives it as a text or as a number: https://docs.github.com/rest/apps/webhooks
      const isInsecure = String(data.insecure_ssl ?? '0') === '1'
      return { url: data.url ?? null, isInsecure, contentType: data.content_type ?? null }
    },
    listInstallations: async () => {
      const all = await call.pages('app.listInstallations', (octokit, page) =>
        octokit.rest.apps.listInstallations(pageOf(page)),
      )
      return all.map(toInstallation)
    },
    listDeliveries: (sinceAt) => listDeliveries(call, sinceAt),
    listFailedDeliveries: (sinceAt) => listDeliveries(call, sinceAt, 'failure'),
    // Writes to nobody's repository, and twice does no harm: no pace to keep.
    redeliver: async (delivery_id) => {
      await call.read('app.redeliver', (octokit) =>
        octokit.rest.apps.redeliverWebhookDelivery({ delivery_id }),
      )
    },
  }
}

/** Newest first, by cursor; ends at the first that is older than `sinceAt`. */
async function listDeliveries(call: Caller, sinceAt: number, status?: 'failure'): Promise<WebhookDelivery[]> {
  const all: WebhookDelivery[] = []
  let cursor: string | null = null
  do {
    const answer = await call.read('app.listDeliveries', (octokit) =>
      octokit.rest.apps.listWebhookDeliveries({
        per_page: 100,
        ...(status ? { status } : {}),
        ...(cursor ? { cursor } : {}),
      }),
    )
    for (const delivery of answer.data) {
      const deliveredAt = Date.parse(delivery.delivered_at)
      if (deliveredAt < sinceAt) return all
      all.push(toDelivery(delivery, deliveredAt))
    }
    cursor = nextCursor(answer.headers.link)
  } while (cursor)
  return all
}

interface RestDelivery {
  id: number
  guid: string
  redelivery: boolean
  status: string
  status_code: number
  event: string
  action: string | null
  installation_id: number | null
  repository_id: number | null
}

function toDelivery(delivery: RestDelivery, deliveredAt: number): WebhookDelivery {
  const { id, guid, redelivery, status, event, action } = delivery
  return {
    id,
    guid,
    deliveredAt,
    redelivery,
    status,
    statusCode: delivery.status_code,
    event,
    action,
    installationId: delivery.installation_id,
    repositoryId: delivery.repository_id,
  }
}

function nextCursor(link: string | number | undefined): string | null {
  const next = /<([^>]+)>; rel="next"/.exec(String(link ?? ''))?.[1]
  return next ? new URL(next).searchParams.get('cursor') : null
}
