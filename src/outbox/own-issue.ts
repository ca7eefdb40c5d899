// An issue of our own on GitHub: made once where none is known, its body kept up to date, and pinned once.
import { partName } from '../domain/marker.ts'
import type { OwnPlace, Want, WhatOf } from '../domain/want.ts'
import { bodyHash, knownIssue, type OwnThing, ownIssues, saveOwnThing } from '../store/own-things.ts'
import { conversation } from './conversation.ts'
import type { Door, Outbox, Step } from './outbox.ts'
import { lostThing, orGone } from './own-gone.ts'
import { refusalOf } from './refusal.ts'

/**
 * What is next to be written: the issue where none is known, its body where that tells something else by now. One that
 * was lost stays in the key, so that another may be made after it.
 */
export async function issueStep(
  outbox: Outbox,
  door: Door,
  place: OwnPlace,
  { what, urgency }: Pick<Want, 'urgency'> & { what: WhatOf<'keep_issue'> },
): Promise<Step | null> {
  const issues = await ownIssues(outbox.store.db, place)
  const stands = issues.find(({ placeId, state }) => placeId === place.placeId && state !== 'lost')
  const lost = issues.find(({ state }) => state === 'lost')
  if (stands) return what.tells === undefined ? null : bodyStep(outbox, door, stands, { what, urgency })
  if (lost && what.once) return null
  const { title, body, marker } = what
  return {
    key: ownKey(place, `create in ${place.placeId}${lost === undefined ? '' : ` after ${lost.issueId}`}`),
    again: 'doubtful',
    mark: partName(marker),
    send: async () => {
      const { id: issueId, number, nodeId } = await door.github.createIssue(door.repository, { title, body })
      const ids = { issueId, number, nodeId, key: '', commentId: null }
      return {
        id: issueId,
        note: (tx) => saveOwnThing(tx, { ...place, ...ids, state: 'made', ...told(outbox, what) }),
      }
    },
  }
}

/** Null where it tells the same. */
function bodyStep(
  outbox: Outbox,
  door: Door,
  issue: OwnThing,
  { what, urgency }: Pick<Want, 'urgency'> & { what: WhatOf<'keep_issue'> },
): Step | null {
  const now = told(outbox, what)
  if (now.hash === issue.hash) return null
  return {
    key: ownKey(issue, `edit ${issue.issueId}`),
    again: 'always',
    send: async () => {
      const edited = await orGone(() =>
        door.github.editIssue(
          conversation(door.thread),
          // Of a lane the title is the ticket's; others may be called as maintainers like.
          issue.kind === 'lane' ? { title: what.title, body: what.body } : { body: what.body },
          urgency,
        ),
      )
      const thing = edited === 'gone' ? lostThing(issue) : { ...issue, ...now }
      return { id: null, note: (tx) => saveOwnThing(tx, thing) }
    },
  }
}

function told({ store }: Outbox, { tells }: WhatOf<'keep_issue'>): Pick<OwnThing, 'hash' | 'writtenAt'> {
  return tells === undefined
    ? { hash: null, writtenAt: null }
    : { hash: bodyHash(tells), writtenAt: store.now() }
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

/** Desks of both kinds belong to one line, and what is about a ticket to the ticket's. */
export function ownKey({ kind, repositoryId, ticketId }: OwnPlace, does: string): string {
  if (ticketId !== undefined) return `${ticketId}|${kind} ${does}`
  return `${kind === 'onboarding' ? kind : 'desk'}:${repositoryId}|${does}`
}
