// What is noted of the onboarding of repositories, and how many tickets are known of one.
import { expect, test } from 'vitest'
import {
  endOnboarding,
  noteOnboarding,
  onboardingPlace,
  onboardingState,
  wantOnboarding,
} from '../../src/store/onboarding.ts'
import { saveOwnThing } from '../../src/store/own-things.ts'
import { countTickets } from '../../src/store/ticket-counts.ts'
import { upsertTicket } from '../../src/store/tickets.ts'
import { anIssue } from '../builders.ts'
import { describeOnEachEngine } from './engines.ts'

const NOTHING = { wantedAt: null, lookedAt: null, endedAt: null, endedBy: null, told: null }

describeOnEachEngine('onboarding', (bench) => {
  test('what is noted is added to what was noted before', async () => {
    const { db } = bench.store
    expect(await onboardingState(db, 5)).toEqual(NOTHING)
    await wantOnboarding(db, 5, 1_000)
    await wantOnboarding(db, 5, 2_000)
    await noteOnboarding(db, 5, { lookedAt: 3_000, told: { atOnce: 'live none read', later: '4' } })
    const told = { atOnce: 'live none read', later: '4' }
    expect(await onboardingState(db, 5)).toEqual({ ...NOTHING, wantedAt: 1_000, lookedAt: 3_000, told })
  })

  test('a no stays, whatever comes after it', async () => {
    const { db } = bench.store
    await endOnboarding(db, 6, 'told', 1_000)
    await endOnboarding(db, 6, 'closed', 2_000)
    await endOnboarding(db, 6, 'told', 3_000)
    expect(await onboardingState(db, 6)).toMatchObject({ endedBy: 'closed', endedAt: 2_000 })
  })

  test('issues of our own, deleted tickets and old ones are not counted', async () => {
    const { db } = bench.store
    const of = (id: string, changes = {}) =>
      anIssue(10, { id, repositoryId: 8, updatedAt: 5_000, ...changes })
    await upsertTicket(db, of('issue:801'))
    await upsertTicket(db, of('issue:802'))
    await upsertTicket(db, of('issue:803', { gone: 'deleted' }))
    await upsertTicket(db, of('issue:804', { updatedAt: 900 }))
    await upsertTicket(db, of('discussion:801', { kind: 'discussion' }))
    const ids = { issueId: 802, number: 2, key: '', nodeId: '', commentId: null, hash: null, writtenAt: null }
    await saveOwnThing(db, { ...onboardingPlace(8), ...ids, state: 'made' })
    expect(await countTickets(db, 8, 1_000)).toEqual({ issues: 1, discussions: 1 })
  })
})
