// Repositories and tickets for tests: each test says only what matters to it.
import type { Repository } from '../src/domain/repository.ts'
import type { Ticket } from '../src/domain/ticket.ts'

export function aRepository(override: Partial<Repository> = {}): Repository {
  return {
    id: 7,
    nodeId: 'R_7',
    ownerId: 70,
    owner: 'acme',
    ownerType: 'Organization',
    name: 'widget',
    private: false,
    archived: false,
    hasIssues: true,
    hasDiscussions: true,
    defaultBranch: 'main',
    installationId: 1,
    selected: true,
    installedAt: 0,
    ...override,
  }
}

/** An open issue that was seen when it was opened. */
export function anIssue(openedAt: number, override: Partial<Ticket> = {}): Ticket {
  return {
    id: 'issue:100',
    kind: 'issue',
    repositoryId: 7,
    number: 12,
    nodeId: 'I_100',
    title: 'It does not install',
    body: 'npm install fails',
    requester: { id: 77, login: 'asker', type: 'User' },
    openedAt,
    updatedAt: openedAt,
    open: true,
    stateReason: null,
    locked: false,
    labels: [],
    assignees: [],
    answerable: false,
    firstSeen: 'live',
    origin: 'opened',
    gone: null,
    ...override,
  }
}
