// What Firstline knows of one kind of delivery: who sends it, what is read of it, and which line takes it in.

import type { z } from 'zod'
import type { LineKind, LineOf } from '../../domain/line.ts'
import { findMarkers } from '../../domain/marker.ts'

/** Each sender has its own address and its own secret. */
export type Sender = 'github' | 'sponsors' | 'stripe' | 'polar'

export interface Listening<K extends LineKind, S extends z.ZodType> {
  from: Sender
  /** The kind of line that takes it in. */
  kind: K
  schema: S
  /** Asks as little as it can: what else is odd is seen when the delivery is taken in. Null: it does not say whose it is. */
  line(payload: Payload): LineOf<K> | null
  /** True of what may be of our own doing, so that often nothing follows from it. */
  mayBeEcho?(payload: Payload): boolean
  /** True of what comes under the same name and is nothing to us. */
  leftOut?(payload: Payload): boolean
}

/** A payload that nobody has looked at yet. */
export type Payload = Record<string, unknown>

/** Takes the types of kind and schema from what it is given. */
export function listen<K extends LineKind, S extends z.ZodType>(to: Listening<K, S>): Listening<K, S> {
  return to
}

/** Anything as an object: what is none has no fields. */
export function fieldsOf(value: unknown): Payload {
  return typeof value === 'object' && value !== null ? (value as Payload) : {}
}

/** GitHub's id of a part of a payload; null where that has none. */
export function idOf(value: unknown): number | null {
  const { id } = fieldsOf(value)
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null
}

/** A bot did this: our own App is one. */
export function isBots(actions: readonly string[], { action, sender }: Payload): boolean {
  return typeof action === 'string' && actions.includes(action) && fieldsOf(sender).type === 'Bot'
}

/** A bot wrote it, and it is no answer: what people think of an answer is asked from then on. */
export function isBotsRemark(payload: Payload): boolean {
  const { body } = fieldsOf(payload.comment)
  const answers = findMarkers(typeof body === 'string' ? body : '').some(({ kind }) => kind === 'answer')
  return isBots(['created'], payload) && !answers
}

export function repositoryLine({ repository }: Payload): LineOf<'repository'> | null {
  const repositoryId = idOf(repository)
  return repositoryId === null ? null : { kind: 'repository', repositoryId }
}

export function installationLine({ installation }: Payload): LineOf<'installation'> | null {
  const installationId = idOf(installation)
  return installationId === null ? null : { kind: 'installation', installationId }
}
