import { afterEach, beforeEach, expect, test } from 'vitest'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { type Listener, listen, SECRET } from './listener.ts'

const REPO = 'acme/widget'
const DAY = 24 * 60 * 60_000
let listener: Listener
let github: EmbeddedGitHub
let installationId: number
let now: number

beforeEach(async () => {
  now = Date.parse('2026-11-02T09:00:00.900Z')
  listener = await listen()
  github = await EmbeddedGitHub.start({
    webhookUrl: `${listener.url}/hooks`,
    webhookSecret: SECRET,
    sponsorsWebhook: { url: `${listener.url}/sponsors`, secret: SECRET },
    now: () => now,
  })
  github.acts.addOrganization('acme')
  github.acts.addRepository(REPO)
  installationId = github.acts.install('acme', [REPO])
  await github.settle()
  listener.received.length = 0
})
afterEach(async () => {
  await github.close()
  await listener.close()
})

test('what people do arrives signed, in order, with ids and times like GitHub', async () => {
  const { acts } = github
  const { number } = acts.openIssue(REPO, 'alice', { title: 'It fails', labels: ['bug'] })
  now += 60_000
  const { id } = acts.comment(REPO, number, 'bob', 'Same here')
  acts.editComment(REPO, id, 'bob', 'Same for me')
  acts.close(REPO, number, 'alice', 'completed')
  acts.reopen(REPO, number, 'alice')
  acts.unlabel(REPO, number, 'alice', 'bug')
  acts.lock(REPO, number, 'alice')
  acts.deleteComment(REPO, id, 'bob')
  acts.deleteIssue(REPO, number, 'alice')
  await github.settle()

  expect(listener.names()).toEqual([
    'label.created',
    'issues.opened',
    'issues.labeled',
    'issue_comment.created',
    'issue_comment.edited',
    'issues.closed',
    'issues.reopened',
    'issues.unlabeled',
    'issues.locked',
    'issue_comment.deleted',
    'issues.deleted',
  ])
  expect(listener.received.every((delivery) => delivery.signed)).toBe(true)
  const opened = listener.received[1]!.payload as { issue: { id: number } }
  expect(opened).toMatchObject({
    repository: { full_name: REPO, owner: { login: 'acme', type: 'Organization' } },
    installation: { id: installationId },
    sender: { login: 'alice', type: 'User' },
    issue: { number, title: 'It fails', state: 'open', created_at: '2026-11-02T09:00:00Z' },
  })
  expect(opened.issue.id).toBeGreaterThan(2 ** 31)
  expect(listener.received[3]!.payload).toMatchObject({ comment: { created_at: '2026-11-02T09:01:00Z' } })
})

test('discussions: replies know their parent, answers are marked and unmarked', async () => {
  const { acts } = github
  const { number } = acts.createDiscussion(REPO, 'alice', { title: 'How?' })
  const top = acts.discussionComment(REPO, number, 'bob', 'Like this')
  acts.discussionComment(REPO, number, 'alice', 'Thanks', top.id)
  acts.answer(REPO, top.id, 'alice')
  acts.unanswer(REPO, top.id, 'alice')
  await github.settle()
  expect(listener.names()).toEqual([
    'discussion.created',
    'discussion_comment.created',
    'discussion_comment.created',
    'discussion.answered',
    'discussion.unanswered',
  ])
  expect(listener.received[2]!.payload).toMatchObject({ comment: { parent_id: top.id } })
  expect(listener.received[3]!.payload).toMatchObject({
    answer: { id: top.id },
    discussion: { answer_chosen_by: { login: 'alice' }, category: { is_answerable: true } },
  })
})

test('a transfer tells both repositories, if both are covered', async () => {
  github.acts.addRepository('acme/other')
  github.acts.installRepositories(installationId, ['acme/other'])
  const { number } = github.acts.openIssue(REPO, 'alice', { title: 'Lost' })
  github.acts.transfer(REPO, number, 'alice', 'acme/other')
  await github.settle()
  expect(listener.names().sort()).toEqual([
    'installation_repositories.added',
    'issues.opened',
    'issues.opened',
    'issues.transferred',
  ])
})

