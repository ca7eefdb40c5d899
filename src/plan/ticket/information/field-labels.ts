// What the field of a form is called in a ticket's text, where its id alone is known.
import type { IssueForms } from '../../../domain/issue-forms.ts'

/** Labels in lower case; where no form has the id, the id itself in plain words. */
export function labelsOf({ labels }: IssueForms, id: string): string[] {
  return shownLabels(labels, id).map((label) => label.toLowerCase())
}

/** As a reader knows it: the first form's label. */
export function labelShown({ labels }: IssueForms, id: string): string {
  return shownLabels(labels, id)[0] ?? id
}

function shownLabels(labels: IssueForms['labels'], id: string): string[] {
  const key = id.trim().toLowerCase()
  const known = Object.hasOwn(labels, key) ? labels[key] : undefined
  return known && known.length > 0 ? known : [id.trim().replace(/[_-]+/g, ' ')]
}
