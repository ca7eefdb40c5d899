// What holds of every decision, whatever happened to the ticket.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partName } from '../../src/domain/marker.ts'
import type { Actor, Entry } from '../../src/domain/ticket.ts'
import type { Plan } from '../../src/plan/ticket/plan.ts'
import { sameLabel, saysOf } from '../../src/plan/ticket/wants.ts'
import { aWorld, carriedOut, entitledTo, leftToDo, planOf, type World, withChannels } from './carried-out.ts'
import {
  aTicket,
  bystander,
  comment,
  entry,
  HOUR,
  MONDAY,
  maintainer,
  requester,
  robot,
} from './ledger-builder.ts'

const COMMENTS = [
  'Some words',
  '/answer proxy',
  '/answer proxi',
  '/answer docs/networking.md#behind-a-proxy--here',
  '/answer',
  '/retract',
  '/tier pro',
  '/tier none',
  '/tier auto',
  '/tier gold',
  '/waiting 2h',
  '/waiting soon',
  '/why',
  '/help',
  '/metrics',
  '/need training',
  '/need technical support',
  '/need coaching',
  '/helpful',
  '/unhelpful',
  '/rate 1',
  '/rate 2',
  '/rate 5',
  '/rate 9',
  '/escalate',
  '/severity 1',
  '/severity 3',
  'Words and\n\n/why\n/help',
]
const LABELS = [
  'support: pro',
  'support: sponsor',
  'needs: reproduction',
  'stale',
  'locked',
  'kb: proxy',
  'kb: nothing',
  'waiting: requester',
  'support: needs human',
  'sla: missed',
  'need: training',
  'need: consulting',
  'fresh',
  'severity: 2',
]
const PEOPLE: Actor[] = [requester, maintainer, bystander, robot]

type Act = { hours: number; actor: Actor } & (
  | { kind: 'comment'; body: string }
  | { kind: 'toggle'; label: string }
  | { kind: 'close' | 'reopen' }
)

const acts = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('comment'), body: fc.constantFrom(...COMMENTS) }),
    fc.record({ kind: fc.constant('toggle'), label: fc.constantFrom(...LABELS) }),
    fc.record({ kind: fc.constantFrom('close', 'reopen') }),
  ),
  { maxLength: 12 },
)

const worlds = fc
  .record({
    acts,
    people: fc.array(fc.constantFrom(...PEOPLE), { minLength: 12, maxLength: 12 }),
    hours: fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { minLength: 12, maxLength: 12 }),
    after: fc.double({ min: 0.1, max: 200, noNaN: true }),
    tier: fc.constantFrom('pro', 'sponsor', null),
    quiet: fc.boolean(),
    answered: fc.boolean(),
    offers: fc.boolean(),
    channels: fc.boolean(),
    unhelpful: fc.boolean(),
    refused: fc.boolean(),
    opener: fc.constantFrom(requester, requester, requester, maintainer),
    body: fc.constantFrom('npm install fails', 'Do you offer training for our team?'),
  })
  .map((drawn): World => {
    let hours = 0
    const timed = drawn.acts.map((act, place) => {
      hours += drawn.hours[place] ?? 1
      return { ...act, hours, actor: drawn.people[place] ?? requester } as Act
    })
    const { entries, labels, open } = happened(timed)
    const world = aWorld({
      now: MONDAY + (hours + drawn.after) * HOUR,
      ticket: aTicket({ requester: drawn.opener, body: drawn.body, labels, open }),
      entries: [entry('opened', 0, drawn.opener), ...entries],
      entitlements: drawn.tier === null ? [] : [entitledTo(drawn.tier, drawn.quiet)],
      answered: drawn.answered,
      offers: drawn.offers,
      unhelpful: drawn.unhelpful,
      refused: drawn.refused,
    })
    return drawn.channels ? { ...world, settings: withChannels(world.settings) } : world
  })

const RUNS = { numRuns: 400 }

/** What is open again gets what an open ticket gets. */
const reopens = ({ wants }: Plan) => wants.some(({ what }) => what.do === 'reopen')

const OF_NEXT_RESPONSE = /^on sla: |^say escalation next_response_|^do notice \w+ next_response_/
/** A channel is told of a label of our own once it is on. */
const TELLS_OF_LABEL = /^do notice \w+ needs_human /

