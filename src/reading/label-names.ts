// What GitHub calls our labels now, remembered with what else was read of a repository.

import type { Repository } from '../domain/repository.ts'
import { type RepositoryReading, repositoryScope } from '../facts/served-repository.ts'
import type { LabelMove } from '../outbox/label-book.ts'
import { afterRename, type LabelNames, without } from '../plan/ticket/label-names.ts'
import { sameLabel } from '../plan/ticket/wants.ts'
import { deleteMeta, readMeta, writeMeta } from '../store/meta.ts'
import { settingsHistory } from '../store/settings-versions.ts'
import type { TurnDeps } from '../turns/deps.ts'
import { loseLabel, renameLabel } from './label-moves.ts'

/** What was told of labels, or reading them has shown. */
export async function followLabelMoves(deps: TurnDeps, repository: Repository): Promise<void> {
  const scope = repositoryScope(repository.id)
  const moves = (await readMeta<LabelMove[]>(deps.store.db, scope, 'label_moves')) ?? []
  for (const { from, to, at } of moves) {
    if (from === null) await labelMade(deps, repository, to ?? '')
    else if (to === null) await labelDeleted(deps, repository, from, at)
    else await labelRenamed(deps, repository, from, to)
  }
  if (moves.length > 0) await deleteMeta(deps.store.db, scope, 'label_moves')
}

/** It stays on every ticket under its new name; where it is one of ours, it counts as before. */
export async function labelRenamed(
  deps: TurnDeps,
  repository: Repository,
  from: string,
  to: string,
): Promise<void> {
  await noteRenamed(deps, repository, from, to)
  await renameLabel(deps, repository, from, to)
}

/** It is gone from every ticket; a tier's is made again. */
export async function labelDeleted(
  deps: TurnDeps,
  repository: Repository,
  label: string,
  at: number,
): Promise<void> {
  const names = (await readingOf(deps, repository))?.labelNames ?? {}
  const ours = Object.keys(names).find((name) => sameLabel(names[name]!, label)) ?? label
  // What went on under another name ends under ours, and begins again under it.
  if (ours !== label) await renameLabel(deps, repository, label, ours)
  await labelMade(deps, repository, label)
  await loseLabel(deps, repository, ours, at)
  await writeMeta(deps.store.db, repositoryScope(repository.id), 'labels_due', true, deps.store.now())
}

/** What went by that name on GitHub, or is called so here, goes by its own again. */
export async function labelMade(deps: TurnDeps, repository: Repository, label: string): Promise<void> {
  await change(deps, repository, (names) => without(names, label))
}

/** A label that tiers go by, or one of Firstline's own, goes on under its new name. */
async function noteRenamed(deps: TurnDeps, repository: Repository, from: string, to: string): Promise<void> {
  const history = await settingsHistory(deps.store.db, repository.id)
  const ours = history.flatMap(({ settings }) => settings.tiers.map((tier) => tier.label.name))
  await change(deps, repository, (names) => afterRename(names, from, to, ours))
}

function readingOf({ store }: TurnDeps, { id }: Repository): Promise<RepositoryReading | null> {
  return readMeta<RepositoryReading>(store.db, repositoryScope(id), 'reading')
}

async function change(
  deps: TurnDeps,
  repository: Repository,
  to: (names: LabelNames) => LabelNames,
): Promise<void> {
  const { store } = deps
  const scope = repositoryScope(repository.id)
  const reading = await readingOf(deps, repository)
  if (!reading) return
  const names = reading.labelNames ?? {}
  const labelNames = to(names)
  if (JSON.stringify(labelNames) === JSON.stringify(names)) return
  const version = reading.version + 1
  await writeMeta(store.db, scope, 'reading', { ...reading, labelNames, version }, store.now())
  await writeMeta(store.db, scope, 'label_names_moved', version, store.now())
}
