// How `kb ask` tells a verdict: in words for a person, or as one JSON object a line.
import { glossed, type Match, type Question } from '../knowledge/index.ts'

/** What scripts get; `id` is left out where the question has none. */
export function verdictLine(id: unknown, { answered, confidence, ranked, suggested }: Match): string {
  const line = {
    answered,
    confidence: Math.round(confidence * 1e4) / 1e4,
    ranked: ranked.map(({ slug, confidence }) => ({ slug, confidence })),
    suggested: suggested.map(({ slug }) => ({ slug })),
  }
  return `${JSON.stringify(id === null ? line : { id, ...line })}\n`
}

/** The ranked articles and why, what would be offered, and what a question in another language was read as. */
export function verdictText(
  question: Question,
  words: Readonly<Record<string, string>>,
  match: Match,
): string {
  const lines = [opening(match)]
  for (const { slug, title, confidence } of match.ranked)
    lines.push(`  ${confidence.toFixed(3)}  ${slug}  ${title}`)
  for (const { slug } of match.suggested) lines.push(`  would be offered: ${slug}`)
  for (const reason of match.reasons) lines.push(`  because: ${reason}`)
  for (const signature of match.signatures) lines.push(`  read as an error line: ${signature}`)
  const english = englishOf(question, match.language, words)
  if (english) lines.push(`  read in English as: ${english}`)
  return `${lines.join('\n')}\n`
}

function opening({ answered, article, ranked, suggested }: Match): string {
  if (answered && article?.section) return `Answered with a link to "${ranked[0]!.slug}".`
  if (answered) return `Answered with "${ranked[0]!.slug}" (${article!.locale}).`
  return suggested.length > 0 ? 'No answer, but links that may help.' : 'Silence.'
}

const MOST_WORDS = 40

/** Empty where nothing of the question is read in English words. */
function englishOf(
  { title, text, body }: Question,
  language: string,
  words: Readonly<Record<string, string>>,
): string {
  const english = glossed([title, text, body].filter(Boolean).join('\n'), language, words)
  return english.length > MOST_WORDS ? `${english.slice(0, MOST_WORDS).join(' ')} …` : english.join(' ')
}
