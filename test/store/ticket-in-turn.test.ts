// What a ticket's turn begins with says what need not be asked for, on both engines.
import { expect, test } from 'vitest'
import { noteLaneTrouble } from '../../src/store/lanes.ts'
import { saveSignatures } from '../../src/store/signatures.ts'
import { ticketInTurn } from '../../src/store/ticket-in-turn.ts'
import { upsertTicket } from '../../src/store/tickets.ts'
import { anIssue } from '../builders.ts'
import { describeOnEachEngine } from './engines.ts'

describeOnEachEngine('a ticket in its turn', (bench) => {
  const ticket = anIssue(1, { id: 'issue:1', number: 1 })
  const { id, repositoryId } = ticket

  test('has no lane, no trouble and no signature, until it has', async () => {
    const { db } = bench.store
    await upsertTicket(db, ticket)
    expect(await ticketInTurn(db, id)).toMatchObject({
      hasLane: false,
      hasLaneTrouble: false,
      isSigned: false,
    })
    await saveSignatures(db, ticket, ['a'], { signedAs: 1, isSigned: false })
    await noteLaneTrouble(db, { ticketId: id, repositoryId, trouble: 'none', told: true }, 1)
    expect(await ticketInTurn(db, id)).toMatchObject({ hasLaneTrouble: true, isSigned: true, signedAs: 1 })
  })
})