test('a sponsorship goes to its own address, and repositories that are not covered say nothing', async () => {
  github.acts.addRepository('acme/private')
  github.acts.openIssue('acme/private', 'alice', { title: 'Unheard' })
  github.acts.sponsor('acme', 'alice', { dollars: 5 })
  github.acts.changeSponsorship('acme', 'alice', { dollars: 50 })
  github.acts.changeSponsorship('acme', 'alice', 'cancelled')
  await github.settle()
  expect(listener.names()).toEqual([
    'sponsorship.created',
    'sponsorship.tier_changed',
    'sponsorship.cancelled',
  ])
  expect(listener.received[1]!.payload).toMatchObject({
    sponsorship: { tier: { monthly_price_in_cents: 5000 }, sponsor: { login: 'alice' } },
    changes: { tier: { from: { monthly_price_in_cents: 500 } } },
  })
})

test('deliveries of one repository wait for each other; another repository does not wait', async () => {
  github.acts.addRepository('acme/other')
  github.acts.installRepositories(installationId, ['acme/other'])
  await github.settle()
  listener.received.length = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let other = () => {}
  const otherArrived = new Promise<void>((resolve) => {
    other = resolve
  })
  listener.before = async ({ payload }) => {
    const { name } = payload.repository as { name: string }
    if (name === 'other') other()
    else await held
  }
  github.acts.openIssue(REPO, 'alice', { title: 'First' })
  github.acts.openIssue(REPO, 'alice', { title: 'Second' })
  github.acts.openIssue('acme/other', 'alice', { title: 'Third' })
  await otherArrived
  release()
  await github.settle()
  const titles = listener.received.map(({ payload }) => (payload.issue as { title: string }).title)
  expect(titles).toEqual(['Third', 'First', 'Second'])
})

test('a failed delivery can be redelivered under its guid for three days; a dropped one is lost', async () => {
  github.pauseWebhooks('drop')
  github.acts.openIssue(REPO, 'alice', { title: 'Lost' })
  github.pauseWebhooks('fail')
  github.acts.openIssue(REPO, 'alice', { title: 'Missed' })
  github.resumeWebhooks()
  await github.settle()
  expect(listener.received).toEqual([])
  const failed = github.deliveries.at(-1)!
  expect(failed).toMatchObject({ event: 'issues', statusCode: 502, redelivery: false })

  github.redeliver(failed.id)
  await github.settle()
  expect(listener.names()).toEqual(['issues.opened'])
  expect(listener.received[0]!.guid).toBe(failed.guid)
  expect(github.deliveries.at(-1)).toMatchObject({ redelivery: true, statusCode: 202, guid: failed.guid })

  now += 3 * DAY + 1
  expect(() => github.redeliver(failed.id)).toThrow('too old')
})

test('a listener that answers with an error counts as failed', async () => {
  listener.status = 500
  github.acts.openIssue(REPO, 'alice', { title: 'Unlucky' })
  await github.settle()
  expect(github.deliveries.at(-1)?.statusCode).toBe(500)
})

test('a push tells its files, on any branch; only the default branch changes what is read', async () => {
  const sha = github.acts.putFile(REPO, 'alice', 'a.md', 'A')
  github.acts.putFile(REPO, 'alice', 'a.md', 'B', 'feature')
  await github.settle()
  expect(listener.received[0]!.payload).toMatchObject({
    ref: 'refs/heads/main',
    after: sha,
    commits: [{ added: ['a.md'], modified: [] }],
  })
  expect(listener.received[1]!.payload).toMatchObject({ ref: 'refs/heads/feature', before: sha })
})

test('installations and repositories come, change their names and go', async () => {
  const { acts } = github
  acts.renameRepository(REPO, 'gadget')
  acts.openIssue('acme/gadget', 'alice', { title: 'By the new name' })
  acts.openIssue(REPO, 'alice', { title: 'By the old name' })
  acts.suspend(installationId)
  acts.openIssue('acme/gadget', 'alice', { title: 'Unheard' })
  acts.unsuspend(installationId)
  acts.uninstall(installationId)
  acts.openIssue('acme/gadget', 'alice', { title: 'Unheard' })
  await github.settle()
  expect(listener.names().sort()).toEqual([
    'installation.deleted',
    'installation.suspend',
    'installation.unsuspend',
    'issues.opened',
    'issues.opened',
    'repository.renamed',
  ])
  expect(github.threads('acme/gadget')).toHaveLength(4)
})

test('webhooks can be sent elsewhere, redeliveries too', async () => {
  const second = await listen()
  github.pauseWebhooks('fail')
  github.acts.openIssue(REPO, 'alice', { title: 'Missed' })
  github.resumeWebhooks()
  await github.settle()
  github.sendWebhooksTo(second.url)
  github.redeliver(github.deliveries.at(-1)!.id)
  await github.settle()
  expect(second.names()).toEqual(['issues.opened'])
  expect(listener.received).toEqual([])
  await second.close()
})
