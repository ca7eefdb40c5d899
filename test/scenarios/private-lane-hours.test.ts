// What goes on in private counts for the customer's statement and the private report, and shows in no public one.
import { afterEach, expect, test } from 'vitest'
import { findCustomer } from '../../src/facts/find-customer.ts'
import { reportFacts } from '../../src/facts/report-facts.ts'
import { customerStatement } from '../../src/facts/statement.ts'
import { reportText } from '../../src/words/report/text.ts'
import { readMonth } from '../../src/words/zone.ts'
import { HOUR, type Scene } from './harness.ts'
import { laneIn, opened, openLaneScene, ROOM, says } from './private-lane-scene.ts'
import { openRepositoryOf } from './report-of.ts'

let scene: Scene
afterEach(() => scene.close())

const month = readMonth('2026-11', 'UTC')!

test('time that was told in private is on the statement, with the clock that was answered there', async () => {
  scene = await openLaneScene()
  const number = await opened(scene, 'paula')
  await scene.pass(HOUR)
  await says(scene, ROOM, laneIn(scene).number, 'maya', 'We look.\n\n/spent 45m')
  const { deps, context } = await openRepositoryOf(scene)
  const found = await findCustomer(deps, [context], '@paula')
  if ('because' in found) throw new Error(JSON.stringify(found))
  const now = scene.clock.now()
  const statement = await customerStatement(deps, found.here, { ...found, month, now })
  expect(statement).toMatchObject({ kept: 1, missed: 0, minutes: 45 })
  expect(statement.tickets.map((ticket) => ticket.number)).toEqual([number])
  const asked = { span: month, month, now, withGaps: false }
  const known = await reportFacts(deps, context, { ...asked, view: 'known', inside: true })
  expect(known.support.all).toMatchObject({ minutes: 45 })
  expect(known.customers?.some(({ minutes, met }) => minutes === 45 && met === 1)).toBe(true)
  const shown = await reportFacts(deps, context, { ...asked, view: 'shown', inside: false })
  expect(reportText(shown)).not.toMatch(/Hours|0\.75|Customer/)
})
