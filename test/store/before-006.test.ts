// Nothing that the version before has said or done is said or done again: its effects are Wants by their new keys.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writtenKeys } from '../../src/domain/effect.ts'
import { effectsOf } from '../../src/store/effects.ts'
import { refusedWrites } from '../../src/store/refusals.ts'
import { type OldDatabase, openBefore008 } from './before-008.ts'

describe.each(['sqlite', 'postgres'] as const)('effects of an older version on %s', (engine) => {
  let old: OldDatabase
  beforeAll(async () => {
    old = await openBefore008(engine, ['before-008', 'effects-before-006'])
  })
  afterAll(() => old.close())
  const effects = (ticketId: string) => effectsOf(old.store.db, ticketId)
  const written = async (ticketId: string) => {
    const keys = [...writtenKeys(await effects(ticketId))].sort()
    return keys.map((key) => key.slice(ticketId.length + 1))
  }

  test('what one comment said is known part by part, and an answer given anew by what asked for it', async () => {
    expect(await written('issue:3741000002')).toEqual([
      'acknowledgement pro',
      'answer install',
      'answer install again 3562000006:0:answer install',
      'assign:pro',
      'on support: pro 0',
      'react:3562000004',
      'react:3562000006',
      'reply 3562000004:why',
      'retract:3562000004:0:retract',
    ])
    const parts = (await effects('issue:3741000002')).filter(({ githubId }) => githubId === '3562000003')
    expect(parts).toMatchObject([
      { kind: 'say', place: 'ticket', state: 'done', marker: 'acknowledgement pro', attempt: 1 },
      { kind: 'say', place: 'ticket', state: 'done', marker: 'answer install', attempt: 1 },
    ])
  })

  test('a comment that was refused and written later is written', async () => {
    expect(await written('issue:3741000005')).toEqual([
      'acknowledgement pro',
      'answer install',
      'assign:pro',
      'on support: pro 0',
    ])
  })

  test('of two comments that were to say the same, the one that said it counts', async () => {
    const states = (await effects('issue:3741000006')).map(({ key, state }) => [key.split('|')[1], state])
    expect(states).toEqual([
      ['acknowledgement pro', 'refused'],
      ['answer install', 'done'],
    ])
  })

  test('labels that went on and off are known by name, so that a reading of GitHub tells whose they are', async () => {
    const labels = (await effects('issue:3741000003')).filter(({ label }) => label !== null)
    expect(labels).toMatchObject([
      { kind: 'label_on', label: 'shipped', place: 'ticket' },
      { kind: 'label_off', label: 'fresh', place: 'ticket' },
    ])
    expect(await written('issue:3741000003')).toEqual([
      'label-rule ship_1794823205',
      'rule:ship@1794823205:add:shipped',
      'rule:ship@1794823205:close',
      'rule:ship@1794823205:remove:fresh',
    ])
  })

  test('an escalation told on the private desk is told, and told there', async () => {
    expect(await written('issue:3641000009')).toEqual([
      'escalation first_response:at_risk',
      'escalation first_response:missed',
    ])
    expect(await effects('issue:3641000009')).toMatchObject([
      { place: 'private_desk', marker: 'escalation issue:3641000009 first_response:at_risk' },
      { place: 'private_desk', marker: 'escalation issue:3641000009 first_response:missed' },
    ])
  })

  test('a comment in doubt is still in doubt', async () => {
    expect(await effects('issue:3641000017')).toMatchObject([
      { kind: 'say', state: 'intended', marker: 'answer install', attempt: 1 },
    ])
  })

  test('what GitHub refused is still refused, with its reason and in words', async () => {
    const refused = await refusedWrites(old.store.db)
    expect(refused.map(({ key, what }) => `${key}: ${what}`).sort()).toEqual([
      'discussion:9121002|answer install: a comment (answer)',
      'issue:3641000016|on support: sponsor 0: the label "support: sponsor"',
      'issue:3641000016|rule:ship@1794864781:add:shipped: the label "shipped"',
      'issue:3741000004|acknowledgement pro: a comment (acknowledgement)',
      'issue:3741000006|acknowledgement pro: a comment (acknowledgement)',
      'repository:735000001|label shipped: making the label "shipped"',
      expect.stringMatching(/^repository:735000004\|check .*: the check run "firstline \/ settings"$/),
    ])
    expect(refused).toContainEqual(
      expect.objectContaining({ status: 200, reason: 'No', remedy: 'permission' }),
    )
  })
})
