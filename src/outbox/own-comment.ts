// A comment of our own in an issue of our own: edited in place, made once, taken away when it has nothing to tell.
import { findMarkers } from '../domain/marker.ts'
import type { FoundBy, OwnPlace, What } from '../domain/want.ts'
import type { Comment } from '../github/types.ts'
import { bodyHash, type OwnThing, ownParts, saveOwnThing } from '../store/own-things.ts'
import { lookForLost, type OwnWriting, threadOf, unlessGone, writeOwn } from './own-place.ts'

type Keep = Extract<What, { do: 'keep_comment' }>

/** `gone`: the issue is no longer on GitHub. */
export type Kept = 'kept' | 'refused' | 'gone'

/** Writes what changed. What is known to be there and tells the same is left as it is. */
export async function keepComment(
  writing: OwnWriting,
  place: OwnPlace,
  issue: OwnThing,
  want: Keep,
): Promise<Kept> {
  const { store } = writing
  const before = await knownComment(writing, issue, want)
  const stands = before && before.state !== 'lost' ? before : null
  if (want.text === null) return stands ? takeAway(writing, place, issue, stands) : 'kept'
  const hash = bodyHash(want.tells)
  if (stands?.hash === hash) return 'kept'
  if (stands) {
    const edited = await edit(writing, place, issue, { comment: stands, want, text: want.text })
    if (edited !== 'gone') return edited
    await saveOwnThing(store.db, { ...stands, state: 'lost' })
  }
  return make(writing, place, issue, { before, want, text: want.text })
}

/** As it is remembered; where an issue was found whose comments are not known, as it is found there. */
async function knownComment(writing: OwnWriting, issue: OwnThing, want: Keep): Promise<OwnThing | null> {
  const { store } = writing
  const parts = await ownParts(store.db, issue.issueId)
  const known = parts.find(({ key }) => key === want.kind) ?? null
  if (known || issue.state !== 'found' || issue.writtenAt !== null) return known
  const found = await findComment(writing, issue, want.foundBy)
  if (!found) return null
  const thing = thingOf(issue, want.kind, found, 'found')
  await saveOwnThing(store.db, thing)
  return thing
}

async function edit(
  writing: OwnWriting,
  place: OwnPlace,
  issue: OwnThing,
  { comment, want, text }: { comment: OwnThing; want: Keep; text: string },
): Promise<Kept> {
  const { store, github, holder } = writing
  const intent = {
    does: `edit ${comment.commentId}`,
    says: `the ${want.kind} comment`,
    again: 'always',
  } as const
  let isThere = true
  const outcome = await writeOwn(writing, place, intent, async () => {
    isThere = await unlessGone(() => github.editComment(threadOf(holder, issue), refOf(comment), text))
    const written = { ...comment, hash: bodyHash(want.tells), writtenAt: store.now() }
    return { id: null, ...(isThere ? { note: (tx) => saveOwnThing(tx, written) } : {}) }
  })
  if (outcome === 'refused') return 'refused'
  return isThere ? 'kept' : 'gone'
}

/** One that was lost stays in the key, so that another may be made after it. */
async function make(
  writing: OwnWriting,
  place: OwnPlace,
  issue: OwnThing,
  { before, want, text }: { before: OwnThing | null; want: Keep; text: string },
): Promise<Kept> {
  const { store, github, holder } = writing
  const does = `${want.kind} of ${issue.issueId} after ${before?.commentId ?? 'nothing'}`
  const lost = await lookForLost(writing, place, does, () => findComment(writing, issue, want.foundBy))
  if (lost) {
    await saveOwnThing(store.db, thingOf(issue, want.kind, lost, 'found'))
    return keepComment(writing, place, issue, want)
  }
  let isThere = true
  const intent = { does, says: `the ${want.kind} comment`, again: 'doubtful' } as const
  const outcome = await writeOwn(writing, place, intent, async () => {
    const made: Comment[] = []
    isThere = await unlessGone(async () => {
      made.push(await github.createComment(threadOf(holder, issue), text))
    })
    const [comment] = made
    if (!comment) return { id: null }
    const thing = thingOf(issue, want.kind, comment, 'made')
    const written = { ...thing, hash: bodyHash(want.tells), writtenAt: store.now() }
    return { id: comment.id, note: (tx) => saveOwnThing(tx, written) }
  })
  if (!isThere) return 'gone'
  return outcome === 'refused' ? 'refused' : 'kept'
}

/** It has nothing to tell any more. Its id is kept: what is told next is a new comment after this one. */
async function takeAway(
  writing: OwnWriting,
  place: OwnPlace,
  issue: OwnThing,
  comment: OwnThing,
): Promise<Kept> {
  const { github, holder } = writing
  const does = `remove ${comment.commentId}`
  const intent = { does, says: 'taking a comment away', again: 'always' } as const
  const outcome = await writeOwn(writing, place, intent, async () => {
    await unlessGone(() => github.deleteComment(threadOf(holder, issue), refOf(comment)))
    return { id: null, note: (tx) => saveOwnThing(tx, { ...comment, hash: null, state: 'lost' }) }
  })
  return outcome === 'refused' ? 'refused' : 'kept'
}

/** The first comment of ours with the marker. */
export async function findComment(
  { github, holder }: OwnWriting,
  issue: OwnThing,
  foundBy: FoundBy,
): Promise<Comment | null> {
  const comments = await github.listIssueComments(holder, issue.number)
  const says = ({ body }: Comment) =>
    findMarkers(body).some(
      ({ kind, key }) => kind === foundBy.kind && (foundBy.key === null || key === foundBy.key),
    )
  return comments.find((comment) => comment.mine && says(comment)) ?? null
}

function thingOf(issue: OwnThing, key: string, comment: Comment, state: 'made' | 'found'): OwnThing {
  const { id, nodeId } = comment
  return { ...issue, key, commentId: id, nodeId, hash: null, state, writtenAt: null }
}

function refOf({ commentId, nodeId }: OwnThing): { id: number; nodeId: string } {
  return { id: commentId ?? 0, nodeId }
}
