// The labels of a repository, read once and remembered; missing ones are created with colour and description.

import type { Repository } from '../domain/repository.ts'
import type { LabelSpec } from '../domain/settings.ts'
import { repositoryScope } from '../facts/served-repository.ts'
import type { GitHubReads, GitHubWrites, LabelRef } from '../github/types.ts'
import { type LabelNames, nameOnGitHub } from '../plan/ticket/label-names.ts'
import { wake } from '../store/agenda.ts'
import { findEffect } from '../store/effects.ts'
import { deleteMeta, readMeta, writeMeta } from '../store/meta.ts'
import type { Store } from '../store/open.ts'
import { writeOnce } from './effects.ts'
import type { LabelBook, Writing } from './outbox.ts'
import { RefusedBefore } from './refusal.ts'

type Known = Record<string, LabelRef>
type LabelGitHub = Pick<GitHubReads, 'listLabels'> & Pick<GitHubWrites, 'createLabel'>

/** Asks by our names; `names` tells what GitHub calls them. */
export function createLabelBook(
  writing: Writing & { names?: LabelNames },
  github: LabelGitHub,
  repository: Repository,
): LabelBook {
  const { store, names = {} } = writing
  const known = async (): Promise<Known> =>
    (await rememberedLabels(store, repository.id)) ?? readLabels(store, github, repository)
  return {
    // One that is not known may be new: whoever asks has seen it somewhere.
    find: async (ours) => {
      const name = nameOnGitHub(ours, names)
      return named(await known(), name) ?? named(await readLabels(store, github, repository), name) ?? null
    },
    ensure: async (label) =>
      named(await known(), nameOnGitHub(label.name, names)) ?? create(writing, github, repository, label),
  }
}

/** People choose the names: one called `constructor` is no word of JavaScript's. */
function named(known: Known, name: string): LabelRef | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(known, key) ? known[key] : undefined
}

/** What was read of the labels, by name in lower case, if it is still remembered. */
export function rememberedLabels(store: Store, repositoryId: number): Promise<Known | null> {
  return readMeta<Known>(store.db, repositoryScope(repositoryId), 'labels')
}

/** Reads all labels of the repository anew. */
export async function readLabels(
  store: Store,
  github: Pick<GitHubReads, 'listLabels'>,
  repository: Repository,
): Promise<Known> {
  return rememberLabels(store, repository, await github.listLabels(repository))
}

/** Notes all labels of the repository, as they were just read, and what moved since they were read before. */
export async function rememberLabels(
  store: Store,
  repository: Repository,
  labels: readonly LabelRef[],
): Promise<Known> {
  const known = Object.fromEntries(
    labels.map(({ name, nodeId }) => [name.toLowerCase(), { name, nodeId }] as const),
  )
  const before = await rememberedLabels(store, repository.id)
  if (before) await noteMoves(store, repository, movesBetween(before, known, store.now()))
  await writeMeta(store.db, repositoryScope(repository.id), 'labels', known, store.now())
  return known
}

/** A label that was renamed, made (`from` is null) or deleted (`to` is null); known of since `at` (ms). */
export interface LabelMove {
  from: string | null
  to: string | null
  at: number
}

function movesBetween(before: Known, after: Known, at: number): LabelMove[] {
  const names = new Map(Object.values(after).map(({ nodeId, name }) => [nodeId, name]))
  return Object.values(before).flatMap(({ nodeId, name: from }) => {
    const to = names.get(nodeId) ?? null
    return to === from ? [] : [{ from, to, at }]
  })
}

/** What it means for tickets is seen to by the repository's line. */
export async function noteMoves(store: Store, repository: Repository, moves: LabelMove[]): Promise<void> {
  if (moves.length === 0) return
  const { id: repositoryId, installationId } = repository
  const scope = repositoryScope(repositoryId)
  await store.transaction(async (tx) => {
    const noted = (await readMeta<LabelMove[]>(tx, scope, 'label_moves')) ?? []
    await writeMeta(tx, scope, 'label_moves', [...noted, ...moves], store.now())
    await wake(tx, { line: { kind: 'repository', repositoryId }, at: store.now(), installationId })
  })
}

/** Forgets what was read: a label was created, renamed or deleted. */
export async function dropLabels(store: Store, repositoryId: number): Promise<void> {
  await deleteMeta(store.db, repositoryScope(repositoryId), 'labels')
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
  await writeOnce(writing, [{ key, ...about, kind: 'new_label', what: says }], 'always', async () => {
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
    const scope = repositoryScope(repository.id)
    // If the labels were forgotten meanwhile they are read again: this one alone would hide the others.
    const known = await rememberedLabels(store, repository.id)
    if (known) {
      const all = { ...known, [name.toLowerCase()]: { name, nodeId } }
      await writeMeta(store.db, scope, 'labels', all, store.now())
    }
    return { name, nodeId }
  } catch (error) {
    const found = named(await readLabels(store, github, repository), label.name)
    if (found) return found
    throw error
  }
}
