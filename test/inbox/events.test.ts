// What Firstline listens to is what its App is subscribed to, and every delivery has a place to go.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { EVENTS } from '../../src/inbox/events/all-events.ts'
import { parseDelivery } from '../../src/inbox/parse-delivery.ts'
import { route } from '../../src/inbox/route.ts'

/** Sent to every App, subscribed or not. */
const AUTOMATIC = ['installation', 'installation_repositories', 'installation_target']

test('the App is subscribed to every event that is listened to, and to no other', () => {
  const { default_events: subscribed } = parse(readFileSync('app.yml', 'utf8')) as {
    default_events: string[]
  }
  const listened = Object.entries(EVENTS).flatMap(([name, { from }]) => (from === 'github' ? [name] : []))
  expect(listened.sort()).toEqual([...subscribed, ...AUTOMATIC].sort())
})

test('an event is taken only from who sends it', () => {
  expect(route('github', 'sponsorship', {})).toBeNull()
  expect(route('github', 'stripe', {})).toBeNull()
  expect(route('stripe', 'polar', {})).toBeNull()
  expect(route('sponsors', 'push', { repository: { id: 1 } })).toBeNull()
  expect(route('sponsors', 'sponsorship', {})?.line).toEqual({ kind: 'sponsorships' })
})

test('what is understood says what it is about: nothing of it ends on the line for what does not', () => {
  for (const [name, { kind, from }] of Object.entries(EVENTS)) {
    const { line } = route(from, name, {}) ?? {}
    if (line?.kind !== 'unreadable') expect(line?.kind).toBe(kind)
    else expect(parseDelivery(kind, name, Buffer.from('{}'))).toHaveProperty('unreadable')
  }
})

test.each([
  ['of an event that nobody listens to any more', 'fork', '{}', 'fork: nobody listens to it any more'],
  ['that is cut off', 'push', '{"ref":', 'push: the body is no JSON'],
  ['without what is needed', 'push', '{"ref": 7}', 'push: repository: invalid_type; ref: invalid_type'],
])('a delivery %s is unreadable, and it is said why', (_, name, body, unreadable) => {
  expect(parseDelivery('repository', name, Buffer.from(body))).toEqual({ unreadable })
})
