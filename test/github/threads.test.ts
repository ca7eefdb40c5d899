import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, openDiscussion, openIssue, REPO, startBench } from './harness.ts'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
})
afterAll(() => bench.github.close())

test('an issue is labelled, answered, closed and reopened, and its thread tells it all in one call', async () => {
  const { acme, repo, github } = bench
  const issue = openIssue(bench)
  const label = await acme.createLabel(repo, { name: 'support: pro', color: 'b60205', description: 'Pays' })
  await acme.addLabels(issue, [label])
  const answer = await acme.createComment(issue, 'Use a version manager.')
  github.acts.comment(REPO, issue.number, 'maintainer', 'Thanks')
  await acme.close(issue, 'not_planned')
  await acme.reopen(issue)
  await acme.removeLabel(issue, label)
  bench.operations.length = 0

  const thread = await acme.readIssueThread(repo, issue.number)

  expect(bench.operations).toEqual(['ReadIssueThread'])
  expect(thread.issue).toMatchObject({
    number: issue.number,
    open: true,
    labels: [],
    stateReason: 'reopened',
  })
  expect(thread.issue.id).toBeGreaterThan(2 ** 31)
  expect(thread.issue.author).toMatchObject({ login: 'alice', type: 'User' })
  expect(thread.events.map((event) => [event.kind, event.label ?? event.reason ?? null])).toEqual([
    ['labeled', 'support: pro'],
    ['closed', 'not_planned'],
    ['reopened', null],
    ['unlabeled', 'support: pro'],
  ])
  expect(thread.comments.map((comment) => [comment.author.login, comment.mine])).toEqual([
    [github.botLogin, true],
    ['maintainer', false],
  ])
  expect(thread.comments[0]).toEqual(answer)
})

test('a discussion is labelled, answered in a thread, closed and reopened', async () => {
  const { acme, repo, github } = bench
  const discussion = openDiscussion(bench)
  const label = await acme.createLabel(repo, { name: 'support: sponsor', color: 'b60205', description: '' })
  await acme.addLabels(discussion, [label])
  const question = github.acts.discussionComment(REPO, discussion.number, 'alice', 'Anybody?')
  const reply = await acme.createComment(discussion, 'Here is how.', { replyTo: question.nodeId })
  const top = await acme.createComment(discussion, 'And more.')
  await acme.editComment(discussion, top, 'And even more.')
  github.acts.answer(REPO, top.id, 'alice')
  await acme.close(discussion, 'resolved')
  await acme.lock(discussion)

  const thread = await acme.readDiscussionThread(repo, discussion.number)

  expect(thread.discussion).toMatchObject({
    labels: ['support: sponsor'],
    open: false,
    stateReason: 'resolved',
    locked: true,
    answerable: true,
    answer: { commentId: top.id, chosenBy: { login: 'alice' }, author: { login: github.botLogin } },
  })
  expect(thread.comments.map((comment) => [comment.body, comment.parentId, comment.mine])).toEqual([
    ['Anybody?', null, false],
    ['Here is how.', question.id, true],
    ['And even more.', null, true],
  ])
  expect(reply.parentId).toBe(question.id)

  await acme.unlock(discussion)
  await acme.reopen(discussion)
  await acme.removeLabel(discussion, label)
  await acme.deleteComment(discussion, top)
  const after = await acme.readDiscussionThread(repo, discussion.number)
  expect(after.discussion).toMatchObject({ open: true, locked: false, labels: [], answer: null })
  expect(after.comments).toHaveLength(2)
})

test('threads longer than a page are read whole', async () => {
  const { acme, repo, github } = bench
  const issue = openIssue(bench)
  for (let n = 0; n < 230; n++) github.acts.comment(REPO, issue.number, 'bob', `Comment ${n}`)
  const discussion = openDiscussion(bench)
  const first = github.acts.discussionComment(REPO, discussion.number, 'bob', 'First')
  for (let n = 0; n < 60; n++) github.acts.discussionComment(REPO, discussion.number, 'bob', `Top ${n}`)
  for (let n = 0; n < 130; n++) {
    github.acts.discussionComment(REPO, discussion.number, 'bob', `Reply ${n}`, first.id)
  }

  const long = await acme.readIssueThread(repo, issue.number)
  const wide = await acme.readDiscussionThread(repo, discussion.number)

  expect(new Set(long.comments.map((comment) => comment.id)).size).toBe(230)
  expect(long.comments.at(-1)?.body).toBe('Comment 229')
  expect(await acme.listIssueComments(repo, issue.number)).toHaveLength(230)
  expect(new Set(wide.comments.map((comment) => comment.id)).size).toBe(191)
  expect(wide.comments.filter((comment) => comment.parentId === first.id)).toHaveLength(130)
})

test('the desk issue is created, pinned until GitHub refuses a fourth pin, and found again', async () => {
  const { acme, repo, github } = bench
  for (let n = 0; n < 4; n++) {
    const desk = await acme.createIssue(repo, { title: `Desk ${n}`, body: 'Queue' })
    const pin = acme.pinIssue({ kind: 'issue', ...repo, number: desk.number, nodeId: desk.nodeId })
    if (n < 3) await pin
    else await expect(pin).rejects.toMatchObject({ kind: 'invalid' })
  }
  const mine = await acme.listIssuesBy(repo, github.botLogin)
  expect(mine.map((issue) => issue.title).sort()).toEqual(['Desk 0', 'Desk 1', 'Desk 2', 'Desk 3'])
})

test('reactions on many comments are read in batches, and a comment that is gone hides none', async () => {
  const { acme, github } = bench
  const issue = openIssue(bench)
  const comments = []
  for (let n = 0; n < 55; n++) comments.push(await acme.createComment(issue, `Answer ${n}`))
  github.acts.react(REPO, comments[0]!.id, 'alice', '+1')
  github.acts.react(REPO, comments[54]!.id, 'bob', '-1')
  await acme.react(issue, comments[54]!, 'eyes')
  github.acts.deleteComment(REPO, comments[1]!.id, 'maintainer')
  bench.operations.length = 0

  const reactions = await acme.readReactions(comments.map((comment) => comment.nodeId))

  expect(bench.operations).toEqual(['ReadReactions', 'ReadReactions'])
  expect(reactions).toHaveLength(55)
  expect(reactions[0]?.reactions).toMatchObject([
    { content: '+1', login: 'alice', userId: expect.any(Number) },
  ])
  expect(reactions[1]?.reactions).toBeNull()
  expect(reactions[2]?.reactions).toEqual([])
  expect(reactions[54]?.reactions).toMatchObject([
    { content: '-1', login: 'bob' },
    { content: 'eyes', userId: null },
  ])
})

test('assigning, locking and taking off what is not on do no harm', async () => {
  const { acme, repo, github } = bench
  const issue = openIssue(bench)
  const label = await acme.createLabel(repo, { name: 'never on', color: '123456', description: '' })
  await acme.removeLabel(issue, label)
  await acme.assign(issue, ['maintainer', 'nobody'])
  expect(github.thread(REPO, issue.number).assignees.map((person) => person.login)).toEqual(['maintainer'])
  await acme.unassign(issue, ['maintainer'])
  expect(github.thread(REPO, issue.number).assignees).toEqual([])
  const comment = await acme.createComment(issue, 'Gone soon')
  await acme.deleteComment(issue, comment)
  await acme.deleteComment(issue, comment)
  await acme.lock(issue)
  await expect(acme.createComment(issue, 'No')).rejects.toMatchObject({ kind: 'forbidden' })
  await acme.unlock(issue)
  await acme.createComment(issue, 'Yes')
})
