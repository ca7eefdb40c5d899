// Judges what GitHub says of the App: permissions, events, webhook address, deliveries, clock and limits. Pure.
import { type Finding, fine, look, wrong } from './finding.ts'

/** What the App needs, as `app.yml` has it. */
export interface Needed {
  permissions: Record<string, string>
  events: readonly string[]
}

interface Granted {
  permissions: Record<string, string>
  events: readonly string[]
}

const LEVELS = ['none', 'read', 'write', 'admin']

/** @param holder whose grant it is: the App itself, or an account that installed it */
export function judgeGrant(holder: string, needed: Needed, granted: Granted, todo: string): Finding[] {
  const levelOf = (level: string | undefined) => Math.max(0, LEVELS.indexOf(level ?? 'none'))
  const missing = Object.entries(needed.permissions)
    .filter(([name, level]) => levelOf(granted.permissions[name]) < levelOf(level))
    .map(([name, level]) => `${name}: ${level}`)
  const unheard = needed.events.filter((event) => !granted.events.includes(event))
  const found: Finding[] = []
  if (missing.length > 0) found.push(wrong('permissions', `${holder} lacks ${missing.join(', ')}.`, todo))
  if (unheard.length > 0)
    found.push(wrong('permissions', `${holder} gets no webhooks of ${unheard.join(', ')}.`, todo))
  return found.length > 0 ? found : [fine('permissions', `${holder} grants all that is needed.`)]
}

/** Where the App's webhooks come in; Probot's own address is taken too. */
const PATH = '/api/github/webhooks'

/** @param publicUrl PUBLIC_URL; null where it is not set */
export function judgeWebhook(
  webhook: { url: string | null; isInsecure: boolean; contentType: string | null },
  publicUrl: string | null,
): Finding[] {
  const { url, isInsecure, contentType } = webhook
  const todo = `Set it to ${publicUrl ?? 'https://YOUR-SERVER'}${PATH} in the App's settings on GitHub.`
  if (url === null || url === '') return [wrong('webhook', 'The App has no webhook address.', todo)]
  const found: Finding[] = []
  if (publicUrl !== null && !url.startsWith(`${publicUrl}/`))
    found.push(look('webhook', `Webhooks go to ${url}, and PUBLIC_URL is ${publicUrl}.`, todo))
  if (contentType !== null && contentType !== 'json')
    found.push(wrong('webhook', `Webhooks are sent as ${contentType}.`, 'Choose application/json there.'))
  if (isInsecure)
    found.push(look('webhook', 'GitHub does not check the certificate.', 'Turn SSL verification on.'))
  return found.length > 0 ? found : [fine('webhook', `Webhooks go to ${url}.`)]
}

/** Deliveries of the last day. */
export function judgeDeliveries(failed: number): Finding {
  if (failed === 0) return fine('webhook', 'Every delivery of the last day arrived.')
  const todo = 'Look whether the server is reached there; what failed is asked for again by itself.'
  return look(
    'webhook',
    `${failed} ${failed === 1 ? 'delivery' : 'deliveries'} of the last day failed.`,
    todo,
  )
}

const OFF_MS = 5_000
const FAR_OFF_MS = 30_000

/** GitHub takes no token of the App's that was made more than a minute ahead of its own clock. */
export function judgeClock(now: number, githubNow: number | null): Finding {
  if (githubNow === null) return look('clock', 'GitHub did not tell the time.', 'Run this again.')
  const offMs = now - githubNow
  const seconds = Math.round(Math.abs(offMs) / 1000)
  if (Math.abs(offMs) < OFF_MS) return fine('clock', "This machine's clock agrees with GitHub's.")
  const says = `This machine's clock is ${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'} GitHub's.`
  const todo = 'Keep it in step with NTP: promises are counted by it.'
  return Math.abs(offMs) >= FAR_OFF_MS ? wrong('clock', says, todo) : look('clock', says, todo)
}

export interface Limit {
  name: string
  limit: number
  left: number
  resetsAt: number
}

/** What is left of GitHub's limits for one installation. */
export function judgeLimits(account: string, limits: readonly Limit[]): Finding[] {
  return limits.map(({ name, limit, left, resetsAt }) => {
    const unit = name === 'GraphQL' ? 'points' : 'calls'
    const says = `${account}: ${left} of ${limit} ${name} ${unit} are left until ${new Date(resetsAt).toISOString()}.`
    if (left * 10 >= limit) return fine('limits', says)
    const todo = 'Firstline waits by itself; find out what else uses this installation.'
    return left === 0 ? wrong('limits', says, todo) : look('limits', says, todo)
  })
}