test('what was decided and carried out leaves nothing to do', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      // Nobody has an opinion on an answer before it is there.
      const fresh = { ...world, unhelpful: false, refused: false }
      const first = planOf(fresh)
      const once = carriedOut(fresh, first)
      const second = planOf(once)
      // Closing and waiting end a risk: then its label follows. Nothing is said or done, and no label put on, again.
      const left = leftToDo(second).filter((what) => !what.startsWith('off ') && !TELLS_OF_LABEL.test(what))
      // An answer by hand is a response at its command: a question that waits since then runs its own clock from there.
      const responds = saysOf(first.wants, 'answer').length > 0
      if (!reopens(first)) {
        expect(left.filter((what) => !(responds && OF_NEXT_RESPONSE.test(what)))).toEqual([])
      }
      expect(leftToDo(planOf(carriedOut(once, second)))).toEqual([])
    }),
    RUNS,
  )
})

test('the order in which the ledger was written does not matter', () => {
  fc.assert(
    fc.property(worlds, fc.infiniteStream(fc.nat(1000)), (world, ranks) => {
      const shuffled = world.entries
        .map((one) => ({ one, rank: ranks.next().value as number }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ one }) => one)
      expect(planOf({ ...world, entries: shuffled })).toEqual(planOf(world))
    }),
    RUNS,
  )
})

test('a ticket is answered at most once, and nothing is said twice', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { wants } = planOf(world)
      expect(saysOf(wants, 'answer').length).toBeLessThanOrEqual(1)
      const said = wants.flatMap(({ what }) => (what.do === 'say' ? [partName(what.marker)] : []))
      expect(new Set(said).size).toBe(said.length)
    }),
    RUNS,
  )
})

test('links that a maintainer refuses are taken back once, and nothing is offered again', () => {
  // It lacks no information that could be asked for.
  const ticket = aTicket({ body: 'Version 1.2 on Linux:\n\n```\nError: boom\n```' })
  const offering = aWorld({ ticket, entries: [entry('opened', 0, requester)], answered: false, offers: true })
  const offered = carriedOut(offering, planOf(offering))
  expect(leftToDo(planOf(offering))).toEqual(['say answer #links'])
  for (const refused of [
    { refused: true },
    { entries: [...offered.entries, comment(1, maintainer, '/unhelpful')] },
    { entries: [...offered.entries, comment(1, maintainer, '/retract')] },
  ]) {
    const world = { ...offered, now: MONDAY + 2 * HOUR, ...refused }
    const plan = planOf(world)
    expect(plan.wants.filter(({ what }) => what.do === 'edit_comment')).toHaveLength(1)
    expect(leftToDo(plan)).not.toContain('on support: needs human')
    const back = carriedOut(world, plan)
    expect(leftToDo(planOf(back))).toEqual([])
    expect(leftToDo(planOf({ ...back, answered: true }))).toEqual([])
  }
})

test('every Want has a key of its own, which names the ticket, and a reason', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { wants } = planOf(world)
      expect(new Set(wants.map(({ key }) => key)).size).toBe(wants.length)
      for (const { key, why } of wants) {
        expect(key).toMatch(new RegExp(`^${world.ticket.id}\\|.`))
        expect(why).not.toBe('')
      }
    }),
    RUNS,
  )
})

test('what was not carried out is wanted under the same keys a moment later', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const first = planOf(world)
      const now = world.now + 1_000
      fc.pre(first.nextLookAt === null || first.nextLookAt > now)
      const keys = ({ wants }: Plan) => wants.map(({ key }) => key)
      expect(keys(planOf({ ...world, now }))).toEqual(keys(first))
    }),
    RUNS,
  )
})

test('what was written is not wanted, though nothing shows it yet', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const did = new Set(planOf(world).wants.map(({ key }) => key))
      const again = planOf({ ...world, did }).wants.map(({ key }) => key)
      expect(again.filter((key) => did.has(key))).toEqual([])
    }),
    RUNS,
  )
})

test('nothing is written where a maintainer wants it so', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const labels = [...world.ticket.labels, 'Firstline: Ignore']
      expect(leftToDo(planOf({ ...world, ticket: { ...world.ticket, labels } }))).toEqual([])
      expect(leftToDo(planOf({ ...world, settings: { ...world.settings, mode: 'off' } }))).toEqual([])
    }),
    RUNS,
  )
})

test("a quiet sponsor's ticket looks like everybody else's, whatever people do", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const quiet = planOf({ ...world, entitlements: [entitledTo('pro', true)] })
      const nobody = planOf({ ...world, entitlements: [] })
      expect(quiet).toEqual(nobody)
    }),
    RUNS,
  )
})

