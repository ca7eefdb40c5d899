// Payloads become tickets and ledger entries, or are told to be unreadable: nothing else, whatever is in them.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { parseDelivery } from '../../src/inbox/parse-delivery.ts'
import { route } from '../../src/inbox/route.ts'
import type { Redact } from '../../src/inbox/snapshots.ts'
import { type Translation, translate, withDeparture } from '../../src/inbox/translate.ts'

const REPO = 'acme/widget'
let github: EmbeddedGitHub
let payloads: Array<{ event: string; body: string }>

beforeAll(async () => {
  github = await EmbeddedGitHub.start({ webhookUrl: 'http://127.0.0.1:9/', webhookSecret: 's' })
  github.pauseWebhooks('fail')
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO)
  acts.install('acme', [REPO])
  const issue = acts.openIssue(REPO, 'robin', { title: 'It fails', body: 'Help' }).number
  const { id } = acts.comment(REPO, issue, 'maya', 'Which version?')
  acts.editComment(REPO, id, 'maya', 'Which version, please?')
  acts.label(REPO, issue, 'maya', 'bug')
  acts.unlabel(REPO, issue, 'maya', 'bug')
  acts.deleteComment(REPO, id, 'maya')
  acts.close(REPO, issue, 'maya', 'completed')
  acts.reopen(REPO, issue, 'robin')
  acts.lock(REPO, issue, 'maya')
  const discussion = acts.createDiscussion(REPO, 'robin', { title: 'How?' }).number
  const answer = acts.discussionComment(REPO, discussion, 'maya', 'So.')
  acts.answer(REPO, answer.id, 'robin')
  acts.unanswer(REPO, answer.id, 'robin')
  acts.close(REPO, discussion, 'robin', 'resolved')
  await github.settle()
  payloads = github.deliveries
    .filter(({ event }) => /^(issues|issue_comment|discussion|discussion_comment)$/.test(event))
    .map(({ event, body }) => ({ event, body }))
})
afterAll(() => github.close())

const same: Redact = (text) => ({ text, real: [] })

function told(event: string, payload: unknown, redact: Redact): Translation | string {
  const read = parseDelivery('ticket', event, Buffer.from(JSON.stringify(payload)))
  return 'unreadable' in read ? read.unreadable : translate(read.event, redact)
}

function translated(event: string, body: string, redact: Redact): Translation {
  const translation = told(event, JSON.parse(body), redact)
  if (typeof translation === 'string') throw new Error(translation)
  return translation
}

test('every kind of delivery becomes entries that are keyed by what happened', () => {
  const kinds = payloads.flatMap(({ event, body }) =>
    translated(event, body, same)
      .entries.map((entry) => entry.kind)
      .filter((kind) => kind !== 'opened'),
  )
  expect(new Set(kinds)).toEqual(
    new Set([
      'comment',
      'comment_edited',
      'comment_deleted',
      'labeled',
      'unlabeled',
      'closed',
      'reopened',
      'locked',
      'answered',
      'unanswered',
    ]),
  )
})

test('the same delivery gives the same keys, and all texts are redacted', () => {
  for (const { event, body } of payloads) {
    const read = () => translated(event, body, (text) => ({ text: text.replace(/version/g, '…'), real: [] }))
    expect(read().entries.map((entry) => entry.sourceKey)).toEqual(
      read().entries.map((entry) => entry.sourceKey),
    )
    expect(JSON.stringify(read().entries)).not.toContain('version')
  }
})

test('a payload with anything in the place of anything is read or told to be unreadable, and never quoted', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.jsonValue(), (which, where, junk) => {
      const { event, body } = payloads[which % payloads.length] ?? { event: 'issues', body: '{}' }
      const payload = JSON.parse(body)
      const places = placesIn(payload)
      const place = places[where % places.length]
      if (place) place.owner[place.key] = junk
      expect(() => route('github', event, payload)).not.toThrow()
      const read = told(event, payload, same)
      if (typeof read === 'string') expect(read).not.toContain('Which version')
    }),
    { numRuns: 2000 },
  )
})

test('a payload whose values cannot be read as text is read all the same', () => {
  const odd = { toString: '' }
  for (const event of ['issues', 'issue_comment', 'discussion', 'discussion_comment']) {
    const payload = { action: odd, sender: { type: 'Bot' }, comment: { body: odd } }
    expect(route('github', event, payload)?.line.kind).toBe('unreadable')
  }
})

test('payloads that are no objects belong nowhere', () => {
  for (const odd of [null, 1, 'text', [], [1]]) {
    expect(route('github', 'issues', odd)?.line.kind).toBe('unreadable')
    expect(route('github', 'watch', odd)).toBeNull()
    expect(told('issues', odd, same)).toMatch(/^issues: /)
  }
})

type Owner = Record<string, unknown>

function placesIn(value: unknown): Array<{ owner: Owner; key: string }> {
  if (typeof value !== 'object' || value === null) return []
  const owner = value as Owner
  return Object.keys(owner).flatMap((key) => [{ owner, key }, ...placesIn(owner[key])])
}

test('a ticket that is gone left when its delivery came, and a moved one when its new place was made', () => {
  const { body } = payloads.find(({ event }) => event === 'issues')!
  const { issue, repository, sender } = JSON.parse(body)
  const changes = {
    new_issue: { ...issue, id: 77, number: 7, updated_at: '2030-01-01T10:00:00Z' },
    new_repository: { ...repository, id: 9, full_name: 'acme/other' },
  }
  const leftAt = (action: string, extra: object) => {
    const payload = JSON.stringify({ action, issue, repository, sender, ...extra })
    const { entries } = withDeparture(
      translated('issues', payload, same),
      Date.parse('2030-01-01T12:00:00.500Z'),
    )
    const left = entries.find(({ kind }) => kind === action)
    return new Date(left?.at ?? 0).toISOString()
  }
  expect(leftAt('deleted', {})).toBe('2030-01-01T12:00:00.000Z')
  expect(leftAt('transferred', { changes })).toBe('2030-01-01T10:00:00.000Z')
})
