import { describe, expect, it } from 'vitest'
import type { Entry, Ticket } from '../../src/domain/ticket.ts'
import { nextMomentAt, ticketClocks, waitsForMaintainer } from '../../src/plan/clocks/clocks.ts'
import type { Promisers } from '../../src/plan/clocks/grants.ts'
import type { AnswerCall } from '../../src/plan/ticket/fold/fold.ts'
import {
  bystander,
  comment,
  entry,
  firstline,
  HOUR,
  MONDAY,
  maintainer,
  promised,
  requester,
  robot,
  story,
} from './ledger-builder.ts'

interface Options {
  ticket?: Partial<Ticket>
  promisers?: Promisers
  answerCalls?: AnswerCall[]
}

/** Clocks `hours` after opening on a Monday at 09:00 in Berlin. */
function clocksAt(hours: number, entries: Entry[], options: Options = {}) {
  const told = story(entries, { hours, ...options })
  const promisers = options.promisers ?? promised()
  return ticketClocks({ story: told, promisers, tierAtOpening: 'pro', now: MONDAY + hours * HOUR })
}

const at = (hours: number) => MONDAY + hours * HOUR

describe('first response', () => {
  it('runs from opening with its deadline and its moment of risk', () => {
    const { firstResponse } = clocksAt(1, [])
    expect(firstResponse).toMatchObject({
      outcome: 'running',
      wallMs: HOUR,
      usedShare: 0.25,
      deadlineAt: at(4),
      atRiskAt: at(3),
      atRisk: false,
      missed: false,
      met: false,
    })
  })

  it('is ended by a maintainer, not by bots, answers, bystanders, the requester or mere commands', () => {
    const entries = [
      comment(0.1, firstline, 'An answer <!-- firstline:answer eacces -->'),
      comment(0.2, robot),
      comment(0.3, bystander, '+1'),
      comment(0.4, requester, 'Anybody?'),
      comment(0.5, maintainer, '/waiting\n/why'),
    ]
    expect(clocksAt(2, entries).firstResponse.outcome).toBe('running')
    const { firstResponse } = clocksAt(2, [...entries, comment(1.5, maintainer)])
    expect(firstResponse).toMatchObject({
      outcome: 'responded',
      respondedAt: at(1.5),
      wallMs: 1.5 * HOUR,
      met: true,
    })
    expect(firstResponse.deadlineAt).toBeNull()
  })

  it('is met by a response in the very second of the deadline, and missed a second later', () => {
    expect(clocksAt(9, [comment(4, maintainer)]).firstResponse).toMatchObject({ met: true, missed: false })
    const late = clocksAt(9, [comment(4 + 1 / 3600, maintainer)]).firstResponse
    expect(late).toMatchObject({ met: false, missed: true, missedAt: at(4) })
  })

  it('is missed the moment the target is used up, while still open, and stays so after a late response', () => {
    expect(clocksAt(4, []).firstResponse).toMatchObject({ outcome: 'running', missed: true, missedAt: at(4) })
    expect(clocksAt(99, [comment(5, maintainer)]).firstResponse).toMatchObject({
      outcome: 'responded',
      missedAt: at(4),
      met: false,
    })
  })

  it('counts calendar time beside wall-clock time, and is late outside hours once the hours are used up', () => {
    const promisers = promised({ calendar: 'business' })
    const friday = { openedAt: at(4 * 24 + 4) } // Friday 13:00, four open hours before the week ends
    const { firstResponse } = clocksAt(7 * 24, [comment(5 * 24, maintainer)], { ticket: friday, promisers })
    expect(firstResponse).toMatchObject({ wallMs: 20 * HOUR, calendarMs: 4 * HOUR, missedAt: at(4 * 24 + 8) })
  })

  it('never pauses for the requester', () => {
    const waiting = entry('labeled', 1, maintainer, { label: 'waiting: requester' })
    expect(clocksAt(5, [waiting]).firstResponse).toMatchObject({ outcome: 'running', missedAt: at(4) })
  })

  it('ends closed and unanswered without being met, and runs on where it stood when reopened', () => {
    const closed = entry('closed', 2, requester, { reason: 'completed' })
    expect(clocksAt(50, [closed]).firstResponse).toMatchObject({
      outcome: 'closed_unanswered',
      stoppedAt: at(2),
      wallMs: 2 * HOUR,
      met: false,
      missed: false,
      deadlineAt: null,
    })
    const reopened = [closed, entry('reopened', 50, requester)]
    expect(clocksAt(51, reopened).firstResponse).toMatchObject({
      outcome: 'running',
      wallMs: 3 * HOUR,
      deadlineAt: at(52),
    })
  })

  it('stays missed when the ticket is closed unanswered after the deadline', () => {
    const closed = entry('closed', 6, requester, { reason: 'completed' })
    expect(clocksAt(50, [closed]).firstResponse).toMatchObject({
      outcome: 'closed_unanswered',
      missedAt: at(4),
    })
  })

  it('takes a comment in the second of the close as said before it', () => {
    const entries = [comment(2, maintainer), entry('closed', 2, maintainer, { reason: 'completed' })]
    expect(clocksAt(3, entries).firstResponse).toMatchObject({ outcome: 'responded', met: true })
  })

  it('takes what a maintainer says on a closed ticket once it is open again, as said at the close', () => {
    const entries = [entry('closed', 2, requester, { reason: 'completed' }), comment(3, maintainer)]
    expect(clocksAt(9, entries).firstResponse.outcome).toBe('closed_unanswered')
    const reopened = [...entries, entry('reopened', 30, requester)]
    expect(clocksAt(40, reopened).firstResponse).toMatchObject({
      outcome: 'responded',
      respondedAt: at(2),
      wallMs: 2 * HOUR,
      met: true,
    })
  })

  it('is an answer that a maintainer posts with /answer, at the time of the command, once it is posted', () => {
    const call = comment(1, maintainer, '/answer install')
    const answerCalls = [{ commentId: call.data.commentId!, at: call.at, slug: 'install' }]
    expect(clocksAt(3, [call], { answerCalls }).firstResponse.outcome).toBe('running')
    const other = comment(1.1, firstline, 'Hm <!-- firstline:answer proxy -->')
    expect(clocksAt(3, [call, other], { answerCalls }).firstResponse.outcome).toBe('running')
    const posted = comment(1.1, firstline, 'Run it <!-- firstline:answer install -->')
    const { firstResponse } = clocksAt(3, [call, posted], { answerCalls })
    expect(firstResponse).toMatchObject({ outcome: 'responded', respondedAt: at(1), met: true })
  })

  it('does not exist on tickets that a maintainer or a bot opened', () => {
    for (const opener of [maintainer, robot]) {
      const clocks = clocksAt(5, [], { ticket: { requester: opener } })
      expect([clocks.firstResponse.outcome, clocks.resolution.outcome]).toEqual(['none', 'none'])
      expect(nextMomentAt(clocks, at(0))).toBeNull()
    }
  })

  it('stops when the ticket is transferred', () => {
    const gone = entry('transferred', 1, maintainer, { to: 'o/other#3' })
    expect(clocksAt(50, [gone]).firstResponse).toMatchObject({ outcome: 'closed_unanswered', wallMs: HOUR })
  })
})

