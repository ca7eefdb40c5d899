// What a replay of the past comes to, in words.
import { expect, test } from 'vitest'
import { type Replayed, replayFigures } from '../../src/report/replay.ts'
import { replaySentence, replayText } from '../../src/words/replay-words.ts'
import { proofSection } from '../../src/words/report/proof-section.ts'

const past = (count: number, override: Partial<Replayed> = {}): Replayed[] =>
  Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    url: `https://github.com/acme/widget/issues/${i + 1}`,
    question: 'How do I install it?',
    openedAt: i,
    shown: null,
    linked: [],
    ...override,
  }))
const shown = {
  as: 'answer' as const,
  articles: [{ slug: 'install', title: 'Install widget' }],
  confidence: 0.974,
}

test('where maintainers linked something, it says how many were right and how sure that is', () => {
  const figures = replayFigures([
    ...past(19, { shown, linked: ['install'] }),
    ...past(1, { shown, linked: ['proxy'] }),
    ...past(4, { shown }),
    ...past(3, { shown: { ...shown, as: 'links' } }),
    ...past(73),
  ])
  expect(replaySentence(figures)).toBe(
    'Of the last 100 questions, 24 (24 %) would have been answered today, and 3 would have got links that may help. Where a maintainer had linked something, 19 of 20 were right: 95 % (between 76 % and 99 %). The other 4 nobody judged.',
  )
  const text = replayText(figures, { precision: 0.96 })
  expect(text).toContain(
    '  answered  24 of 100 (24 %): 19 of 20 judged right, 95 % (between 76 % and 99 %); 4 unjudged\n',
  )
  expect(text).toContain('That is too little: 96 % is asked for.')
  expect(text).toContain(
    '  #1 How do I install it?\n      answer (0.97): install ("Install widget")\n      wrong: a maintainer linked proxy\n',
  )
  expect(replayText(figures, { precision: 0.95 })).toContain('That is enough: 95 % is asked for.')
  expect(replayText(figures, { precision: 0.955 })).toContain(': 95.5 % is asked for.')
})

test('where nothing was linked it says that nobody judges, and where nothing was asked nothing', () => {
  expect(replaySentence(replayFigures(past(1, { shown })))).toBe(
    'Of the last 1 question, 1 (100 %) would have been answered today. No maintainer linked an article or section there, so nobody has judged that.',
  )
  expect(replaySentence(replayFigures(past(30)))).toBe(
    'Of the last 30 questions, 0 (0 %) would have been answered today.',
  )
  expect(replaySentence(replayFigures([]))).toBeNull()
  expect(proofSection(replayFigures([]), 'acme/widget')).toBeNull()
  expect(proofSection(null, 'acme/widget')).toBeNull()
})
