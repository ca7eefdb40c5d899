// The figures of a scene's repository as `firstline report` prints them, at the scene's own time.

import { inOneGo } from '../../src/domain/steps.ts'
import { articleVectors } from '../../src/facts/article-vectors.ts'
import { countFigures } from '../../src/facts/each-figure.ts'
import { createServedRepositories } from '../../src/facts/served-repository.ts'
import { RULES_VERSION } from '../../src/plan/ticket/rules/all-rules.ts'
import { countMetrics } from '../../src/report/metrics.ts'
import { withoutSentences } from '../../src/sentence/sentences.ts'
import { findRepositoryByName } from '../../src/store/repositories.ts'
import { DAY, REPO, type Scene } from './harness.ts'

/** What commands of the command line work with. */
export async function openRepositoryOf(scene: Scene, fullName: string = REPO) {
  const { store } = scene.firstline
  const [owner = '', name = ''] = fullName.split('/')
  const repository = await findRepositoryByName(store.db, owner, name)
  const options = { rulesVersion: RULES_VERSION, webUrl: 'https://github.com' }
  const contexts = createServedRepositories(store, async () => scene.github.botLogin, options)
  const context = await contexts.get(repository!)
  const credentials = { allowedAccounts: [], held: ['SPONSORS_TOKEN'] }
  const sentences = withoutSentences()
  const deps = { store, credentials, contexts, sentences, vectors: articleVectors(sentences) }
  return { deps, context: context! }
}

export async function reportOf(scene: Scene, fullName: string = REPO) {
  return (await countedOf(scene, fullName)).metrics.tiers
}

/** With what is told in private alone. */
export async function countedOf(scene: Scene, fullName: string = REPO) {
  const { deps, context } = await openRepositoryOf(scene, fullName)
  const now = scene.clock.now()
  const span = { fromAt: now - 90 * DAY, toAt: now + 1 }
  const tiers = context.settings.tiers.map((tier) => tier.name)
  const counting = countMetrics({ repository: fullName, ...span, now, tiers })
  await countFigures(deps, context, { span, now, view: 'known' }, counting)
  return inOneGo(counting.told())
}
