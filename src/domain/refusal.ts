// A write that GitHub refuses for good: set aside with its reason, until something changes that may make it welcome.

/** What would mend it: `unlock` the thread, grant a `permission`, change the `settings`, or nothing on our side. */
export type Remedy = 'unlock' | 'permission' | 'archived' | 'settings' | 'gone' | 'other'

export interface Refusal {
  /** HTTP status; 200 where GraphQL refused. */
  status: number
  /** GitHub's words. */
  reason: string
  remedy: Remedy
}

/** A refusal as it is told to people. */
export interface RefusedWrite extends Refusal {
  /** Key of the effect, by which it is tried again. */
  key: string
  repository: string
  /** Null for what is written elsewhere than on a ticket. */
  ticket: { kind: 'issue' | 'discussion'; number: number } | null
  /** What was to be written, in words: `the label "support: pro"`. */
  what: string
  sinceAt: number
}

/** What to do about it, in one sentence. */
export function remedyText(remedy: Remedy): string {
  switch (remedy) {
    case 'unlock':
      return 'Unlock the conversation and it is written; while it is locked nothing more is tried.'
    case 'permission':
      return 'Grant the App the permission it lacks (on GitHub: Settings, Applications, Firstline, Configure); then it is tried again.'
    case 'archived':
      return 'The repository is archived: nothing can be written there until it is taken out of the archive.'
    case 'settings':
      return 'Change what the settings ask for; then it is tried again.'
    case 'gone':
      return 'What it was meant for is no longer on GitHub: nothing needs to be done.'
    case 'other':
      return 'Mend what GitHub names, then run `npx firstline retry`.'
    default:
      return remedy satisfies never
  }
}
