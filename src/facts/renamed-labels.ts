// Labels of tiers and rules that GitHub knows under another name than the settings: told in the check run of the settings.

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
  const other = (label: string) => {
    const name = nameOnGitHub(label, names)
    return name === label ? null : name
  }
  const renamed = [
    ...settings.tiers.map(({ name, label }) => ({
      called: `The label of tier \`${name}\` is \`${label.name}\``,
      now: other(label.name),
      at: [
        ['tiers', name, 'label', 'name'],
        ['tiers', name],
      ],
    })),
    ...settings.labels.map(({ label }) => ({
      called: `A rule is for the label \`${label}\``,
      now: other(label),
      at: [['labels', label]],
    })),
  ].filter(({ now }) => now !== null)
  if (renamed.length === 0) return []
  const places = readTree(found.text, found.path).tree?.places
  return renamed.map(({ called, now, at }): Problem => {
    const place = at.map((path) => places?.get(pathKey(path))).find((one) => one !== undefined)
    const message = `${called} here, and \`${now}\` on GitHub, where it was renamed. Both count as the same. Write the new name here, or rename the label back.`
    return { file: found.path, ...place?.value, level: 'warning', message }
  })
}
