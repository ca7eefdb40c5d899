// Which answers are a no for good, in whose words, and what would mend them.
import { expect, test } from 'vitest'
import { GitHubError, type GitHubErrorKind } from '../../src/github/errors.ts'
import { refusalOf } from '../../src/outbox/refusal.ts'

const answer = (kind: GitHubErrorKind, status: number, message: string) =>
  refusalOf(new GitHubError(message, { kind, status }))

test.each([
  ['forbidden', 403, 'issues.createComment: Unable to create comment because issue is locked.', 'unlock'],
  ['forbidden', 403, 'issues.addLabels: Repository was archived so is read-only.', 'archived'],
  ['forbidden', 403, 'checks.create: Resource not accessible by integration', 'permission'],
  ['invalid', 422, 'labels.create: Validation Failed', 'settings'],
  ['invalid', 422, 'issues.createComment: Validation Failed', 'other'],
  ['not_found', 404, 'issues.createComment: Not Found', 'gone'],
  ['gone', 410, 'issues.close: This issue was deleted', 'gone'],
] as const)('%s %i, %s: %s', (kind, status, message, remedy) => {
  expect(answer(kind, status, message)).toMatchObject({ status, remedy, reason: message.split(': ')[1] })
})

test.each([
  ['unauthorized', 401],
  ['unavailable', 502],
  ['suspended', 403],
  ['invalid', 409],
] as const)('%s %i may pass by itself', (kind, status) => {
  expect(answer(kind, status, 'x: no')).toBeNull()
})

test('what may have arrived is a doubt, and what is no answer of GitHub is no refusal', () => {
  expect(refusalOf(new GitHubError('x: cut off', { kind: 'invalid', status: 422, inDoubt: true }))).toBeNull()
  expect(refusalOf(new Error('The database is gone'))).toBeNull()
})

test("GitHub's details are told as a sentence", () => {
  const custom =
    '{"resource":"Label","code":"custom","field":"name","message":"name must contain more than emoji"}'
  const plain = '{"resource":"Label","code":"already_exists","field":"name"}'
  expect(
    answer('invalid', 422, `labels.create: Validation Failed: ${custom} - https://docs.github.com/rest`),
  ).toMatchObject({
    reason: 'Validation Failed: name must contain more than emoji',
  })
  expect(answer('invalid', 422, `labels.create: Validation Failed: ${plain}`)).toMatchObject({
    reason: 'Validation Failed: name: already exists',
  })
  expect(answer('invalid', 422, 'labels.create: Odd {not json}')).toMatchObject({ reason: 'Odd {not json}' })
})
