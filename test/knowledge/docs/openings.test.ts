// A section's first lines, as they are quoted.
import { expect, test } from 'vitest'
import { openingOf } from '../../../src/knowledge/docs/opening.ts'

const SENTENCE = 'This sentence has some fifty characters in it, or so. '

test('a paragraph is quoted in whole sentences', () => {
  expect(openingOf(SENTENCE.repeat(20))).toBe(SENTENCE.repeat(5).trim())
  expect(openingOf('它可以在设置中更改，然后需要重新启动程序才能生效。'.repeat(20))).toBe(
    '它可以在设置中更改，然后需要重新启动程序才能生效。'.repeat(12),
  )
})

test('abbreviations and names in code end no sentence', () => {
  const text = `Use one of them, e.g. the file \`app.config. yml\` of the folder ${'that is meant '.repeat(18)}and so on. Next.`
  const opening = openingOf(text)
  expect(opening).toMatch(
    /^Use one of them, e\.g\. the file `app\.config\. yml` of the folder that is meant .*…$/,
  )
  expect(opening.length).toBeGreaterThan(250)
})

test('a short lead-in is followed by its code or its list', () => {
  expect(openingOf('Install it:\n\n```sh\nnpm ci\n```\n\nThen start it.')).toBe(
    'Install it:\n\n```sh\nnpm ci\n```\n\nThen start it.',
  )
  expect(openingOf('It needs:\n- Node\n- npm\n')).toBe('It needs:\n\n- Node\n- npm')
})

test('long code, tables, and titles alone are passed over', () => {
  const code = `\`\`\`\n${'a line of code\n'.repeat(30)}\`\`\``
  expect(openingOf(`${code}\n\nWhat it does.`)).toBe('What it does.')
  expect(openingOf('| Name | Value |\n|---|---|\n| a | 1 |\n\nWhat it means.')).toBe('What it means.')
  expect(openingOf('**Linux**\n\nUse the packages.')).toBe('Use the packages.')
})

test('tickets of the page’s repository are named without a trace, and footnotes and pictures left out', () => {
  expect(openingOf('Set `a#12`[^1] as in #12, acme/other#5 or GH-7 &#39;so&#39;.\n\n[^1]: Not here.')).toBe(
    'Set `a#12` as in #\u200b12, acme/other#\u200b5 or GH-\u200b7 &#39;so&#39;.',
  )
  expect(openingOf('```mermaid\ngraph TD\n```\n\nA leads to B in all of this.')).toBe(
    'A leads to B in all of this.',
  )
})

test('what only announces something else is left away where more was said', () => {
  const text = 'The settings are in one file, which is read at the start. You may set:'
  expect(openingOf(`${text}\n\n| a | b |\n|---|---|\n`)).toBe(
    'The settings are in one file, which is read at the start.',
  )
})

test('code that is not closed, and a page of nothing, give no quotation', () => {
  expect(openingOf('```\nopen to the end')).toBe('')
  expect(openingOf('')).toBe('')
  expect(openingOf('***\n\n---')).toBe('')
})
