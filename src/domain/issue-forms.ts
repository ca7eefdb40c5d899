// What is known of a repository's forms for issues and discussions: an id is not in a ticket's text, the label of its field is.

export interface IssueForms {
  /** Path → blob, of all forms that were looked at. */
  files: Record<string, string>
  /** Id of a field, in lower case → its labels, one for each form that calls it otherwise. */
  labels: Record<string, string[]>
  /** Paths of those that cannot be read. */
  unread: string[]
}

export const NO_FORMS: IssueForms = { files: {}, labels: {}, unread: [] }
