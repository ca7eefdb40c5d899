// The figures of a scene's repository as `firstline report` prints them, at the scene's own time.
import { RULES_VERSION } from '../../src/decide/rules/register.ts'
import { figuresOf } from '../../src/lines/figures.ts'
import { createRepositoryContexts } from '../../src/lines/repository-context.ts'
import { computeMetrics } from '../../src/report/metrics.ts'
import { findRepositoryByName } from '../../src/store/repositories.ts'
import { DAY, REPO, type Scene } from './harness.ts'

export async function reportOf(scene: Scene) {
  const { store } = scene.firstline
  const [owner = '', name = ''] = REPO.split('/')
  const repository = await findRepositoryByName(store.db, owner, name)
  const options = { rulesVersion: RULES_VERSION, webUrl: 'https://github.com' }
  const contexts = createRepositoryContexts(store, async () => scene.github.botLogin, options)
  const context = await contexts.get(repository!)
  const now = scene.clock.now()
  const span = { fromAt: now - 90 * DAY, toAt: now + 1 }
  const credentials = { allowedAccounts: [], sponsorsToken: true, stripe: false }
  const tickets = await figuresOf({ store, credentials, contexts }, context!, span, now, 'known')
  const tiers = context!.settings.tiers.map((tier) => tier.name)
  return computeMetrics({ repository: REPO, ...span, now, tickets, tiers }).tiers
}
