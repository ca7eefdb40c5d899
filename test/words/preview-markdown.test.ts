// A preview as Markdown, to be pasted where everybody reads it.
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { findMarkers } from '../../src/domain/marker.ts'
import type { Preview } from '../../src/report/preview.ts'
import { previewText } from '../../src/words/preview/formats.ts'
import { nasty, renderedText } from './hostile.ts'
import { aNewcomer, aPreview, aShownAnswer, hostilePreview, nobodyYet } from './preview-builder.ts'

function page(preview: Preview = aPreview()): string {
  return previewText(preview, 'md', { columns: 80, colours: true })
}

function sectionOf(text: string, title: string): string {
  return text.split(/^### /m).find((one) => one.startsWith(title)) ?? ''
}

test('it begins with what matters most', () => {
  expect(page().split('###')[0]).toMatchInlineSnapshot(`
    "## acme/widget: what Firstline would have done

    - Today half of the tickets get a first response of a maintainer within **2 h 47 min**, nine of ten within 2 d 13 h.
    - You could promise a first response within 1 working day on Mon–Fri 09:00–17:00 (Europe/Berlin) and would have kept it for **96 %** of 160 tickets.
    - Of 160 questions, 31 (19 %) would have been answered at once, and 17 offered links that may help.

    "
  `)
})

test('labels are counted, and nobody is named who pays or who has which right', () => {
  expect(sectionOf(page(), 'Who would have got a label')).toMatchInlineSnapshot(`
    "Who would have got a label

    | Label | Tickets |
    | --- | --: |
    | support: pro | 4 |
    | support: sponsor | 2 |

    "
  `)
  expect(page()).not.toMatch(/\b(sam|ines|ruben|maya|noor)\b/)
})

test('the recommended promise stands in the chart in its own colour, and is named in the table', () => {
  const promises = sectionOf(page(), 'What you could promise')
  expect(promises).toContain('"plotColorPalette":"#2da44e, #2f81f7"')
  expect(promises).toContain(
    '| 1 working day (recommended) | Mon–Fri 09:00–17:00, Europe/Berlin | 96 % | 154 | 6 |',
  )
})

const PROBLEMS = [
  {
    file: 'a.yml',
    level: 'failure' as const,
    message: 'acme/customers has no `bigcorp`.',
    quotes: ['acme/customers'],
  },
  { file: 'a.yml', line: 2, level: 'warning' as const, message: 'The key `teirs` is unknown.' },
]

test('a mistake that quotes another repository is counted, not told', () => {
  const settings = { from: 'repository' as const, path: '.github/firstline.yml', problems: PROBLEMS }
  const read = sectionOf(page(aPreview({ settings })), 'What was read')
  expect(read).toContain('line 2: The key')
  expect(read).toContain('1 other mistake')
  expect(read).not.toContain('bigcorp')
})

test('of a file of the machine nothing is told but how many mistakes it has', () => {
  const settings = { from: 'file' as const, path: '/home/maya/secret.yml', problems: PROBLEMS }
  const read = sectionOf(page(aPreview({ settings })), 'What was read')
  expect(read).toContain('- 2 mistakes')
  expect(read).not.toMatch(/bigcorp|secret|teirs/)
})

test('a newcomer gets a settings file with the link that opens it, and drafts of articles', () => {
  const text = page(aNewcomer())
  expect(text).toContain('> This token may not list who has which right')
  expect(text).toContain('```yaml\n# The settings of Firstline')
  expect(text).toMatch(
    /\*\*\[Open it on GitHub, ready to commit\]\(https:\/\/github\.com\/acme\/widget\/new\/main\?filename=/,
  )
  expect(text).toContain('```markdown\n---\ntitle: npm install fails with permission denied')
})

test('names in a remark are code', () => {
  expect(page(aPreview({ remarks: ['The settings say `mode: off`.'] }))).toContain(
    '> The settings say `mode: off`.',
  )
})

test('an empty repository has no charts', () => {
  expect(page(nobodyYet())).not.toContain('| NaN')
  expect(sectionOf(page(nobodyYet()), 'How fast')).toBe('')
})

test('what does not fit into a comment of GitHub is left out as a whole, and that is said', () => {
  const long = `${'It does not start. '.repeat(2_000)}\n`
  const shown = Array.from({ length: 10 }, () => aShownAnswer({ markdown: long }))
  const text = page(aPreview({ answers: { ...aPreview().answers!, shown } }))
  expect(text.length).toBeLessThanOrEqual(60_000)
  expect(text).toContain('Here something is left out')
  expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0)
  expect(text).toContain('### What was read')
})

test('a title of ten thousand letters is cut', () => {
  const shown = [aShownAnswer({ question: 'x'.repeat(10_000) })]
  expect(page(aPreview({ answers: { ...aPreview().answers!, shown } })).length).toBeLessThan(20_000)
})

test('whatever others wrote, it mentions nobody, forges no marker and stays in its place', () => {
  fc.assert(
    fc.property(nasty, (name) => {
      const text = page(hostilePreview(`@octocat ${name}`))
      expect(findMarkers(text)).toEqual([])
      const tree = fromMarkdown(text)
      expect(renderedText(tree)).not.toMatch(/(?<![A-Za-z0-9/.])@[A-Za-z]/)
      expect(tagsIn(tree)).toEqual(['details', 'sub', 'summary'])
      expect(headings(tree)).toEqual(SECTIONS)
    }),
    { numRuns: 60 },
  )
})

const SECTIONS = [
  'What you could promise',
  'How fast you answer today',
  'Which questions would have been answered',
  'Who would have got a label',
  'To begin with',
  'What was read',
]

/** Of the HTML outside of quotations, which may have plain formatting. */
function tagsIn(node: Nodes): string[] {
  if (node.type === 'blockquote') return []
  if (node.type === 'html')
    return [...new Set([...node.value.matchAll(/<\/?([^\s>]*)/g)].map(([, name = '']) => name))].sort()
  return 'children' in node ? [...new Set((node.children as Nodes[]).flatMap(tagsIn))].sort() : []
}

/** Of the page itself, in order. */
function headings(tree: Nodes): string[] {
  const nodes = 'children' in tree ? (tree.children as Nodes[]) : []
  return nodes.flatMap((node) => (node.type === 'heading' && node.depth === 3 ? [renderedText(node)] : []))
}

test('what is said to a customer is shown as it is said to anybody', () => {
  const said = { draft: true, markdown: 'Thank you for paying.\n\n---\n\nSet `proxy`.' }
  const saidToAnybody = { draft: false, markdown: 'Set `proxy`.' }
  const unsaid = { ...aShownAnswer({ question: 'Only customers are answered' }), saidToAnybody: null }
  const shown = [{ ...aShownAnswer(), said, saidToAnybody }, unsaid]
  const preview = aPreview({ answers: { ...aPreview().answers!, shown } })
  expect(page(preview)).toContain('Set `proxy`.')
  for (const not of ['Thank you', 'as a draft', 'Only customers']) expect(page(preview)).not.toContain(not)
})

test('nothing out of private settings is told, nor what private articles are called', () => {
  const written = page(aPreview({ hidden: { settings: true, articles: true } }))
  expect(written).not.toMatch(/\b(?:pro|sponsor)\b/)
  expect(written).not.toContain('Answered with')
  expect(written).toContain('6 tickets would have got the label of a tier.')
  expect(written).toContain('they stand in a private repository')
})
