// The labels of a repository, read once and remembered; missing ones are created with colour and description.

import type { LabelSpec } from '../domain/label.ts'
import type { Repository } from '../domain/repository.ts'
import type { GitHubReads, GitHubWrites, LabelRef } from '../github/types.ts'
import { redactLabel } from '../knowledge/index.ts'
import { labelKey } from '../plan/repository-labels.ts'
import { type LabelNames, nameOnGitHub } from '../plan/ticket/labels/label-names.ts'
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
import { refusedWords } from '../words/want-words.ts'
import { writeOnce } from './effects.ts'
import type { LabelBook, Step, Writing } from './outbox.ts'
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
  // One that is not known may be new: whoever asks has seen it somewhere.
  const find = async (ours: string) => {
    const name = nameOnGitHub(ours, names)
    return (await known(name)) ?? (await readAnew(name)) ?? null
  }
  const making = async (label: LabelSpec, made?: (ref: LabelRef) => void): Promise<Step | null> => {
    const name = nameOnGitHub(label.name, names)
    if (await known(name)) return null
    if ((await knownLabels(store.db, repository.id)) === null && (await readAnew(name))) return null
    return {
      key: labelKey(repository.id, label),
      again: 'always',
      send: async () => {
        const ref = await createOrFind(store, github, repository, label)
        made?.(ref)
        return { id: null }
      },
    }
  }
  const ensure = async (label: LabelSpec): Promise<LabelRef> => {
    const found = await known(nameOnGitHub(label.name, names))
    if (found) return found
    const made: LabelRef[] = []
    const step = await making(label, (ref) => made.push(ref))
    if (step) await make(writing, repository, label, step)
    const ref = made[0] ?? (await find(label.name))
    if (!ref) throw new Error(`The label "${label.name}" could not be made`)
    return ref
  }
  const reread = async () => void (await readLabels(store, github, repository))
  return { find, making: (label) => making(label), ensure, reread }
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
  const known = labels
    .filter(({ name }) => redactLabel(name) === name)
    .map(({ name, nodeId }) => ({ name, nodeId }))
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
 * One that GitHub refuses is told once for the repository, and not asked for again for every ticket.
 *
 * @throws RefusedBefore where GitHub will not have it
 */
async function make(writing: Writing, { id }: Repository, label: LabelSpec, step: Step): Promise<void> {
  const what = { do: 'make_label', label } as const
  const about = { repositoryId: id, ticketId: null, place: 'repository' }
  const intent = { ...about, key: step.key, kind: what.do, what: refusedWords(what) }
  if ((await writeOnce(writing, [intent], step.again, step.send)) === 'written') return
  const refusal = (await findEffect(writing.store.db, step.key))?.refusal
  if (refusal) throw new RefusedBefore(refusal)
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
