// Tells the language of an article that names none.
import type { FrontMatter } from './front-matter.ts'
import { detectLanguage } from './language.ts'
import { proseOf } from './markdown.ts'

/** The body is what a reader gets, so it decides beside the title; a blank one leaves title and questions. */
export function languageOfArticle(front: FrontMatter, body: string): string {
  const prose = proseOf(body.slice(0, 10_000)).replace(/x{2,}/g, ' ').replace(NO_WORDS, ' ')
  if (/\p{L}/u.test(prose)) return detectLanguage(`${front.title}\n${prose}`)
  return detectLanguage([front.title, ...front.questions.map(({ text }) => text)].join('\n'))
}

/** Addresses, mentions and tags are in no language. */
const NO_WORDS = /[a-z]{2,10}:\/\/[^\s)>\]]{1,2000}|[\w.+-]{0,64}@[\w./-]{1,100}|<\/?[a-z][^<>]{0,200}>/gi
