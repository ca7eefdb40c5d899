// Reads an issue form as far as its fields have an id and a label.
import { readTree } from '../yaml/read.ts'
import { isMap, wordAt } from '../yaml/tree.ts'

export interface FormField {
  /** In lower case. */
  id: string
  label: string
}

/** The fields that have both, in their order; null where the file cannot be read as a form. */
export function fieldsOfForm(text: string, path: string): FormField[] | null {
  const { tree } = readTree(text, path)
  if (!tree || !isMap(tree.value) || !Array.isArray(tree.value.body)) return null
  return tree.value.body.flatMap((field: unknown, i): FormField[] => {
    if (!isMap(field) || !isMap(field.attributes)) return []
    const { id } = field
    const { label } = field.attributes
    if (!isWord(id) || !isWord(label)) return []
    const [named, told] = [
      wordAt(tree, ['body', i, 'id'], id),
      wordAt(tree, ['body', i, 'attributes', 'label'], label),
    ]
    return [{ id: named.trim().toLowerCase(), label: told.trim() }]
  })
}

function isWord(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
