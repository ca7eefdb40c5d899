// Which agenda line a delivery belongs to. Pure; asks as little of the payload as it can.

export interface Subject {
  /** The agenda line that becomes due. */
  key: string
  kind: 'ticket' | 'repository' | 'installation' | 'app' | 'unreadable'
  installationId: number | null
  repositoryId: number | null
  /** The event's `action`, or empty. */
  action: string
}

const REPOSITORY_EVENTS = new Set(['push', 'label', 'repository', 'member', 'public', 'team_add'])
const INSTALLATION_EVENTS = new Set([
  'installation_repositories',
  'installation_target',
  'organization',
  'membership',
  'team',
])

/** Null: Firstline has no use for this delivery. One whose payload lacks what tells where it belongs is `unreadable`. */
export function subjectOf(event: string, payload: unknown): Subject | null {
  const body = record(payload)
  const action = typeof body.action === 'string' ? body.action : ''
  const installationId = idOf(body.installation)
  const repositoryId = idOf(body.repository)
  const subject = { installationId, repositoryId, action }
  const unreadable: Subject = { ...subject, key: 'unreadable', kind: 'unreadable' }

  if (event === 'issues' || event === 'issue_comment') {
    const issue = record(body.issue)
    if (issue.pull_request) return null
    const id = idOf(issue)
    return id ? { ...subject, key: `issue:${id}`, kind: 'ticket' } : unreadable
  }
  if (event === 'discussion' || event === 'discussion_comment') {
    const id = idOf(body.discussion)
    return id ? { ...subject, key: `discussion:${id}`, kind: 'ticket' } : unreadable
  }
  if (event === 'installation') return { ...subject, key: 'app', kind: 'app' }
  if (INSTALLATION_EVENTS.has(event)) {
    if (!installationId) return unreadable
    return { ...subject, key: `installation:${installationId}`, kind: 'installation' }
  }
  if (REPOSITORY_EVENTS.has(event)) {
    if (!repositoryId) return unreadable
    return { ...subject, key: `repository:${repositoryId}`, kind: 'repository' }
  }
  return null
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function idOf(value: unknown): number | null {
  const id = record(value).id
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null
}
