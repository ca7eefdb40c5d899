// Which agenda line a delivery belongs to. Pure; asks as little of the payload as it can.
import type { Line } from '../domain/line.ts'

export interface Subject {
  /** The agenda line that becomes due. */
  line: Line
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
  const unreadable: Subject = { ...subject, line: { kind: 'unreadable' } }

  if (event === 'issues' || event === 'issue_comment') {
    const issue = record(body.issue)
    if (issue.pull_request) return null
    const id = idOf(issue)
    return id ? { ...subject, line: { kind: 'ticket', ticketId: `issue:${id}` } } : unreadable
  }
  if (event === 'discussion' || event === 'discussion_comment') {
    const id = idOf(body.discussion)
    return id ? { ...subject, line: { kind: 'ticket', ticketId: `discussion:${id}` } } : unreadable
  }
  if (event === 'installation') return { ...subject, line: { kind: 'app' } }
  if (INSTALLATION_EVENTS.has(event)) {
    if (!installationId) return unreadable
    return { ...subject, line: { kind: 'installation', installationId } }
  }
  if (REPOSITORY_EVENTS.has(event)) {
    if (!repositoryId) return unreadable
    return { ...subject, line: { kind: 'repository', repositoryId } }
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