describe('discussions', () => {
  const ticket = { kind: 'discussion' as const, answerable: true }

  it('count the moment the maintainer wrote the answer, not the marking, also where only the marking was seen', () => {
    const data = { commentId: 9, answerAuthor: maintainer, answerWrittenAt: at(2) }
    const clocks = clocksAt(50, [entry('answered', 30, requester, data)], { ticket })
    expect(clocks.firstResponse).toMatchObject({ outcome: 'responded', respondedAt: at(2), met: true })
    expect(clocks.resolution).toMatchObject({ outcome: 'resolved', wallMs: 30 * HOUR })
  })

  it('end as closed unanswered by a bystander’s accepted answer, and run on when it is unmarked', () => {
    const answer = comment(1, bystander, 'Try this', { parentId: 4 })
    const marked = [answer, entry('answered', 3, requester, { commentId: answer.data.commentId! })]
    expect(clocksAt(9, marked, { ticket }).firstResponse).toMatchObject({
      outcome: 'closed_unanswered',
      wallMs: 3 * HOUR,
      missed: false,
    })
    const unmarked = [...marked, entry('unanswered', 10, requester)]
    expect(clocksAt(12, unmarked, { ticket }).firstResponse).toMatchObject({
      outcome: 'running',
      missedAt: at(11),
    })
  })

  it('take a maintainer’s reply in a thread as a response', () => {
    const reply = comment(1, maintainer, 'Yes', { parentId: 4 })
    expect(clocksAt(9, [reply], { ticket }).firstResponse.outcome).toBe('responded')
  })
})

