// The lines of the agenda: everything that may need doing has one, and is done in order there.
import type { TicketId } from './ticket.ts'

export type Line =
  | { kind: 'ticket'; ticketId: TicketId }
  /** Settings, people, articles and labels of a repository. */
  | { kind: 'repository'; repositoryId: number }
  /** Its documentation. */
  | { kind: 'docs'; repositoryId: number }
  /** Its history, page by page. */
  | { kind: 'history'; repositoryId: number }
  /** Its desk issues. */
  | { kind: 'desk'; repositoryId: number }
  /** What it is told when the App comes to it. */
  | { kind: 'onboarding'; repositoryId: number }
  /** What people think of its answers. */
  | { kind: 'feedback'; repositoryId: number }
  /** The figures that are kept of its tickets. */
  | { kind: 'figures'; repositoryId: number }
  | { kind: 'installation'; installationId: number }
  /** One scope of a source of entitlements. */
  | { kind: 'entitlements'; scope: string }
  /** What one channel is told. `owner`: of the repositories that it is about, lower case. */
  | { kind: 'channel'; owner: string; name: string }
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
    case 'docs':
    case 'history':
    case 'desk':
    case 'onboarding':
    case 'feedback':
    case 'figures':
      return `${line.kind}:${line.repositoryId}`
    case 'installation':
      return `installation:${line.installationId}`
    case 'entitlements':
      return `entitlements:${line.scope}`
    case 'channel':
      return `channel:${line.owner}:${line.name}`
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
  if (kind === 'issue' || kind === 'discussion') return { kind: 'ticket', ticketId: key }
  return Object.hasOwn(NAMED, kind) ? NAMED[kind as keyof typeof NAMED](rest) : null
}

/** By what stands behind the kind; a ticket's key begins with the kind of ticket. */
const NAMED: { [Kind in Exclude<LineKind, 'ticket'>]: (rest: string) => LineOf<Kind> | null } = {
  repository: (rest) => numbered(rest, (repositoryId) => ({ kind: 'repository', repositoryId })),
  docs: (rest) => numbered(rest, (repositoryId) => ({ kind: 'docs', repositoryId })),
  history: (rest) => numbered(rest, (repositoryId) => ({ kind: 'history', repositoryId })),
  desk: (rest) => numbered(rest, (repositoryId) => ({ kind: 'desk', repositoryId })),
  onboarding: (rest) => numbered(rest, (repositoryId) => ({ kind: 'onboarding', repositoryId })),
  feedback: (rest) => numbered(rest, (repositoryId) => ({ kind: 'feedback', repositoryId })),
  figures: (rest) => numbered(rest, (repositoryId) => ({ kind: 'figures', repositoryId })),
  installation: (rest) => numbered(rest, (installationId) => ({ kind: 'installation', installationId })),
  entitlements: (scope) => ({ kind: 'entitlements', scope }),
  channel: (rest) => {
    const [owner = '', name = ''] = rest.split(':', 2)
    return { kind: 'channel', owner, name }
  },
  app: () => ({ kind: 'app' }),
  sponsorships: () => ({ kind: 'sponsorships' }),
  unreadable: () => ({ kind: 'unreadable' }),
}

function numbered<L extends Line>(text: string, make: (id: number) => L): L | null {
  const id = Number(text)
  return Number.isSafeInteger(id) ? make(id) : null
}
