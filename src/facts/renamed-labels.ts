// Tier labels that GitHub knows under another name than the settings: told in the check run of the settings.

import type { Problem } from '../domain/problem.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { nameOnGitHub } from '../plan/ticket/labels/label-names.ts'
import type { SettingsSource } from '../settings/settings-source.ts'
import type { Store } from '../store/open.ts'
import { readingOf } from '../store/repository-reading.ts'
import { readTree } from '../yaml/read.ts'
import { pathKey } from '../yaml/tree.ts'

export async function renamedLabels(
  store: Store,
  repository: Repository,
  found: SettingsSource,
  settings: Settings,
): Promise<Problem[]> {
  const names = (await readingOf(store.db, repository.id))?.labelNames ?? {}
  const renamed = settings.tiers.filter(({ label }) => nameOnGitHub(label.name, names) !== label.name)
  if (renamed.length === 0) return []
  const places = readTree(found.text, found.path).tree?.places
  return renamed.map(({ name, label }): Problem => {
    const place =
      places?.get(pathKey(['tiers', name, 'label', 'name'])) ?? places?.get(pathKey(['tiers', name]))
    const message = `The label of tier \`${name}\` is \`${label.name}\` here, and \`${nameOnGitHub(label.name, names)}\` on GitHub, where it was renamed. Both count as the same. Write the new name here, or rename the label back.`
    return { file: found.path, ...place?.value, level: 'warning', message }
  })
}
