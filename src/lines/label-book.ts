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
  const scope = repositoryScope(repository.id)
  const known = async (): Promise<Known> =>
    (await readMeta<Known>(store.db, scope, 'labels')) ?? readLabels(store, github, repository)
  return {
    // One that is not known may be new: whoever asks has seen it somewhere.
    find: async (name) =>
      (await known())[name.toLowerCase()] ??
      (await readLabels(store, github, repository))[name.toLowerCase()] ??
      null,
    ensure: async (label) =>
      (await known())[label.name.toLowerCase()] ?? create(writing, github, repository, label),
  }
}

/** Reads all labels of the repository anew. */
export async function readLabels(store: Store, github: LabelGitHub, repository: Repository): Promise<Known> {
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
    const known = await readMeta<Known>(store.db, scope, 'labels')
    if (known) {
      const all = { ...known, [name.toLowerCase()]: { name, nodeId } }
      await writeMeta(store.db, scope, 'labels', all, store.now())
    }
    return { name, nodeId }
  } catch (error) {
    const found = (await readLabels(store, github, repository))[label.name.toLowerCase()]
    if (found) return found
    throw error
  }
}
