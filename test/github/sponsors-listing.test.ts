// What an account offers its sponsors is read where everybody may see it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, startBench } from './harness.ts'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
})
afterAll(() => bench.github.close())

test('tiers of an organisation and of a person are read in one call, and who has no such page offers none', async () => {
  const { acme, github, operations } = bench
  github.acts.addUser('maya')
  operations.length = 0
  expect(await acme.readSponsorsTiers('acme')).toEqual([])
  github.acts.offerTiers('acme', [5, 50])
  github.acts.offerTiers('maya', [1])
  expect(await acme.readSponsorsTiers('acme')).toEqual([
    { name: '$5 a month', dollars: 5, oneTime: false },
    { name: '$50 a month', dollars: 50, oneTime: false },
  ])
  expect(await acme.readSponsorsTiers('maya')).toHaveLength(1)
  expect(await acme.readSponsorsTiers('nobody')).toEqual([])
  expect(operations).toEqual(Array(4).fill('SponsorsListing'))
})

test('what GitHub refuses to tell is as good as not there, and what it cannot answer for now is not', async () => {
  const { acme, github } = bench
  github.fail({ operation: 'SponsorsListing', status: 403 })
  expect(await acme.readSponsorsTiers('acme')).toEqual([])
  github.fail({ operation: 'SponsorsListing', status: 502 })
  await expect(acme.readSponsorsTiers('acme')).rejects.toMatchObject({ kind: 'unavailable' })
})
