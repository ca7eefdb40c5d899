// A ticket flooded with long comments is read in slices: the event loop turns in between.
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gently } from '../../src/agenda/gently.ts'
import { readingCommands } from '../../src/plan/ticket/commands/calls.ts'
import { flood } from '../domain/floods.ts'
import { bystander, comment } from '../plan/ledger-builder.ts'

test('many comments made to be slow let others in between', async () => {
  const entries = Array.from({ length: 40 }, (_, i) => {
    return comment(1, bystander, `/why\n${i}${flood('- a\nb\n', 60_000)}`)
  })
  let turns = 0
  let done = false
  const reading = gently(readingCommands(entries, () => '/')).then(() => {
    done = true
  })
  while (!done) {
    await setImmediate()
    turns++
  }
  await reading
  expect(turns).toBeGreaterThan(2)
})
