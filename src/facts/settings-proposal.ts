// The settings file that a repository without one could begin with, and the link that opens it ready to commit.
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import type { SponsorsTier } from '../github/types.ts'
import type { Preview, Suggested } from '../report/preview.ts'
import { newFileUrl } from '../words/new-file-url.ts'
import { proposedSettings } from '../words/proposed-settings.ts'
import type { ServedRepository } from './served-repository.ts'

interface Known extends Pick<Preview, 'recommended' | 'hours'> {
  /** Those that the owner's page offers its sponsors. */
  sponsorTiers: readonly SponsorsTier[]
  /** Globs of documentation that is there. */
  docs: readonly string[]
}

/** Tiers are those that are paid every month. `url` is null where even its shortest form is too long for a link. */
export function settingsProposal(
  { repository, settings, webUrl }: ServedRepository,
  { recommended, hours, sponsorTiers, docs }: Known,
): NonNullable<Suggested['settings']> {
  const { owner, name, defaultBranch: branch } = repository
  const text = proposedSettings({
    owner,
    recommended,
    hours,
    tiers: sponsorTiers.filter(({ oneTime }) => !oneTime),
    articlesPath: settings.knowledgeBase.path,
    docs,
  })
  const path = SETTINGS_PATH
  return { path, text, url: newFileUrl({ webUrl, owner, name, branch, path, text }) }
}