describe('next response', () => {
  it('runs from the oldest unanswered comment after a first response to the next word of a maintainer', () => {
    const entries = [
      comment(0.5, requester, 'One more thing'),
      comment(1, maintainer),
      comment(2, requester),
      comment(5, requester, 'Anybody?'),
    ]
    expect(clocksAt(6, entries).nextResponse).toMatchObject({
      outcome: 'running',
      startedAt: at(2),
      deadlineAt: at(10),
      atRiskAt: at(8),
    })
    const answered = clocksAt(9, [...entries, comment(8, maintainer)])
    expect(answered.nextResponse).toMatchObject({ outcome: 'responded', wallMs: 6 * HOUR, met: true })
    expect(waitsForMaintainer(answered)).toBe(false)
  })

  it('goes by the order of comments within one second', () => {
    const asked = clocksAt(6, [comment(1, maintainer), comment(1, requester, 'But how?')])
    expect(asked.nextResponse).toMatchObject({ outcome: 'running', startedAt: at(1) })
    const answered = clocksAt(6, [comment(1, requester, 'But how?'), comment(1, maintainer)])
    expect(answered.nextResponse.outcome).toBe('none')
  })

  it('does not exist before a first response', () => {
    expect(clocksAt(6, [comment(2, requester)]).nextResponse.outcome).toBe('none')
  })

  it('is not started on a closed ticket, unless it is reopened', () => {
    const thanked = [
      comment(1, maintainer),
      entry('closed', 1, maintainer, { reason: 'completed' }),
      comment(2, requester, 'Thanks!'),
    ]
    expect(clocksAt(50, thanked).nextResponse.outcome).toBe('none')
    const reopened = clocksAt(22, [...thanked, entry('reopened', 20, requester)])
    expect(reopened.nextResponse).toMatchObject({ outcome: 'running', startedAt: at(20), wallMs: 2 * HOUR })
  })

  it('stands still while waiting for the requester, and the next wait is a new one', () => {
    const entries = [
      comment(1, maintainer),
      comment(2, requester),
      entry('labeled', 4, maintainer, { label: 'waiting: requester' }),
    ]
    expect(clocksAt(50, entries).nextResponse).toMatchObject({
      outcome: 'paused',
      stoppedAt: at(4),
      wallMs: 2 * HOUR,
      deadlineAt: null,
      atRiskAt: null,
    })
    // The requester's comment ends the pause before the label comes off.
    const back = [
      ...entries,
      comment(60, requester),
      entry('unlabeled', 61, firstline, { label: 'waiting: requester' }),
    ]
    expect(clocksAt(62, back).nextResponse).toMatchObject({
      outcome: 'running',
      wallMs: 4 * HOUR,
      deadlineAt: at(66),
    })
  })

  it('keeps each wait apart: one missed, one met', () => {
    const entries = [
      comment(1, maintainer),
      comment(2, requester),
      comment(20, maintainer),
      comment(21, requester),
      comment(22, maintainer),
    ]
    const { nextResponses } = clocksAt(30, entries)
    expect(nextResponses.map(({ met, missedAt }) => ({ met, missedAt }))).toEqual([
      { met: false, missedAt: at(10) },
      { met: true, missedAt: null },
    ])
  })
})

describe('resolution', () => {
  it('is resolved by a close as completed, less pauses, and runs on when reopened', () => {
    const entries = [
      entry('labeled', 2, maintainer, { label: 'waiting: requester' }),
      comment(12, requester),
      entry('closed', 20, maintainer, { reason: 'completed' }),
    ]
    expect(clocksAt(99, entries).resolution).toMatchObject({
      outcome: 'resolved',
      wallMs: 10 * HOUR,
      met: true,
    })
    const reopened = [...entries, entry('reopened', 100, requester)]
    expect(clocksAt(101, reopened).resolution).toMatchObject({ outcome: 'running', wallMs: 11 * HOUR })
  })

  it.each([
    ['not_planned', 'not_planned'],
    ['outdated', 'not_planned'],
    ['duplicate', 'duplicate'],
  ])('counts what is closed as %s apart, unless it was late already', (reason, outcome) => {
    const early = clocksAt(99, [entry('closed', 2, maintainer, { reason })]).resolution
    expect(early).toMatchObject({ outcome, met: false, missed: false })
    const late = clocksAt(99, [entry('closed', 50, maintainer, { reason })]).resolution
    expect(late).toMatchObject({ outcome, met: false, missedAt: at(48) })
  })

  it('takes a discussion closed as outdated as resolved where an answer was marked before', () => {
    const ticket = { kind: 'discussion' as const, answerable: true }
    const answer = comment(1, bystander)
    const marked = (hours: number) =>
      entry('answered', hours, requester, { commentId: answer.data.commentId! })
    const closed = entry('closed', 5, maintainer, { reason: 'outdated' })
    const before = clocksAt(9, [answer, marked(4), closed], { ticket }).resolution
    expect(before).toMatchObject({ outcome: 'resolved', stoppedAt: at(4) })
    expect(clocksAt(9, [answer, closed, marked(6)], { ticket }).resolution.outcome).toBe('not_planned')
  })

  it('of a deleted ticket ends with it, but what was closed before stays as it was closed', () => {
    const deleted = entry('deleted', 50, maintainer)
    expect(clocksAt(99, [deleted]).resolution).toMatchObject({ outcome: 'not_planned', missedAt: at(48) })
    const closed = entry('closed', 3, maintainer, { reason: 'completed' })
    expect(clocksAt(99, [closed, deleted]).resolution).toMatchObject({ outcome: 'resolved', met: true })
  })
})

describe('the next moment', () => {
  it('is the first warning or deadline still to come', () => {
    expect(nextMomentAt(clocksAt(1, []), at(1))).toBe(at(3))
    expect(nextMomentAt(clocksAt(3, []), at(3))).toBe(at(4))
    expect(nextMomentAt(clocksAt(5, []), at(5))).toBe(at(36))
    expect(nextMomentAt(clocksAt(99, []), at(99))).toBeNull()
  })
})
