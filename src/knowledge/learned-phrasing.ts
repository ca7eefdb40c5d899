// A ticket's question as others may come to ask it: what is kept of it, and which of many led to an answer.

import { questionFromTicket } from './question.ts'
import { textsOf } from './reading.ts'
import { redactSecrets } from './redact.ts'
import { essenceOf } from './same-question.ts'
import { cleanText, sameText } from './text.ts'
import { tokenize } from './tokenize.ts'

/** As long as a title may be; the body's first lines say as much where the title says nothing. */
const LONGEST = 256

/**
 * The title, or the beginning of the text where the title says nothing; without secrets, addresses and names. Empty
 * where nothing is left.
 */
export function phrasingOf(title: string, body: string): string {
  const { main } = textsOf(questionFromTicket(title.slice(0, 1_000), body.slice(0, 20_000)))
  const text = redactSecrets(main.slice(0, LONGEST * 4)).text.replaceAll('[redacted]', ' ')
  const plain = text.replace(ADDRESS, ' ').replace(MAIL, ' ').replace(NAME, '$1')
  const words = cleanText(plain.replace(/\s+/g, ' ')).trim()
  const cut = words.length <= LONGEST ? words : words.slice(0, LONGEST).replace(/\s+\S*$/, '')
  return /\p{L}/u.test(cut) ? cut : ''
}

const ADDRESS = /\b(?:[a-z][a-z0-9+.-]{1,10}:\/\/|www\.)\S+/gi
const MAIL = /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g
const NAME = /(^|[^\w`/])@[a-z\d](?:[a-z\d-]{0,38})(?:\/[\w.-]{1,100})?/gi

/** Shares fewer of the words than this: something else led to the answer. */
const LEAST = 0.5

/**
 * Which of the learned questions is nearest to what was asked, by words; null where none is near, or one of the article's
 * own phrasings is as near.
 */
export function nearestPhrasing<T extends { text: string }>(
  asked: { text: string; language: string },
  learned: readonly T[],
  own: readonly string[],
): T | null {
  const likeness = likenessTo(asked)
  const best = {
    one: null as T | null,
    likeness: own.reduce((most, text) => Math.max(most, likeness(text)), LEAST),
  }
  for (const one of learned) {
    const mine = likeness(one.text)
    if (mine > best.likeness) Object.assign(best, { one, likeness: mine })
  }
  return best.one
}

/** 1 for the same question; else the share of all their words that both have, below 1. */
function likenessTo({ text, language }: { text: string; language: string }): (other: string) => number {
  const said = sameText(text)
  const essence = essenceOf(text, language)
  const words = new Set(tokenize(text, language))
  return (other) => {
    if (sameText(other) === said || (essence !== '' && essenceOf(other, language) === essence)) return 1
    const theirs = new Set(tokenize(other, language))
    const shared = [...words].filter((word) => theirs.has(word)).length
    const all = words.size + theirs.size - shared
    return all === 0 ? 0 : Math.min(0.99, shared / all)
  }
}
