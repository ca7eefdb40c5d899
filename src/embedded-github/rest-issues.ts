// The REST routes for labels, issues, comments, reactions and check runs.
import { addComment, deleteComment, editComment, findComment } from './comments.ts'
import { createLabel, ensureLabel } from './labels.ts'
import { accountJson, commentJson, issueJson, labelJson } from './payloads.ts'
import type { Call, Result, Route } from './rest.ts'
import { type CheckRun, iso, notFound, Refusal, type Thread } from './state.ts'
import {
  addLabels,
  closeThread,
  findThread,
  openThread,
  removeLabel,
  reopenThread,
  setAssignees,
  setLocked,
  tell,
} from './threads.ts'

const ISSUE = '/repos/:owner/:repo/issues/:number'
const COMMENT = '/repos/:owner/:repo/issues/comments/:id'
/** https://docs.github.com/rest/checks/runs */
const LONGEST_SUMMARY = 65_535
const ANNOTATIONS_A_REQUEST = 50
const LONGEST_BODY = 65_536

export const issueRoutes: Route[] = [
  ['GET', '/repos/:owner/:repo/labels', 'issues:read', ({ repo }) => ({ list: repo.labels.map(labelJson) })],
  ['POST', '/repos/:owner/:repo/labels', 'issues:write', postLabel],
  ['GET', '/repos/:owner/:repo/issues', 'issues:read', listIssues],
  ['POST', '/repos/:owner/:repo/issues', 'issues:write', postIssue],
  ['GET', COMMENT, 'issues:read', (call) => ({ data: commentJson(theComment(call), call.world.app) })],
  [
    'PATCH',
    COMMENT,
    'issues:write',
    (call) => {
      const comment = theComment(call)
      editComment(call.world, comment, call.actor, String(call.body.body))
      return { data: commentJson(comment, call.world.app) }
    },
  ],
  [
    'DELETE',
    COMMENT,
    'issues:write',
    (call) => {
      deleteComment(call.world, theComment(call), call.actor)
      return { status: 204 }
    },
  ],
  ['POST', `${COMMENT}/reactions`, 'issues:write', postReaction],
  ['GET', ISSUE, 'issues:read', (call) => ({ data: issueJson(theIssue(call), call.world.app) })],
  ['PATCH', ISSUE, 'issues:write', patchIssue],
  [
    'GET',
    `${ISSUE}/comments`,
    'issues:read',
    (call) => ({
      list: theIssue(call).comments.map((comment) => commentJson(comment, call.world.app)),
    }),
  ],
  [
    'POST',
    `${ISSUE}/comments`,
    'issues:write',
    (call) => {
      const comment = addComment(call.world, theIssue(call), call.actor, String(call.body.body))
      return { status: 201, data: commentJson(comment, call.world.app) }
    },
  ],
  ['POST', `${ISSUE}/labels`, 'issues:write', postIssueLabels],
  ['DELETE', `${ISSUE}/labels/:name`, 'issues:write', deleteIssueLabel],
  ['PUT', `${ISSUE}/lock`, 'issues:write', (call) => locked(call, true)],
  ['DELETE', `${ISSUE}/lock`, 'issues:write', (call) => locked(call, false)],
  ['POST', `${ISSUE}/assignees`, 'issues:write', (call) => assign(call, true)],
  ['DELETE', `${ISSUE}/assignees`, 'issues:write', (call) => assign(call, false)],
  ['POST', '/repos/:owner/:repo/check-runs', 'checks:write', postCheckRun],
  ['GET', '/repos/:owner/:repo/commits/:ref/check-runs', 'checks:read', listCheckRuns],
  ['PATCH', '/repos/:owner/:repo/check-runs/:id', 'checks:write', patchCheckRun],
]

function theIssue({ repo, params }: Call): Thread {
  return findThread(repo, Number(params.number), 'issue')
}

function theComment({ repo, params }: Call) {
  const comment = findComment(repo, Number(params.id))
  if (comment.thread.kind !== 'issue') throw notFound()
  return comment
}

function postLabel({ world, repo, body, actor }: Call): Result {
  const spec = body as { name: string; color?: string; description?: string }
  return { status: 201, data: labelJson(createLabel(world, repo, spec, actor)) }
}

function listIssues({ world, repo, query }: Call): Result {
  const state = query.get('state') ?? 'open'
  const creator = query.get('creator')?.toLowerCase()
  const wanted = [...repo.threads.values()].filter(
    (thread) =>
      thread.kind === 'issue' &&
      (state === 'all' || (state === 'open') === (thread.closedAt === null)) &&
      (!creator || thread.author.login.toLowerCase() === creator),
  )
  wanted.sort((a, b) => b.createdAt - a.createdAt || b.number - a.number)
  return { list: wanted.map((thread) => issueJson(thread, world.app)) }
}

function postIssue({ world, repo, body, actor }: Call): Result {
  const { title, body: text, labels } = body as { title: string; body?: string; labels?: string[] }
  if (!title) throw new Refusal(422, 'Validation Failed: title is missing')
  const issue = openThread(world, repo, 'issue', actor, { title, body: text ?? '', labels })
  return { status: 201, data: issueJson(issue, world.app) }
}

