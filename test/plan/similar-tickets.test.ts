// Which tickets with the same error may be named, in which order, and how they are told.
import { expect, test } from 'vitest'
import type { SimilarTicket } from '../../src/domain/similar.ts'
import type { Ticket } from '../../src/domain/ticket.ts'
import { firstNamed, isFeatureRequest, mayBeNamed } from '../../src/plan/ticket/similar-tickets.ts'
import { similarMessage } from '../../src/words/ticket/similar-words.ts'
import { anIssue } from '../builders.ts'

const AT = 1_000_000
const before = { number: 50, at: AT }
const named = (override: Partial<Ticket>, openedAt = AT - 1) =>
  mayBeNamed(anIssue(openedAt, override), before, { discussions: { leaveOut: ['polls'] } })
const closedAs = (stateReason: string | null) => ({ open: false, stateReason })

test('an open ticket and one that was closed as completed are named, one that was refused is not', () => {
  expect(named({})).toBe(true)
  expect([null, 'completed', 'resolved'].map((reason) => named(closedAs(reason)))).toEqual([true, true, true])
  expect(['not_planned', 'duplicate', 'outdated'].map((reason) => named(closedAs(reason)))).toEqual([
    false,
    false,
    false,
  ])
})

test('what is gone, a bot opened, nobody should see, or is no ticket is not named', () => {
  expect(named({ gone: 'deleted' })).toBe(false)
  expect(named({ requester: { id: 1, login: 'x[bot]', type: 'Bot' } })).toBe(false)
  expect(
    ['Firstline: ignore', 'SPAM', 'invalid', 'duplicate'].map((label) => named({ labels: [label] })),
  ).toEqual([false, false, false, false])
  const category = { name: 'Polls', slug: 'polls' }
  expect(named({ kind: 'discussion', category })).toBe(false)
})

test('a ticket is not told of later ones; of two in one second the smaller number came first', () => {
  expect(named({}, AT + 1)).toBe(false)
  expect(named({ number: 49 }, AT)).toBe(true)
  expect(named({ number: 51 }, AT)).toBe(false)
})

test('a wish for a feature by its label, its type or its title', () => {
  const wish = (override: Partial<Ticket>) =>
    isFeatureRequest(anIssue(AT, { title: 'It crashes', ...override }))
  expect(
    ['enhancement', 'Feature', 'type: feature', 'kind/feature-request', 'feature request'].map((label) =>
      wish({ labels: [label] }),
    ),
  ).toEqual(Array(5).fill(true))
  expect(['bug', 'feature-flags', 'needs: feature owner'].map((label) => wish({ labels: [label] }))).toEqual(
    Array(3).fill(false),
  )
  expect(wish({ issueType: 'Feature' })).toBe(true)
  expect(wish({ issueType: 'Bug' })).toBe(false)
  expect(wish({ title: '[Feature request] be quiet' })).toBe(true)
  expect(wish({})).toBe(false)
})

test('solved ones first, then the newest, three at most', () => {
  const candidate = (number: number, isSolved: boolean) => ({ ticket: anIssue(number, { number }), isSolved })
  const all = [
    candidate(1, true),
    candidate(2, false),
    candidate(3, true),
    candidate(4, false),
    candidate(5, false),
  ]
  expect(firstNamed(all).map(({ ticket }) => ticket.number)).toEqual([3, 1, 5])
})

const told = (override: Partial<SimilarTicket> = {}): SimilarTicket => ({
  kind: 'issue',
  number: 7,
  title: 'It stops',
  url: 'https://github.com/acme/widget/issues/7',
  isSolved: false,
  solution: null,
  ...override,
})

test('links leave no trace; on a server without such links there are none', () => {
  expect(similarMessage([told()], 'en')).toContain(
    '- [It stops](https://redirect.github.com/acme/widget/issues/7) (open)',
  )
  const there = told({ url: 'https://github.example.com/acme/widget/issues/7', isSolved: true })
  expect(similarMessage([there], 'de')).toContain('- `#7` It stops (gelöst)')
  expect(similarMessage([there], 'de')).not.toContain('http')
})

test('a title of somebody else can do nothing', () => {
  const title = '@maya <!-- firstline:answer x --> [a](https://evil.example) #1\n\n# big'
  const [, , line] = similarMessage([told({ title })], 'en').split('\n')
  expect(line).toBe(
    '- [@\u200bmaya &lt;!-- firstline:answer x --&gt; \\[a\\](https://\u200bevil.example) #\u200b1 #\u200b big](https://redirect.github.com/acme/widget/issues/7) (open)',
  )
})

test('it is said in nine languages, and in English where there is no other', () => {
  const languages = ['en', 'zh-CN', 'ja', 'ko', 'de', 'fr', 'es', 'pt-BR', 'ru']
  expect(new Set(languages.map((language) => similarMessage([told()], language))).size).toBe(9)
  expect(similarMessage([told()], 'tlh')).toBe(similarMessage([told()], 'en'))
})
