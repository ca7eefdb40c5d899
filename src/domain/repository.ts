// A repository under one installation.

export interface Repository {
  /** GitHub's numeric id. */
  id: number
  nodeId: string
  ownerId: number
  owner: string
  /** Whether the owner is an organisation (teams and members exist) or a user. */
  ownerType: 'User' | 'Organization'
  name: string
  private: boolean
  archived: boolean
  hasIssues: boolean
  hasDiscussions: boolean
  defaultBranch: string
  installationId: number
  /** False where the App was installed on "all repositories": without a settings file nothing is written there. */
  selected: boolean
  /** When the App first covered this repository, ms. Older tickets are never answered. */
  installedAt: number
}
