// Exchanges the code that GitHub gives after a manifest was accepted for the new App and its credentials.
import { z } from 'zod'
import { FirstlineOctokit } from './octokit.ts'

const Created = z.object({
  id: z.number(),
  slug: z.string(),
  html_url: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  webhook_secret: z.string().nullish(),
  pem: z.string(),
})

export interface CreatedApp {
  id: number
  slug: string
  /** Its page on GitHub. */
  url: string
  clientId: string
  clientSecret: string
  /** Null: created without a webhook. */
  webhookSecret: string | null
  privateKey: string
}

/** The code works once, for an hour. https://docs.github.com/rest/apps/apps#create-a-github-app-from-a-manifest */
export async function convertManifest(apiUrl: string, code: string): Promise<CreatedApp> {
  const octokit = new FirstlineOctokit({ baseUrl: apiUrl })
  const { data } = await octokit.request('POST /app-manifests/{code}/conversions', { code })
  const app = Created.parse(data)
  return {
    id: app.id,
    slug: app.slug,
    url: app.html_url,
    clientId: app.client_id,
    clientSecret: app.client_secret,
    webhookSecret: app.webhook_secret ?? null,
    privateKey: app.pem,
  }
}
