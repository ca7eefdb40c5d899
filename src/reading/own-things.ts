// Things of our own as GitHub has them: an issue found by the marker in it, and its comments by theirs.
import type { Own } from '../domain/effect.ts'
import { marksIn, partName } from '../domain/marker.ts'
import type { Repository } from '../domain/repository.ts'
import type { OwnPlace, Want } from '../domain/want.ts'
import type { GitHubReads, Issue } from '../github/types.ts'
import type { Store } from '../store/open.ts'
import { knownIssue, type OwnThing, ownParts, saveOwnThing } from '../store/own-things.ts'

interface Reading {
  store: Store
  github: Pick<GitHubReads, 'listIssuesBy' | 'listIssueComments'>
  botLogin: string
  /** The repository that holds it. */
  holder: Repository
  /** An issue that is found was made by a request whose answer was lost: it is not older. */
  isMade: boolean
}

/** Notes what of `wants` is on GitHub and not known, and returns all that is Firstline's own there. */
export async function readOwnThing(
  reading: Reading,
  place: OwnPlace,
  wants: readonly Want[],
): Promise<Own[]> {
  const { store, holder, github } = reading
  const marks = wants.flatMap(({ what }) => (what.do === 'keep_issue' ? [partName(what.marker)] : []))
  const found = await findOwnIssue(reading, marks)
  if (found && !(await knownIssue(store.db, place)))
    await saveOwnThing(store.db, ownThingOf(place, found, reading.isMade ? 'made' : 'found'))
  const issue = await knownIssue(store.db, place)
  if (!issue) return []
  const comments = (await github.listIssueComments(holder, issue.number)).filter(({ mine }) => mine)
  const parts = await ownParts(store.db, issue.issueId)
  for (const { kind, mark } of wants.flatMap(({ what }) => (what.do === 'keep_comment' ? [what] : []))) {
    const comment = comments.find(({ body }) => marksIn(body).includes(mark))
    if (!comment || parts.some(({ key, state }) => key === kind && state !== 'lost')) continue
    const ids = { key: kind, commentId: comment.id, nodeId: comment.nodeId }
    await saveOwnThing(store.db, { ...issue, ...ids, hash: null, state: 'found', writtenAt: null })
  }
  return [
    ...(found ? [{ id: found.id, marks: marksIn(found.body), at: found.createdAt }] : []),
    ...comments.map(({ id, body, createdAt: at }) => ({ id, marks: marksIn(body), at })),
  ]
}

/** One that somebody closed is one all the same; of several with one of the marks the first that is open is written. */
export async function findOwnIssue(
  {
    github,
    holder,
    botLogin,
  }: Pick<Reading, 'holder' | 'botLogin'> & { github: Pick<GitHubReads, 'listIssuesBy'> },
  marks: readonly string[],
): Promise<Issue | null> {
  const all = await github.listIssuesBy(holder, botLogin)
  const ours = all.filter(({ body }) => marksIn(body).some((mark) => marks.includes(mark)))
  return ours.toSorted((a, b) => Number(b.open) - Number(a.open) || a.number - b.number)[0] ?? null
}

export function ownThingOf(
  place: OwnPlace,
  { id, number, nodeId }: Issue,
  state: 'made' | 'found',
): OwnThing {
  const ids = { issueId: id, number, nodeId, key: '', commentId: null }
  return { ...place, ...ids, hash: null, state, writtenAt: null }
}
