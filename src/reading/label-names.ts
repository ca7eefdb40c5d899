// What GitHub calls our labels now, remembered with what else was read of a repository.

import type { Repository } from '../domain/repository.ts'
import { afterRename, type LabelNames, namesIn, without } from '../plan/ticket/labels/label-names.ts'
import { sameLabel } from '../plan/ticket/wants.ts'
import { labelMoves, saveLabelMoves } from '../store/labels.ts'
import { noteRepository, readingOf, saveReading } from '../store/repository-reading.ts'
import { settingsHistory } from '../store/settings-versions.ts'
import type { ReadingDeps } from './deps.ts'
import { loseLabel, renameLabel } from './label-moves.ts'

type Needs = Pick<ReadingDeps, 'store'>

/** What was told of labels, or reading them has shown. */
export async function followLabelMoves(deps: Needs, repository: Repository): Promise<void> {
  const moves = await labelMoves(deps.store.db, repository.id)
  for (const { from, to, at } of moves) {
    if (from === null) await labelMade(deps, repository, to ?? '')
    else if (to === null) await labelDeleted(deps, repository, from, at)
    else await labelRenamed(deps, repository, from, to)
  }
  if (moves.length === 0) return
  // Others may have been noted meanwhile: they come next.
  const left = await deps.store.transaction(async (tx) => {
    const unseen = (await labelMoves(tx, repository.id)).slice(moves.length)
    await saveLabelMoves(tx, repository.id, unseen)
    return unseen
  })
  if (left.length > 0) await followLabelMoves(deps, repository)
}

/** It stays on every ticket under its new name; where it is one of ours, it counts as before. */
async function labelRenamed(deps: Needs, repository: Repository, from: string, to: string): Promise<void> {
  await noteRenamed(deps, repository, from, to)
  await renameLabel(deps, repository, from, to)
}

/** It is gone from every ticket; a tier's is made again. */
async function labelDeleted(deps: Needs, repository: Repository, label: string, at: number): Promise<void> {
  const names = (await readingOf(deps.store.db, repository.id))?.labelNames ?? {}
  const ours = Object.keys(names).find((name) => sameLabel(names[name]!, label)) ?? label
  // What went on under another name ends under ours, and begins again under it.
  if (ours !== label) await renameLabel(deps, repository, label, ours)
  await labelMade(deps, repository, label)
  await loseLabel(deps, repository, ours, at)
  await noteRepository(deps.store.db, repository.id, { labelsDue: 'unread' })
}

/** What went by that name on GitHub, or is called so here, goes by its own again. */
async function labelMade(deps: Needs, repository: Repository, label: string): Promise<void> {
  await change(deps, repository, (names) => without(names, label))
}

/** A label that tiers or rules go by, or one of Firstline's own, goes on under its new name. */
async function noteRenamed(deps: Needs, repository: Repository, from: string, to: string): Promise<void> {
  const history = await settingsHistory(deps.store.db, repository.id)
  const ours = [...new Set(history.flatMap(({ settings }) => namesIn(settings)))]
  await change(deps, repository, (names) => afterRename(names, from, to, ours))
}

async function change(
  deps: Needs,
  repository: Repository,
  to: (names: LabelNames) => LabelNames,
): Promise<void> {
  const { db } = deps.store
  const reading = await readingOf(db, repository.id)
  if (!reading) return
  const labelNames = to(reading.labelNames)
  if (JSON.stringify(labelNames) === JSON.stringify(reading.labelNames)) return
  const version = reading.version + 1
  await saveReading(db, repository.id, { ...reading, labelNames, version })
  await noteRepository(db, repository.id, { labelNamesMoved: version })
}
