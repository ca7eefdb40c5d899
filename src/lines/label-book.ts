// The labels of a repository, read once and remembered; missing ones are created with colour and description.
import type { LabelBook } from '../act/carry-out.ts'
import { type Writing, writeOnce } from '../act/effects.ts'
import { RefusedBefore } from '../act/refusal.ts'
import type { Repository } from '../domain/repository.ts'
import type { LabelSpec } from '../domain/settings.ts'
import type { GitHubReads, GitHubWrites, LabelRef } from '../github/types.ts'
import { findEffect } from '../store/effects.ts'
import { deleteMeta, readMeta, writeMeta } from '../store/meta.ts'
import type { Store } from '../store/open.ts'
import { repositoryScope } from './repository-context.ts'

type Known = Record<string, LabelRef>
type LabelGitHub = Pick<GitHubReads, 'listLabels'> & Pick<GitHubWrites, 'createLabel'>

export function createLabelBook(writing: Writing, github: LabelGitHub, repository: Repository): LabelBook {
  const { store } = writing
  const known = async (): Promise<Known> =>
    (await rememberedLabels(store, repository.id)) ?? readLabels(store, github, repository)
  return {
    // One that is not known may be new: whoever asks has seen it somewhere.
    find: async (name) =>
      named(await known(), name) ?? named(await readLabels(store, github, repository), name) ?? null,
    ensure: async (label) => named(await known(), label.name) ?? create(writing, github, repository, label),
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
  const labels = await github.listLabels(repository)
  const known = Object.fromEntries(
    labels.map(({ name, nodeId }) => [name.toLowerCase(), { name, nodeId }] as const),
  )
  await writeMeta(store.db, repositoryScope(repository.id), 'labels', known, store.now())
  return known
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
  const intent = { key, repositoryId: repository.id, ticketId: null, kind: 'new_label', detail: { says } }
  await writeOnce(writing, { ...intent, again: 'always' }, async () => {
    made.push(await createOrFind(store, github, repository, label))
    return null
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