function postReaction(call: Call): Result {
  const { world, body, actor } = call
  const { reactions } = theComment(call)
  const known = reactions.find((one) => one.account === actor && one.content === body.content)
  const reaction = known ?? { account: actor, content: String(body.content), at: world.now() }
  if (!known) reactions.push(reaction)
  const data = { id: 1, content: reaction.content, user: accountJson(actor), created_at: iso(reaction.at) }
  return { status: known ? 200 : 201, data }
}

/** An over-long body is answered with 200 and the old text stays. */
function patchIssue(call: Call): Result {
  const { world, actor } = call
  const issue = theIssue(call)
  const body = call.body as { state?: string; state_reason?: string; title?: string; body?: string }
  if (body.title !== undefined && body.title !== issue.title) {
    const changes = { title: { from: issue.title } }
    Object.assign(issue, { title: body.title, updatedAt: world.now() })
    tell(world, issue, 'edited', actor, { changes })
  }
  if (body.body !== undefined && body.body.length <= LONGEST_BODY) {
    const changes = { body: { from: issue.body } }
    Object.assign(issue, { body: body.body, updatedAt: world.now() })
    tell(world, issue, 'edited', actor, { changes })
  }
  if (body.state === 'closed') closeThread(world, issue, actor, body.state_reason ?? null)
  if (body.state === 'open') reopenThread(world, issue, actor)
  return { data: issueJson(issue, world.app) }
}

function postIssueLabels(call: Call): Result {
  const { world, repo, body, actor } = call
  const issue = theIssue(call)
  const names = body.labels as string[]
  const labels = names.map((name) => ensureLabel(world, repo, name, actor))
  addLabels(world, issue, labels, actor)
  return { data: issue.labels.map(labelJson) }
}

function deleteIssueLabel(call: Call): Result {
  const { world, repo, params, actor } = call
  const issue = theIssue(call)
  const label = world.label(repo, params.name!)
  if (!label || !issue.labels.includes(label)) throw new Refusal(404, 'Label does not exist')
  removeLabel(world, issue, label, actor)
  return { data: issue.labels.map(labelJson) }
}

function locked(call: Call, on: boolean): Result {
  setLocked(call.world, theIssue(call), call.actor, on)
  return { status: 204 }
}

/** Logins that may not be assigned are ignored. */
function assign(call: Call, on: boolean): Result {
  const { world, repo, body, actor } = call
  const issue = theIssue(call)
  const named = (body.assignees as string[]).flatMap((login) => {
    const account = world.accounts.get(login.toLowerCase())
    return account && world.may(account, repo, 'triage') ? [account] : []
  })
  const assignees = on
    ? [...new Set([...issue.assignees, ...named])]
    : issue.assignees.filter((account) => !named.includes(account))
  setAssignees(world, issue, assignees, actor)
  return { status: on ? 201 : 200, data: issueJson(issue, world.app) }
}

function postCheckRun({ world, repo, body }: Call): Result {
  const headSha = String(body.head_sha)
  if (!repo.commits.some((commit) => commit.sha === headSha)) {
    throw new Refusal(422, `No commit found for SHA: ${headSha}`)
  }
  const { id } = world.ids.take('checkRun')
  const mark = { externalId: String(body.external_id ?? ''), completedAt: world.now() }
  const texts = { name: '', conclusion: null, title: '', summary: '' }
  const run: CheckRun = { id, headSha, ...mark, ...texts, annotations: [] }
  fill(run, body)
  repo.checkRuns.push(run)
  return { status: 201, data: checkRunJson(run) }
}

function listCheckRuns({ repo, params }: Call): Result {
  const runs = repo.checkRuns.filter((run) => run.headSha === params.ref).map(checkRunJson)
  return { data: { total_count: runs.length, check_runs: runs } }
}

function patchCheckRun({ repo, params, body }: Call): Result {
  const run = repo.checkRuns.find((known) => known.id === Number(params.id))
  if (!run) throw notFound()
  fill(run, body)
  return { data: checkRunJson(run) }
}

function fill(run: CheckRun, body: Record<string, unknown>): void {
  const output = (body.output ?? {}) as { title?: string; summary?: string; annotations?: [] }
  const annotations = output.annotations ?? []
  if (annotations.length > ANNOTATIONS_A_REQUEST) throw new Refusal(422, 'No more than 50 items are allowed')
  if ((output.summary ?? '').length > LONGEST_SUMMARY)
    throw new Refusal(422, 'Only 65535 characters are allowed')
  run.name = String(body.name ?? run.name)
  run.conclusion = String(body.conclusion ?? run.conclusion)
  run.title = output.title ?? run.title
  run.summary = output.summary ?? run.summary
  run.annotations.push(...annotations)
}

function checkRunJson(run: CheckRun): Record<string, unknown> {
  return {
    id: run.id,
    name: run.name,
    head_sha: run.headSha,
    conclusion: run.conclusion,
    status: 'completed',
    external_id: run.externalId,
    completed_at: iso(run.completedAt),
  }
}
