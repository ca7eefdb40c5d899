// Counts how common words are in general, per language, so that a small knowledge base knows what is a rare word.
import { encodeRarity } from '../src/knowledge/model.ts'
import { tokenize } from '../src/knowledge/tokenize.ts'
import { clinc, readLines, titles, XQUAD } from './data.ts'

/** Language → terms and rarity as the weights file keeps them. Terms seen in a single document are left out. */
export function background(directory: string): Record<string, { terms: string; rarity: string }> {
  const result: Record<string, { terms: string; rarity: string }> = {}
  for (const language of XQUAD) {
    const texts = xquadTexts(directory, language)
    if (language === 'en') {
      texts.push(...titles(directory).map(({ title }) => title))
      texts.push(...clinc(directory, 20).articles.flatMap(({ questions }) => questions))
    }
    result[language] = shares(texts, language)
  }
  return result
}

/** Sentences and questions: both are about as long as what people ask. */
function xquadTexts(directory: string, language: string): string[] {
  const paragraphs = readLines<{ body: string }>(directory, `matching/xquad/${language}.articles.jsonl`)
  const questions = readLines<{ text: string }>(directory, `matching/xquad/${language}.questions.jsonl`)
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' })
  return [
    ...paragraphs.flatMap(({ body }) => [...sentences.segment(body)].map(({ segment }) => segment)),
    ...questions.map(({ text }) => text),
  ]
}

function shares(texts: string[], language: string): { terms: string; rarity: string } {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const term of new Set(tokenize(text, language))) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const kept = [...counts]
    .filter(([, count]) => count >= 2)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return {
    terms: kept.map(([term]) => term).join(' '),
    rarity: kept.map(([, count]) => encodeRarity(count / texts.length)).join(''),
  }
}
