// The settings file that a repository without one could begin with, as a link that opens it ready to commit.
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import { findDocs } from '../knowledge/docs/find-docs.ts'
import type { Preview } from '../report/preview.ts'
import { newFileUrl } from '../words/new-file-url.ts'
import { proposedSettings } from '../words/proposed-settings.ts'
import type { FactsDeps } from './deps.ts'
import type { ServedRepository } from './served-repository.ts'

/** `url` is null where even its shortest form is too long for a link. Two calls: the files, and what the owner offers sponsors. */
export async function settingsProposal(
  { github }: Pick<FactsDeps, 'github'>,
  { repository, settings, webUrl }: ServedRepository,
  { recommended, hours }: Pick<Preview, 'recommended' | 'hours'>,
): Promise<{ url: string | null; docs: readonly string[] }> {
  const { owner, name, defaultBranch: branch, installationId } = repository
  const reads = github.forInstallation(installationId)
  const { files } = await reads.readTree(repository, branch)
  const tiers = await reads.readSponsorsTiers(owner)
  const docs = findDocs(files.map(({ path }) => path))
  const text = proposedSettings({
    owner,
    recommended,
    hours,
    tiers: tiers.filter(({ oneTime }) => !oneTime),
    articlesPath: settings.knowledgeBase.path,
    docs,
  })
  return { url: newFileUrl({ webUrl, owner, name, branch, path: SETTINGS_PATH, text }), docs }
}
