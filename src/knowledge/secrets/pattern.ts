// How a kind of secret is told.

export interface SecretPattern {
  kind: string
  /** Cheap test whether the pattern can occur at all. */
  hint: RegExp
  pattern: RegExp
  /** What stays; default: nothing but the mark. */
  keep?: (match: string, groups: unknown[]) => string
}
