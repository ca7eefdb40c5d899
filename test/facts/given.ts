// What a preview of a scene's repository is told beside its store, and the preview of what a server has read alone.
import { previewOf } from '../../src/facts/preview.ts'
import type { PreviewGiven } from '../../src/facts/preview-given.ts'
import type { Preview } from '../../src/report/preview.ts'
import { DAY, type Scene } from '../scenarios/harness.ts'
import { openRepositoryOf } from '../scenarios/report-of.ts'

export function given(override: Partial<PreviewGiven> = {}): PreviewGiven {
  return {
    read: {
      issues: 0,
      discussions: 0,
      comments: 0,
      fromAt: 0,
      isAll: true,
      setAside: [],
      calls: 0,
    },
    maintainers: { known: 'collaborators', logins: ['maya'] },
    remarks: [],
    settings: { from: 'repository', path: '.github/firstline.yml', problems: [] },
    paths: [],
    sponsorTiers: [],
    ...override,
  }
}

/**
 * Forgets all that webhooks told, reads the repository as a new installation does, and previews that.
 * @param fromAt nothing that was opened before is looked at; left out: everything is
 */
export async function previewReadAlone(
  scene: Scene,
  override: Partial<PreviewGiven> = {},
  fromAt: number | null = scene.clock.now() - 90 * DAY,
): Promise<Preview> {
  await scene.stop()
  await scene.start()
  await scene.settle()
  const { deps, context } = await openRepositoryOf(scene)
  const now = scene.clock.now()
  const told = given(override)
  return previewOf(deps, context, { ...told, read: { ...told.read, fromAt } }, now)
}
