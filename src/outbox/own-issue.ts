// An issue of our own on GitHub: found by the marker in its body, else made, once, and pinned once.
import type { OwnPlace, What } from '../domain/want.ts'
import type { Issue } from '../github/types.ts'
import { type OwnThing, ownIssues, saveOwnThing } from '../store/own-things.ts'
import { lookForLost, type OwnWriting, threadOf, writeOwn } from './own-place.ts'
import { refusalOf } from './refusal.ts'

/** The one that is known in this place; null where there is none, or it was lost. */
export async function knownIssue(
  { store }: Pick<OwnWriting, 'store'>,
  place: OwnPlace,
): Promise<OwnThing | null> {
  const issues = await ownIssues(store.db, place.repositoryId, place.kind)
  return issues.find(({ placeId, state }) => placeId === place.placeId && state !== 'lost') ?? null
}

/** Null where GitHub refuses to have one. */
export async function keepIssue(
  writing: OwnWriting,
  place: OwnPlace,
  { title, body, marker }: Extract<What, { do: 'keep_issue' }>,
): Promise<OwnThing | null> {
  const { store, github, holder } = writing
  const known = await knownIssue(writing, place)
  if (known) return known
  const lost = (await ownIssues(store.db, place.repositoryId, place.kind)).find(
    ({ state }) => state === 'lost',
  )
  const does = `create in ${place.placeId}${lost === undefined ? '' : ` after ${lost.issueId}`}`
  // Also without a doubt: the database may have been lost.
  const found = await findIssue(writing, marker)
  if (found) {
    await saveOwnThing(store.db, thingOf(place, found, 'found'))
    return knownIssue(writing, place)
  }
  await lookForLost(writing, place, does, async () => null)
  await writeOwn(writing, place, { does, says: 'the desk issue', again: 'doubtful' }, async () => {
    const issue = await github.createIssue(holder, { title, body })
    return { id: issue.id, note: (tx) => saveOwnThing(tx, thingOf(place, issue, 'made')) }
  })
  return knownIssue(writing, place)
}

/** One that somebody closed is one all the same; of several the first that is open is written. */
async function findIssue({ github, holder, botLogin }: OwnWriting, marker: string): Promise<Issue | null> {
  const all = await github.listIssuesBy(holder, await botLogin())
  const ours = all.filter((one) => one.body.includes(marker))
  return ours.toSorted((a, b) => Number(b.open) - Number(a.open) || a.number - b.number)[0] ?? null
}

function thingOf(place: OwnPlace, { id, number, nodeId }: Issue, state: 'made' | 'found'): OwnThing {
  const ids = { issueId: id, number, nodeId, key: '', commentId: null }
  return { ...place, ...ids, hash: null, state, writtenAt: null }
}

/** A repository that has three pins already keeps them: it is found by its title. A pin taken off stays off. */
export async function pinOnce(writing: OwnWriting, place: OwnPlace, issue: OwnThing): Promise<void> {
  if (issue.state !== 'made') return
  const intent = { does: `pin ${issue.issueId}`, says: 'pinning the desk issue', again: 'safe' } as const
  await writeOwn(writing, place, intent, async () => {
    try {
      await writing.github.pinIssue(threadOf(writing.holder, issue))
    } catch (error) {
      // A no stays a no, whatever changes later.
      if (!refusalOf(error)) throw error
    }
    return { id: null }
  })
}

/** It is gone from GitHub: the next turn makes another. */
export async function loseIssue({ store }: Pick<OwnWriting, 'store'>, issue: OwnThing): Promise<void> {
  await saveOwnThing(store.db, { ...issue, state: 'lost' })
}
