// The demo's story, scene by scene. Everything told here is looked up on the embedded GitHub or in the store.
import { findMarkers } from '../domain/marker.ts'
import type { Comment, Thread } from '../embedded-github/state.ts'
import { decisionOf } from '../store/decisions.ts'
import { humanDuration } from '../words/durations.ts'
import type { Style } from '../words/terminal/style.ts'
import { MAINTAINER, REPO } from './cast.ts'
import type { Narrator } from './narrator.ts'
import { threadBox } from './show-thread.ts'
import { SPONSOR, type Stage } from './stage.ts'
import { NotSeen, waitFor } from './wait.ts'

export interface Telling {
  stage: Stage
  tell: Narrator
  style: Style
}

const MINUTE_MS = 60_000
const LATER_MS = 97 * MINUTE_MS

/** Tells the whole story. @throws NotSeen when something expected does not appear */
export async function tellStory(telling: Telling): Promise<void> {
  await arrive(telling)
  const sponsored = await sponsorAsks(telling)
  await chineseDiscussion(telling)
  await germanQuestion(telling)
  await featureRequest(telling)
  await maintainerReplies(telling, sponsored)
  await responseTimes(telling, sponsored)
}

async function arrive({ stage, tell }: Telling): Promise<void> {
  tell.scene('Firstline is installed on acme/widget')
  tell.github(
    `${MAINTAINER} installed it; there are ${stage.articles} articles and ${stage.olderTickets} older issues`,
  )
  const seen = startWatch(stage)
  stage.github.acts.install('acme', [REPO])
  const desk = await waitFor(stage.stopped, 'The desk issue', () => deskOf(stage))
  await waitFor(stage.stopped, 'The metrics comment', () => metricsOf(desk))
  await rest(stage)
  const ms = seen.ms()
  const labels = stage.github.labels(REPO).map((label) => label.name)
  tell.firstline('read settings, articles, sponsors, and the older issues')
  tell.firstline(`created ${labels.join(' and ')}, and the support desk, issue #${desk.number}`, ms)
}

async function sponsorAsks({ stage, tell, style }: Telling): Promise<Thread> {
  tell.scene('A sponsor asks')
  const body = [
    'I followed the readme on a new laptop:',
    '```\n$ npm install -g widget\nnpm error code EACCES\nnpm error syscall mkdir\nnpm error path /usr/local/lib/node_modules/widget\n```',
    'What am I doing wrong?',
  ].join('\n\n')
  const seen = startWatch(stage)
  const { number } = stage.github.acts.openIssue(REPO, SPONSOR, { title: 'The global install fails', body })
  const issue = stage.github.thread(REPO, number)
  tell.github(`${SPONSOR}, who sponsors acme with $50 a month, opened issue #${number}`)
  await waitFor(stage.stopped, 'The label support: pro', () => hasLabel(issue, 'support: pro'))
  tell.firstline('put on its label, support: pro', seen.ms())
  const answer = await waitFor(stage.stopped, 'The answer to the sponsor', () => answerIn(issue))
  tell.firstline(`answered from ${answer.slug}.md and said when a maintainer looks`, seen.ms())
  await rest(stage)
  tell.firstline(`needed ${seen.calls()} requests to GitHub`)
  tell.page(threadBox(issue, style))
  return issue
}

async function chineseDiscussion({ stage, tell, style }: Telling): Promise<void> {
  tell.scene('A newcomer asks in Chinese')
  const seen = startWatch(stage)
  const draft = { title: '如何安装此项目？', body: '我第一次使用 widget，请问应该怎么做？谢谢！' }
  const { number } = stage.github.acts.createDiscussion(REPO, 'xiaoli', draft)
  const discussion = stage.github.thread(REPO, number)
  tell.github(`xiaoli, who pays nothing, opened discussion #${number}`)
  const answer = await waitFor(stage.stopped, 'The answer in Chinese', () => answerIn(discussion))
  if (!answer.body.includes('运行')) throw new NotSeen('The answer is not in Chinese')
  tell.firstline(`answered from ${answer.slug}.zh.md, in the language of the question`, seen.ms())
  await rest(stage)
  tell.page(threadBox(discussion, style))
}

async function germanQuestion({ stage, tell, style }: Telling): Promise<void> {
  tell.scene('A question that the documentation answers')
  const seen = startWatch(stage)
  const draft = {
    title: 'Wie verbinde ich widget mit einer Datenbank?',
    body: 'Wohin kommen Adresse und Passwort?',
  }
  const { number } = stage.github.acts.openIssue(REPO, 'jonas', draft)
  const issue = stage.github.thread(REPO, number)
  tell.github(`jonas asked in German, in issue #${number}, how to connect widget to a database`)
  await waitFor(stage.stopped, 'The link to the documentation', () => answerIn(issue))
  tell.firstline('pointed to a section of docs/drawing.md, which is there in English only', seen.ms())
  await rest(stage)
  tell.page(threadBox(issue, style))
}

