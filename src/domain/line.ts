// The lines of the agenda: everything that may need doing has one, and is done in order there.
import type { TicketId } from './ticket.ts'

export type Line =
  | { kind: 'ticket'; ticketId: TicketId }
  /** Settings, people, articles and labels of a repository. */
  | { kind: 'repository'; repositoryId: number }
  /** Its desk issues. */
  | { kind: 'desk'; repositoryId: number }
  /** What people think of its answers. */
  | { kind: 'feedback'; repositoryId: number }
  | { kind: 'installation'; installationId: number }
  /** One scope of a source of entitlements. */
  | { kind: 'entitlements'; scope: string }
  /** The App itself: its installations, and deliveries that never arrived. */
  | { kind: 'app' }
  /** What the Sponsors webhook tells. */
  | { kind: 'sponsorships' }
  /** Deliveries that do not say what they are about. */
  | { kind: 'unreadable' }

export type LineKind = Line['kind']
export type LineOf<K extends LineKind> = Extract<Line, { kind: K }>

/** The key under which a line is stored. A ticket's is its id. */
export function keyOf(line: Line): string {
  switch (line.kind) {
    case 'ticket':
      return line.ticketId
    case 'repository':
    case 'desk':
    case 'feedback':
      return `${line.kind}:${line.repositoryId}`
    case 'installation':
      return `installation:${line.installationId}`
    case 'entitlements':
      return `entitlements:${line.scope}`
    case 'app':
    case 'sponsorships':
    case 'unreadable':
      return line.kind
    default:
      return line satisfies never
  }
}

/** The line that has this key; null where it is none that `keyOf` gives: another version may have stored it. */
export function lineAt(key: string): Line | null {
  const [, kind = '', rest = ''] = /^([^:]*):?(.*)$/s.exec(key) ?? []
  const line = named(kind, rest, key)
  return line && keyOf(line) === key ? line : null
}

function named(kind: string, rest: string, key: string): Line | null {
  switch (kind) {
    case 'issue':
    case 'discussion':
      return { kind: 'ticket', ticketId: key }
    case 'repository':
    case 'desk':
    case 'feedback':
      return numbered(rest, (repositoryId) => ({ kind, repositoryId }))
    case 'installation':
      return numbered(rest, (installationId) => ({ kind, installationId }))
    case 'entitlements':
      return { kind, scope: rest }
    case 'app':
    case 'sponsorships':
    case 'unreadable':
      return { kind }
    default:
      return null
  }
}

function numbered(text: string, make: (id: number) => Line): Line | null {
  const id = Number(text)
  return Number.isSafeInteger(id) ? make(id) : null
}
