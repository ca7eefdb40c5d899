// Accounts as GitHub tells them.
import { expect, test } from 'vitest'
import { toActor } from '../../src/domain/ticket.ts'

test('whoever deleted their account is nobody, not one and the same person', () => {
  const nobody = { id: null, login: 'ghost', type: 'User' }
  expect(toActor({ id: 10_137, login: 'ghost', type: 'User' })).toEqual(nobody)
  expect(toActor(null)).toEqual(nobody)
  expect(toActor({ id: 7, login: 'ghostwriter' })).toEqual({ id: 7, login: 'ghostwriter', type: 'User' })
})
