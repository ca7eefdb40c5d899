// A preview on a terminal: what it says first, that it fits, and that nothing in it reaches the terminal itself.
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CONTROL } from '../../src/domain/control-signs.ts'
import type { Preview } from '../../src/report/preview.ts'
import { previewText } from '../../src/words/preview/formats.ts'
import { textWidth } from '../../src/words/terminal/text-width.ts'
import { nasty } from './hostile.ts'
import { aNewcomer, aPreview, aShownAnswer, hostilePreview, nobodyYet } from './preview-builder.ts'

function page(preview: Preview, columns = 100): string {
  return previewText(preview, 'terminal', { columns, colours: false })
}

/** Lines of words as one line. */
function flowing(text: string): string {
  return text.replace(/\s+/g, ' ')
}

test('the first sentences say how fast, which promise, and how many answers', () => {
  const text = flowing(page(aPreview()))
  expect(text).toContain('Today half of the tickets get a first response of a maintainer within 2 h 47 min,')
  expect(text).toContain(
    'You could promise a first response within 1 working day on Mon–Fri 09:00–17:00 (Europe/Berlin) and would have kept it for 96 % of 160 tickets.',
  )
  expect(text).toContain('Of 160 questions, 31 (19 %) would have been answered at once,')
})

test('the zone of a calendar is no guess', () => {
  const told = (zoneFrom: Preview['zoneFrom']) => flowing(page({ ...aPreview(), zoneFrom }))
  expect(told('comments')).toContain('Which place that is, is a guess')
  expect(told('calendar')).toContain('by the clock of Europe/Berlin. ')
  expect(told('calendar')).not.toContain('is a guess')
})

test('who would have got a label is named', () => {
  expect(page(aPreview())).toContain('sam (3), ines (1)')
})

test('the recommended promise is marked, and the others stop at the line that they do not reach', () => {
  const text = page(aPreview())
  expect(text).toMatch(/▸ 1 working day, Mon–Fri 09:00–17:00 +█+/)
  expect(text).toMatch(/ {4}4 hours, Mon–Fri 09:00–17:00 +█+. +┊ +80 % of 160/)
})

test('a project without settings and articles gets both to begin with', () => {
  const text = page(aNewcomer())
  expect(text).toContain('! This token may not list who has which right')
  expect(text).toContain('    time_zone: Europe/Berlin')
  expect(text).toContain('• npm install fails with permission denied (.github/knowledge/')
  expect(flowing(text)).toContain(
    'There are no articles or documentation yet to answer questions from. 1 article',
  )
})

test('a draft from very many tickets names the first of them', () => {
  const suggested = aNewcomer().suggested
  const tickets = Array.from({ length: 60 }, (_, index) => index + 1)
  const articles = suggested.articles.map((one) => ({ ...one, tickets }))
  const text = flowing(page(aNewcomer({ suggested: { ...suggested, articles } })))
  expect(text).toContain('from #1, #2, #3, #4, #5, #6, 54 others)')
})

test('where nobody paid when they asked, that is said in place of a table', () => {
  const labels = aPreview().labels.map((one) => ({ ...one, tickets: [], requesters: [] }))
  expect(page(aPreview({ labels }))).toContain(
    'No ticket: nobody who opened one is known to have paid then, or while it was open.',
  )
})

test('an answer that the settings leave to a maintainer is told to be a draft', () => {
  const shown = [aShownAnswer({ draft: true })]
  expect(flowing(page(aPreview({ answers: { ...aPreview().answers!, shown } })))).toContain(
    'An answer, 98 % sure, as a draft that the settings leave to you to post:',
  )
})

test('an empty repository is told so, without a chart', () => {
  const text = flowing(page(nobodyYet()))
  expect(text).toContain('Nobody but maintainers has opened an issue or discussion here yet.')
  expect(text).toContain('There is nothing yet to judge a promise by.')
  expect(text).not.toMatch(/How fast you answer today|What you could promise|Who would have got a label/)
})

test('where too few were answered, it says what is known: more than so much', () => {
  const { today } = aPreview()
  const metrics = structuredClone(today.metrics)
  metrics.first_response.median_seconds = null
  metrics.first_response.p90_seconds = null
  const weeks = [{ ...today.weeks[0]!, medianSeconds: null, moreThanSeconds: 260_000 }]
  const text = flowing(page(aPreview({ today: { ...today, metrics, weeks } })))
  expect(text).toMatch(
    /It takes more than .* until half of the tickets have a first response of a maintainer\./,
  )
  expect(text).toMatch(/░+ +more than 3 d/)
})

test('a week of which only months are known does not make ticks of all that was measured', () => {
  const { today } = aPreview()
  const [week] = today.weeks
  const weeks = [
    { ...week!, medianSeconds: 100_000, moreThanSeconds: null },
    { ...week!, medianSeconds: 200_000, moreThanSeconds: null },
    { ...week!, medianSeconds: null, moreThanSeconds: 9_000_000 },
  ]
  const lines = page(aPreview({ today: { ...today, weeks } })).split('\n')
  const lengths = lines.flatMap(
    (line) => /[█▏▎▍▌▋▊▉░]+(?= +(?:more than 104 d|1 d 4 h|2 d 8 h)\b)/.exec(line) ?? [],
  )
  expect(lengths.map((bar) => bar.length)).toEqual([40, 40, 20])
})

test('a promise that was kept but once is never said to be kept always', () => {
  const [promise] = aPreview().grid
  const almost = { ...promise!, met: 1999, missed: 1, share: 0.9995 }
  const text = page(aPreview({ grid: [almost], recommended: almost }))
  expect(text).toContain('99 % of 2000')
  expect(text).not.toContain('100 % of')
})

test('what was set aside and what is wrong with the settings is told', () => {
  const read = {
    ...aPreview().read,
    setAside: [{ kind: 'issue' as const, number: 400, why: 'it timed out' }],
  }
  const problems = [
    { file: 'x.yml', line: 3, level: 'failure' as const, message: 'The key `teirs` is unknown.' },
  ]
  const settings = { from: 'file' as const, path: 'x.yml', problems }
  const text = page(aPreview({ read, settings }))
  expect(text).toContain('• issue #400: it timed out')
  expect(text).toContain('• line 3: The key `teirs` is unknown.')
})

test.each([80, 100, 120])(
  'no line of our own is wider than %d columns, wide letters counted twice',
  (columns) => {
    const shown = aPreview().answers!.shown.map((one) => ({
      ...one,
      question: '在公司网络里如何配置代理？'.repeat(20),
    }))
    const preview = aPreview({ answers: { ...aPreview().answers!, shown } })
    const lines = page(preview, columns).split('\n')
    expect(lines.filter((line) => textWidth(line) > columns)).toEqual([])
  },
)

test('colours come only where they are asked for', () => {
  const coloured = previewText(aPreview(), 'terminal', { columns: 100, colours: true })
  expect(coloured).toContain('\u001b[')
  expect(stripVTControlCharacters(coloured)).toBe(page(aPreview()))
})

test('whatever others wrote, no sign reaches the terminal but letters', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const hostile = `${text}\u001b]0;title\u0007\u202e\u200b${text}`
      const shown = page(hostilePreview(hostile))
      expect(shown.match(CONTROL)).toBeNull()
      expect(shown).not.toContain('\u200b')
    }),
    { numRuns: 50 },
  )
})
