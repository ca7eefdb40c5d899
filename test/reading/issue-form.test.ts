// How the fields of an issue form are read.
import { expect, test } from 'vitest'
import { fieldsOfForm } from '../../src/reading/issue-form.ts'

test('fields with an id and a label, as they are written', () => {
  const form = `name: Bug
body:
  - type: markdown
    attributes: { value: Hello }
  - { type: input, id: Version, attributes: { label: " Which version? " } }
  - { type: input, id: 1.10, attributes: { label: 2026-01-01 } }
  - { type: input, attributes: { label: No id } }
  - { type: input, id: no-label }
  - text`
  expect(fieldsOfForm(form, 'bug.yml')).toEqual([
    { id: 'version', label: 'Which version?' },
    { id: '1.10', label: '2026-01-01' },
  ])
})

test.each(['', 'name: Bug', 'body: [', 'body: {}', '- a', `${'['.repeat(5_000)}`, 'a: &x [*x]'])(
  'no form: %j',
  (text) => {
    expect(fieldsOfForm(text, 'bug.yml')).toBeNull()
  },
)
