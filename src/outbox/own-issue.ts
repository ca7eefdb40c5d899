// An issue of our own on GitHub: made once where none is known, and pinned once.
import { partName } from '../domain/marker.ts'
import type { OwnPlace, WhatOf } from '../domain/want.ts'
import { knownIssue, ownIssues, saveOwnThing } from '../store/own-things.ts'
import { conversation } from './conversation.ts'
import type { Door, Outbox, Step } from './outbox.ts'
import { refusalOf } from './refusal.ts'

/** Nothing where it is known already. One that was lost stays in the key, so that another may be made after it. */
export async function issueStep(
  { store }: Outbox,
  { github, repository }: Door,
  place: OwnPlace,
  { title, body, marker }: WhatOf<'keep_issue'>,
): Promise<Step | null> {
  const issues = await ownIssues(store.db, place.repositoryId, place.kind)
  if (issues.some(({ placeId, state }) => placeId === place.placeId && state !== 'lost')) return null
  const lost = issues.find(({ state }) => state === 'lost')
  return {
    key: ownKey(place, `create in ${place.placeId}${lost === undefined ? '' : ` after ${lost.issueId}`}`),
    again: 'doubtful',
    mark: partName(marker),
    send: async () => {
      const { id: issueId, number, nodeId } = await github.createIssue(repository, { title, body })
      const ids = { issueId, number, nodeId, key: '', commentId: null }
      const thing = { ...place, ...ids, hash: null, state: 'made', writtenAt: null } as const
      return { id: issueId, note: (tx) => saveOwnThing(tx, thing) }
    },
  }
}

/** A repository that has three pins already keeps them: it is found by its title. A pin taken off stays off. */
export async function pinStep({ store }: Outbox, door: Door, place: OwnPlace): Promise<Step | null> {
  const issue = await knownIssue(store.db, place)
  if (issue?.state !== 'made') return null
  return {
    key: ownKey(place, `pin ${issue.issueId}`),
    again: 'safe',
    send: async () => {
      try {
        await door.github.pinIssue(conversation(door.thread))
      } catch (error) {
        // A no stays a no, whatever changes later.
        if (!refusalOf(error)) throw error
      }
      return { id: null }
    },
  }
}

/** Desks of both kinds belong to one line. */
export function ownKey({ repositoryId }: OwnPlace, does: string): string {
  return `desk:${repositoryId}|${does}`
}