test('a channel is told of each moment once, and of nothing where it is not named', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const told = (one: World) =>
        planOf(one).wants.flatMap(({ key, what }) => (what.do === 'notify' ? [{ key, ...what }] : []))
      expect(told({ ...world, settings: aWorld().settings })).toEqual([])
      const all = told({ ...world, settings: withChannels(aWorld().settings) })
      const moments = all.map(
        ({ channel, notice }) => `${channel} ${notice.event} ${notice.at} ${notice.says}`,
      )
      expect(new Set(moments).size).toBe(moments.length)
      for (const { channel, notice } of all) {
        expect(notice.at).toBeLessThanOrEqual(world.now)
        if (channel === 'oncall') expect(['needs_human', 'paid_opened']).not.toContain(notice.event)
      }
    }),
    RUNS,
  )
})

test('whom a maintainer answered by a command is not told that somebody will look', () => {
  const label = 'support: pro'
  const asked = aWorld({
    now: MONDAY + HOUR,
    entries: [entry('opened', 0, requester), comment(1, maintainer, '/answer proxy')],
    answered: false,
  })
  const answered = carriedOut(asked, planOf(asked))
  const world = {
    ...answered,
    now: MONDAY + 3 * HOUR,
    ticket: { ...answered.ticket, labels: [...answered.ticket.labels, label] },
    entries: [...answered.entries, entry('labeled', 2, maintainer, { label })],
  }
  expect(leftToDo(planOf(world)).filter((one) => one.startsWith('say'))).toEqual([])
})

test('a missed reply is told once, though the timeline tells of the reopening a second later', () => {
  const reopenedAt = (seconds: number) => [
    entry('opened', 0, requester),
    comment(1, maintainer, 'Like this.'),
    entry('closed', 2, maintainer, { reason: 'completed' }),
    comment(3, requester, 'It is back.'),
    entry('reopened', 4 + seconds / 3600, maintainer),
  ]
  const ids = (entries: Entry[], like: readonly Entry[]) =>
    entries.map((one, i) => ({ ...one, data: like[i]!.data, sourceKey: like[i]!.sourceKey }))
  const told = reopenedAt(0)
  const world = aWorld({
    now: MONDAY + 20 * HOUR,
    entries: told,
    entitlements: [entitledTo('pro', false)],
    answered: false,
  })
  const plan = planOf(world)
  expect(leftToDo(plan).filter((one) => one.includes('missed'))).toHaveLength(2)
  const done = carriedOut(world, plan)
  const entries = [...ids(reopenedAt(1), told), ...done.entries.slice(told.length)]
  expect(leftToDo(planOf({ ...done, entries }))).toEqual([])
})

test('a promise missed while its tier was quiet is not told when another tier is put on by hand', () => {
  const label = 'support: sponsor'
  const world = aWorld({
    now: MONDAY + 6 * HOUR,
    ticket: aTicket({ labels: [label] }),
    entries: [entry('opened', 0, requester), entry('labeled', 5, maintainer, { label })],
    entitlements: [entitledTo('pro', true)],
    answered: false,
  })
  expect(leftToDo(planOf(world))).toEqual([])
  const open = { ...world, entitlements: [entitledTo('pro', false)] }
  expect(leftToDo(planOf(open))).toEqual(['on sla: missed', 'say escalation first_response:missed'])
})

/** The ledger of what people did, and the ticket as it stands after it. */
function happened(timed: Act[]): { entries: Entry[]; labels: string[]; open: boolean } {
  const entries: Entry[] = []
  let labels: string[] = []
  let open = true
  for (const act of timed) {
    const { hours, actor } = act
    if (act.kind === 'comment') entries.push(comment(hours, actor, act.body))
    else if (act.kind === 'toggle') {
      const { label } = act
      const on = labels.some((name) => sameLabel(name, label))
      entries.push(entry(on ? 'unlabeled' : 'labeled', hours, actor, { label }))
      labels = on ? labels.filter((name) => !sameLabel(name, label)) : [...labels, label]
    } else if ((act.kind === 'close') === open) {
      entries.push(entry(open ? 'closed' : 'reopened', hours, actor, open ? { reason: 'completed' } : {}))
      open = !open
    }
  }
  return { entries, labels, open }
}

test('a ticket of a maintainer gets no offer, and nobody the same offer twice', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const first = planOf(world)
      const offers = saysOf(first.wants, 'offer')
      expect(offers.length).toBeLessThanOrEqual(world.ticket.requester === maintainer ? 0 : 1)
      const second = planOf(carriedOut(world, first))
      if (!reopens(first)) expect(saysOf(second.wants, 'offer')).toEqual([])
    }),
    RUNS,
  )
})
