// Templates hold variables and nothing else: what is none is told with its line, and what others wrote stays text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fillTemplate,
  TEMPLATE_VARIABLES,
  type TemplateVariable,
  templateMistakes,
} from '../../src/domain/template.ts'

const ALL = Object.keys(TEMPLATE_VARIABLES) as TemplateVariable[]
const named = (variable: TemplateVariable) => `<${variable}>`

test.each([
  ['Hello {{requester}}, this is #{{ number }}.', 'Hello <requester>, this is #<number>.'],
  ['Use `\\{{ secrets.X }}`, {{requester}}.', 'Use `{{ secrets.X }}`, <requester>.'],
  ['{{title}}{{title}}', '<title><title>'],
  ['nothing', 'nothing'],
])('%s is filled in', (text, filled) => {
  expect(templateMistakes(text, ALL)).toEqual([])
  expect(fillTemplate(text, named)).toBe(filled)
})

test('what a value holds is no variable and no escape', () => {
  expect(
    fillTemplate('{{title}} {{number}}', (one) => (one === 'title' ? '\\{{number}} {{number}}' : '7')),
  ).toBe('\\{{number}} {{number}} 7')
})

test('a mention that the template begins itself is one', () => {
  expect(fillTemplate('Hi @{{requester}}!', () => '@robin')).toBe('Hi @robin!')
})

test.each([
  ['Hello\n{{ requestr }}', 2, '`{{requestr}}` is no variable. Did you mean `requester`?'],
  ['{{version}}', 1, '`{{version}}` is no variable. Allowed: requester, '],
  ['a\n\n{{requester', 3, '`{{` is not closed'],
  ['{{requester\n}}', 1, '`{{` is not closed'],
  ['{{#if title}}', 1, '`{{#if title}}` is no variable.'],
  ['{{{title}}}', 1, 'is no variable.'],
  ['{{}}', 1, '`{{}}` is no variable.'],
])('%j is told at line %i', (text, line, begins) => {
  const [first] = templateMistakes(text, ALL)
  expect(first?.line).toBe(line)
  expect(first?.message).toContain(begins)
})

test('a variable that the rule cannot know names what is missing', () => {
  expect(templateMistakes('{{day}} {{name}}', ['title']).map(({ message }) => message)).toEqual([
    '`{{day}}` stands for nothing here: its rule needs `wait`.',
    '`{{name}}` stands for nothing here: its rule needs a label that ends in `*`.',
  ])
})

test('any text is read, and one without mistakes keeps everything but its variables', () => {
  const piece = fc.constantFrom('{{title}}', '{{', '}}', '\\', '\n', 'a', '{', '{{x}}', '{{ number }}')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const filled = fillTemplate(text, () => '')
      if (templateMistakes(text, ALL).length > 0) return
      expect(filled.length).toBeLessThanOrEqual(text.length)
    }),
  )
})
