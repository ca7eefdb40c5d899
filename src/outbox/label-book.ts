// The labels of a repository, read once and remembered; missing ones are created with colour and description.

import type { Repository } from '../domain/repository.ts'
import type { LabelSpec } from '../domain/settings.ts'
import type { GitHubReads, GitHubWrites, LabelRef } from '../github/types.ts'
import { type LabelNames, nameOnGitHub } from '../plan/ticket/label-names.ts'
import { sameLabel } from '../plan/ticket/wants.ts'
import { wake } from '../store/agenda.ts'
import { findEffect } from '../store/effects.ts'
import {
  addLabel,
  type KnownLabel,
  knownLabel,
  knownLabels,
  type LabelMove,
  labelMoves,
  saveLabelMoves,
  saveLabels,
} from '../store/labels.ts'
import type { Db, Store } from '../store/open.ts'
import { writeOnce } from './effects.ts'
import type { LabelBook, Writing } from './outbox.ts'
import { RefusedBefore } from './refusal.ts'

type LabelGitHub = Pick<GitHubReads, 'listLabels'> & Pick<GitHubWrites, 'createLabel'>

/** Asks by our names; `names` tells what GitHub calls them. */
export function createLabelBook(
  writing: Writing & { names?: LabelNames },
  github: LabelGitHub,
  repository: Repository,
): LabelBook {
  const { store, names = {} } = writing
  const known = (name: string) => knownLabel(store.db, repository.id, name)
  const readAnew = async (name: string) => named(await readLabels(store, github, repository), name)
  return {
    // One that is not known may be new: whoever asks has seen it somewhere.
    find: async (ours) => {
      const name = nameOnGitHub(ours, names)
      return (await known(name)) ?? (await readAnew(name)) ?? null
    },
    ensure: async (label) => {
      const name = nameOnGitHub(label.name, names)
      const found = await known(name)
      if (found) return found
      const areRead = (await knownLabels(store.db, repository.id)) !== null
      return (areRead ? undefined : await readAnew(name)) ?? create(writing, github, repository, label)
    },
  }
}

function named(labels: readonly KnownLabel[], name: string): KnownLabel | undefined {
  return labels.find((label) => sameLabel(label.name, name))
}

/** Reads all labels of the repository anew. */
export async function readLabels(
  store: Store,
  github: Pick<GitHubReads, 'listLabels'>,
  repository: Repository,
): Promise<KnownLabel[]> {
  return rememberLabels(store, repository, await github.listLabels(repository))
}

/** Notes all labels of the repository, as they were just read, and what moved since they were read before. */
export async function rememberLabels(
  store: Store,
  repository: Repository,
  labels: readonly LabelRef[],
): Promise<KnownLabel[]> {
  const known = labels.map(({ name, nodeId }) => ({ name, nodeId }))
  const now = store.now()
  await store.transaction(async (tx) => {
    const before = await knownLabels(tx, repository.id)
    if (before) await noteMoves(tx, repository, movesBetween(before, known, now), now)
    await saveLabels(tx, repository.id, known)
  })
  return known
}

function movesBetween(before: readonly KnownLabel[], after: readonly KnownLabel[], at: number): LabelMove[] {
  const names = new Map(after.map(({ nodeId, name }) => [nodeId, name]))
  return before.flatMap(({ nodeId, name: from }) => {
    const to = names.get(nodeId) ?? null
    return to === from ? [] : [{ from, to, at }]
  })
}

/** What it means for tickets is seen to by the repository's line. Call it in a transaction. */
export async function noteMoves(
  tx: Db,
  repository: Repository,
  moves: LabelMove[],
  now: number,
): Promise<void> {
  if (moves.length === 0) return
  const { id: repositoryId, installationId } = repository
  await saveLabelMoves(tx, repositoryId, [...(await labelMoves(tx, repositoryId)), ...moves])
  await wake(tx, { line: { kind: 'repository', repositoryId }, at: now, installationId })
}

/**
 * Creates it. One that GitHub refuses is told once for the repository, and not asked for again for every ticket.
 *
 * @throws RefusedBefore where GitHub will not have it
 */
async function create(
  writing: Writing,
  github: LabelGitHub,
  repository: Repository,
  label: LabelSpec,
): Promise<LabelRef> {
  const { store } = writing
  const key = `repository:${repository.id}|label ${label.name}`
  const made: LabelRef[] = []
  const says = `making the label "${label.name}"`
  const about = { repositoryId: repository.id, ticketId: null, place: 'repository' }
  await writeOnce(writing, [{ key, ...about, kind: 'make_label', what: says }], 'always', async () => {
    made.push(await createOrFind(store, github, repository, label))
    return { id: null }
  })
  if (made[0]) return made[0]
  const refusal = (await findEffect(store.db, key))?.refusal
  throw refusal ? new RefusedBefore(refusal) : new Error(`The label "${label.name}" could not be made`)
}

/** Somebody may have created it since the labels were read: then GitHub refuses, and reading again shows it. */
async function createOrFind(
  store: Store,
  github: LabelGitHub,
  repository: Repository,
  label: LabelSpec,
): Promise<LabelRef> {
  try {
    const { name, nodeId } = await github.createLabel(repository, label)
    await addLabel(store, repository.id, { name, nodeId })
    return { name, nodeId }
  } catch (error) {
    const found = named(await readLabels(store, github, repository), label.name)
    if (found) return found
    throw error
  }
}
