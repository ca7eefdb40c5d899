// Whatever stands in the register of commands is written down, told and obeyed.
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/plan/ticket/commands/all-commands.ts'
import type { Command } from '../../src/plan/ticket/commands/command.ts'
import { saysOf } from '../../src/plan/ticket/wants.ts'
import { HELP_LANGUAGES, helpLine, helpNames } from '../../src/words/ticket/help-words.ts'
import { aWorld, entitledTo, factsOf, planOf, type World } from './carried-out.ts'
import { comment, entry, HOUR, MONDAY, maintainer, requester } from './ledger-builder.ts'

test('no two commands have one name', () => {
  const names = COMMANDS.map(({ name }) => name)
  expect([...new Set(names)]).toEqual(names)
})

describe.each(COMMANDS)('/$name', (command) => {
  test('is read as its usage says, and comes to something', async () => {
    const world = said(`/${exampleOf(command.usage)}`, whoMay(command))
    const [call, ...others] = factsOf(world).commands
    expect(others).toEqual([])
    expect(call).toMatchObject({ name: command.name, problem: null, allowed: true })
    const outcome = command.want(factsOf(world), call!, COMMANDS)
    if ('wants' in outcome) expect(outcome.wants).not.toEqual([])
    else if ('mistake' in outcome) expect(outcome.mistake).toMatch(/\S/)
    else if ('readBy' in outcome) {
      const file = await import(`../../src/plan/ticket/commands/${command.name}.ts`)
      expect(Object.values(file)).toContain(outcome.readBy)
    }
  })

  test('gets its thumb, and words where it is a mistake', () => {
    const world = said(`/${exampleOf(command.usage)}`, whoMay(command))
    const { wants } = planOf(world)
    const [thumb] = wants.flatMap(({ what }) => (what.do === 'react' ? what.content : []))
    const replies = saysOf(wants, 'reply')
    if (thumb === '-1') expect(replies).toHaveLength(1)
    else expect(thumb).toBe('+1')
  })

  test(`is for ${command.who}`, () => {
    const [call] = factsOf(said(`/${exampleOf(command.usage)}`, requester)).commands
    expect(call?.allowed).toBe(command.who !== 'maintainers')
    const [others] = factsOf(said(`/${exampleOf(command.usage)}`, maintainer)).commands
    expect(others?.allowed).toBe(command.who !== 'requester alone')
  })
})

test.each([
  ['a maintainer', maintainer, 'requester alone'],
  ['the requester', requester, 'maintainers'],
])('/help lists for %s what may be given', (_who, asker, others) => {
  const [reply] = saysOf(planOf(said('/help', asker)).wants, 'reply')
  const lines = reply?.text.split('\n').filter((line) => line.startsWith('- ')) ?? []
  // Without a collective there is nothing to claim.
  const listed = COMMANDS.filter(({ who, name }) => who !== others && name !== 'claim')
  expect(lines).toHaveLength(listed.length)
  for (const { usage, help } of listed) expect(reply?.text).toContain(`- \`/${usage}\`: ${help}`)
})

test.each(HELP_LANGUAGES)(
  '/help has a line for every command in %s, and for none that is not there',
  (language) => {
    for (const { name } of COMMANDS)
      expect([name, helpLine(name, language)]).toEqual([name, expect.stringMatching(/\S/)])
    const known = new Set(COMMANDS.map(({ name }) => name))
    expect(helpNames(language).filter((name) => !known.has(name))).toEqual([])
  },
)

function whoMay({ who }: Command): typeof maintainer {
  return who === 'requester alone' ? requester : maintainer
}

/** A ticket of a paying requester on which somebody gives a command. */
function said(body: string, by: typeof maintainer): World {
  const entries = [entry('opened', 0, requester), comment(1, by, body)]
  return aWorld({ now: MONDAY + 2 * HOUR, entries, entitlements: [entitledTo('pro', false)] })
}

/** `tier NAME|none|auto` → `tier auto`, `waiting [14d]` → `waiting 14d`, `rate 1-5` → `rate 5`. */
function exampleOf(usage: string): string {
  const words = usage.replaceAll(/[[\]]/g, '').split(' ')
  return words.map((word) => word.split('|').at(-1)?.replace(/^\d-/, '')).join(' ')
}