async function featureRequest({ stage, tell, style }: Telling): Promise<void> {
  tell.scene('A question that no article answers')
  const draft = {
    title: 'Write charts as SVG',
    body: 'It would be great if `widget draw` could write SVG next to PNG. I need it for printed reports.',
  }
  const { number } = stage.github.acts.openIssue(REPO, 'robin', draft)
  const issue = stage.github.thread(REPO, number)
  tell.github(`robin opened issue #${number}`)
  const reasons = await waitFor(stage.stopped, 'The decision on the feature request', () =>
    reasonsOf(stage, issue),
  )
  await rest(stage)
  if (issue.comments.length > 0 || issue.labels.length > 0) throw new NotSeen('Firstline was not silent')
  const why = reasons.find((text) => text.startsWith('silent')) ?? 'silent'
  tell.firstline(`says nothing (${why}); the clock of the first response runs`)
  tell.page(threadBox(issue, style))
}

async function maintainerReplies({ stage, tell }: Telling, issue: Thread): Promise<void> {
  tell.scene('A maintainer replies')
  tell.later(`the demo's clock is put forward by ${humanDuration(LATER_MS / 1000)}`)
  await rest(stage)
  stage.clock.goTo(stage.clock.now() + LATER_MS)
  await rest(stage)
  const { acts } = stage.github
  acts.comment(
    REPO,
    issue.number,
    MAINTAINER,
    'Glad that you asked. Did the second step work for you? I will add it to the readme.',
  )
  tell.github(`${MAINTAINER} commented on #${issue.number}`)
  const clock = await waitFor(stage.stopped, 'The stopped clock', async () =>
    (await reasonsOf(stage, issue))?.find((text) => text.startsWith('first response: responded')),
  )
  tell.firstline(`stopped the clock of #${issue.number} (${clock})`)
}

async function responseTimes({ stage, tell, style }: Telling, issue: Thread): Promise<void> {
  tell.scene('The response times')
  const desk = await waitFor(stage.stopped, 'The desk issue', () => deskOf(stage))
  const before = metricsOf(desk)?.body
  const seen = startWatch(stage)
  const { id } = stage.github.acts.comment(REPO, issue.number, MAINTAINER, '/why\n/metrics')
  tell.github(`${MAINTAINER} commented /why and /metrics on #${issue.number}`)
  const comment = issue.comments.find((one) => one.id === id)
  const reply = await waitFor(stage.stopped, 'The reply to /why', () => replyIn(issue))
  await waitFor(stage.stopped, 'The 👍 on the commands', () =>
    comment?.reactions.some((one) => one.content === '+1'),
  )
  tell.firstline('replied, and confirmed with 👍', seen.ms())
  const metrics = await waitFor(stage.stopped, 'The new metrics', () => {
    const now = metricsOf(desk)
    return now && now.body !== before && tierFigure(now, 'pro') !== null ? now : null
  })
  await rest(stage)
  tell.firstline(`brought the metrics comment up to date`, seen.ms())
  tell.page(
    threadBox(issue, style, {
      withOpening: false,
      only: [...issue.comments.slice(-3, -2), comment, reply].filter((one) => one !== undefined),
    }),
  )
  tell.page(
    threadBox(desk, style, {
      withOpening: false,
      only: desk.comments.filter((one) => one !== undefined && (one === metrics || hasMarker(one, 'queue'))),
    }),
  )
}

/** Real time and requests since something happened. */
function startWatch(stage: Stage): { ms(): number; calls(): number } {
  const begunAt = performance.now()
  const before = stage.github.calls.length
  return { ms: () => performance.now() - begunAt, calls: () => stage.github.calls.length - before }
}

/** Everything delivered, and nothing due. */
async function rest({ github, firstline }: Stage): Promise<void> {
  await github.settle()
  await firstline.worker?.idle()
  await github.settle()
  await firstline.worker?.idle()
}

function deskOf({ github }: Stage): Thread | null {
  return github.threads(REPO).find((thread) => thread.body.includes('<!-- firstline:desk ')) ?? null
}

function metricsOf(desk: Thread): Comment | null {
  return desk.comments.find((comment) => hasMarker(comment, 'metrics')) ?? null
}

/** Seconds of the median first response of a tier, from the figures for scripts. */
function tierFigure(metrics: Comment, tier: string): number | null {
  const json = /<!-- firstline:metrics (\{.*\}) -->/.exec(metrics.body)?.[1]
  const figures = json ? JSON.parse(json) : null
  return figures?.tiers[tier]?.first_response.median_seconds ?? null
}

function hasMarker(comment: Comment, kind: string): boolean {
  return comment.body.includes(`<!-- firstline:${kind} `)
}

function hasLabel(thread: Thread, name: string): boolean {
  return thread.labels.some((label) => label.name === name)
}

function answerIn(thread: Thread): { slug: string; body: string } | null {
  for (const { body } of thread.comments) {
    const marker = findMarkers(body).find((one) => one.kind === 'answer')
    if (marker) return { slug: marker.key, body }
  }
  return null
}

function replyIn(thread: Thread): Comment | null {
  return thread.comments.find((comment) => hasMarker(comment, 'reply')) ?? null
}

async function reasonsOf({ firstline }: Stage, thread: Thread): Promise<string[] | null> {
  const decision = await decisionOf(firstline.store.db, `${thread.kind}:${thread.id}`)
  if (!decision) return null
  return decision.reasons.map((reason) => reason.text)
}
