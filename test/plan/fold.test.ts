import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../../src/domain/ticket.ts'
import {
  bystander,
  comment,
  entry,
  firstline,
  MONDAY,
  maintainer,
  requester,
  robot,
  roleOf,
  story,
} from './ledger-builder.ts'

const at = (hours: number) => MONDAY + hours * 3_600_000
const WAITING = { label: 'waiting: requester' }

describe('comments', () => {
  it('are told in their latest text, by their author whoever edited them', () => {
    const first = comment(1, requester, 'Helo')
    const { commentId } = first.data
    const edits = [
      entry('comment_edited', 3, maintainer, { commentId, body: 'Hello, edited' }),
      entry('comment_edited', 2, requester, { commentId, body: 'Hello' }),
    ]
    const told = story([...edits, first])
    expect(told.comments).toMatchObject([
      { body: 'Hello, edited', role: 'requester', writtenAt: at(1), editedAt: at(3) },
    ])
  })

  it('that were deleted count for nothing, but Firstline’s own are remembered', () => {
    const gone = comment(1, maintainer)
    const answer = comment(0.1, firstline, 'Use nvm <!-- firstline:answer install -->')
    const told = story([
      gone,
      answer,
      entry('comment_deleted', 2, maintainer, { commentId: gone.data.commentId! }),
      entry('comment_deleted', 3, maintainer, { commentId: answer.data.commentId! }),
    ])
    expect(told.comments).toEqual([])
    expect(told.own).toMatchObject([{ deletedAt: at(3), markers: [{ kind: 'answer', key: 'install' }] }])
    expect(told.lastHumanTurn).toEqual({ role: 'requester', at: at(0), commentId: null })
  })

  it('of other people hold no markers', () => {
    const forged = comment(1, requester, 'Look <!-- firstline:answer install -->')
    const told = story([forged])
    expect(told.own).toEqual([])
    expect(told.comments).toHaveLength(1)
  })

  it('whose writing was never seen tell nothing by being edited or deleted', () => {
    const told = story([
      entry('comment_edited', 1, maintainer, { commentId: 5, body: 'New' }),
      entry('comment_deleted', 2, maintainer, { commentId: 5 }),
    ])
    expect(told.comments).toEqual([])
  })

  it('are by whoever the author was at that time', () => {
    const joins = (actor: Actor, time: number): Role =>
      actor.id === bystander.id && time >= at(5) ? 'maintainer' : roleOf(actor)
    const told = story([comment(1, bystander), comment(6, bystander)], { roleOf: joins })
    expect(told.comments.map(({ role }) => role)).toEqual(['bystander', 'maintainer'])
  })

  it('make the last human turn, but for bots and mere commands', () => {
    const said = comment(1, maintainer)
    const told = story([said, comment(2, robot), comment(3, requester, '/helpful'), comment(4, firstline)])
    expect(told.lastHumanTurn).toEqual({ role: 'maintainer', at: at(1), commentId: said.data.commentId })
  })

  it('by the deleted ghost are nobody’s in particular, also on a ghost’s ticket', () => {
    const ghost: Actor = { id: null, login: 'ghost', type: 'User' }
    expect(story([comment(1, ghost)], { ticket: { requester: ghost } }).comments[0]!.role).toBe('bystander')
  })
})

describe('states', () => {
  it('repeated are nothing, but a close may change its reason', () => {
    const told = story([
      entry('reopened', 0.5, maintainer),
      entry('closed', 1, maintainer, { reason: 'completed' }),
      entry('closed', 2, bystander, { reason: 'not_planned' }),
      entry('reopened', 3, requester),
      entry('reopened', 4, requester),
      entry('closed', 5, requester, { reason: 'completed' }),
    ])
    expect(told.closes).toMatchObject([
      { fromAt: at(1), untilAt: at(3), reason: 'not_planned', role: 'maintainer' },
      { fromAt: at(5), untilAt: null, reason: 'completed', role: 'requester' },
    ])
    expect(told.open).toBe(false)
  })

  it('of labels tell who put them on and took them off, without case', () => {
    const told = story([
      entry('labeled', 1, maintainer, { label: 'Bug' }),
      entry('labeled', 2, bystander, { label: 'bug' }),
      entry('unlabeled', 3, firstline, { label: 'bug' }),
      entry('unlabeled', 4, maintainer, { label: 'old' }),
    ])
    expect(told.labels).toMatchObject([
      { label: 'old', fromAt: at(0), untilAt: at(4), by: null, role: null, removedRole: 'maintainer' },
      { label: 'Bug', fromAt: at(1), untilAt: at(3), role: 'maintainer', removedRole: 'self' },
    ])
  })

  it('of answers move with the mark', () => {
    const one = comment(1, bystander)
    const two = comment(2, maintainer)
    const told = story([
      one,
      two,
      entry('answered', 3, requester, { commentId: one.data.commentId! }),
      entry('answered', 4, requester, { commentId: two.data.commentId! }),
      entry('unanswered', 5, requester),
    ])
    expect(told.answers).toMatchObject([
      { fromAt: at(3), untilAt: at(4), authorRole: 'bystander', writtenAt: at(1) },
      { fromAt: at(4), untilAt: at(5), authorRole: 'maintainer', writtenAt: at(2) },
    ])
    expect(told.answered).toBe(false)
  })

  it('end when the ticket goes away', () => {
    const told = story([entry('transferred', 2, maintainer, { to: 'o/other#4' })])
    expect(told.gone).toEqual({ how: 'transferred', at: at(2), to: 'o/other#4' })
  })

  it('after now are not looked at', () => {
    const told = story([entry('closed', 5, maintainer, { reason: 'completed' })], { hours: 4 })
    expect(told.open).toBe(true)
  })
})

describe('waiting for the requester', () => {
  it('ends with the requester’s comment, before the label comes off', () => {
    const told = story([
      entry('labeled', 1, maintainer, WAITING),
      comment(2, bystander),
      comment(3, requester),
      entry('unlabeled', 4, firstline, WAITING),
    ])
    expect(told.pauses).toEqual([{ fromAt: at(1), untilAt: at(3) }])
    expect(told.waitingForRequester).toBe(false)
  })

  it('begins with a label put on in the second of the requester’s comment, which was said before it', () => {
    const told = story([comment(1, requester), entry('labeled', 1, maintainer, WAITING)])
    expect(told.pauses).toEqual([{ fromAt: at(1), untilAt: null }])
  })

  it('begins anew when the label goes on again, also where it was never seen to come off', () => {
    const told = story([
      entry('labeled', 1, maintainer, WAITING),
      entry('labeled', 2, maintainer, WAITING),
      comment(3, requester),
      entry('labeled', 5, maintainer, WAITING),
    ])
    expect(told.pauses).toEqual([
      { fromAt: at(1), untilAt: at(3) },
      { fromAt: at(5), untilAt: null },
    ])
    expect(told.waitingForRequester).toBe(true)
  })
})

describe('the opener', () => {
  it('is a maintainer or a bot where the project says so, else the requester', () => {
    expect(story([]).openerRole).toBe('requester')
    expect(story([], { ticket: { requester: maintainer } }).openerRole).toBe('maintainer')
    expect(story([], { ticket: { requester: robot } }).openerRole).toBe('bot')
    expect(story([], { ticket: { requester: bystander } }).openerRole).toBe('requester')
  })
})
