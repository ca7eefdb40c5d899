// The labels of tiers are wanted in their repository.
import { expect, test } from 'vitest'
import { planLabels } from '../../src/plan/repository-labels.ts'

test('each tier wants its label, under a key by which it is made once', () => {
  const label = { name: 'support: pro', color: '8250df', description: 'Pays' }
  expect(planLabels(7, [{ name: 'pro', label }])).toEqual([
    {
      key: 'repository:7|label support: pro',
      place: { in: 'repository', repositoryId: 7 },
      what: { do: 'make_label', label },
      urgency: 'label',
      why: 'the tier pro goes by it',
    },
  ])
})
