// What is said of a ticket that goes on in private: in public only that it does; in private where it comes from.

import type { Actor } from '../../domain/ticket.ts'
import { humanInstant } from '../durations.ts'
import { inLanguage } from '../in-language.ts'
import { safeQuote } from '../safe-quote.ts'
import { quietUrl, safeInline } from '../safe-text.ts'
import { untraced } from '../untraced.ts'

const GOES_ON: Record<string, string> = {
  en: 'This goes on in private.',
  zh: '此问题将在私下继续处理。',
  ja: 'この件は非公開で続けます。',
  ko: '이 건은 비공개로 계속 진행됩니다.',
  de: 'Das geht nicht öffentlich weiter.',
  fr: 'La suite se passe en privé.',
  es: 'Esto continúa en privado.',
  pt: 'Isto continua em privado.',
  ru: 'Это продолжится в закрытом обсуждении.',
}

/** In the language of who asked; English otherwise. Neither where, nor why. */
export function goesOnMessage(language: string): string {
  return inLanguage(GOES_ON, language)
}

/** In public: it says nothing of what the settings or lists of customers hold. */
export const noPrivatePlaceMessage =
  'There is no private place where this could go on: neither a room of the customer nor a private desk. Firstline’s own `docs/private-lane.md` says how to set one up.'

/** `number`: of the ticket, where it may be told. */
export function laneTroubleText(trouble: string, number?: number): string {
  return `${number === undefined ? 'A ticket' : `#${number}`} is not written in private: ${trouble}.`
}

/** In the private issue, once its ticket is no longer where it was. */
export function partedText(how: string): string {
  return `The ticket with which this goes on in private was ${how}. Nothing more is copied here, and nothing that is said here counts for it any more. This issue stays as it is until somebody closes it.`
}

const NO_TITLE = '(no title)'
/** GitHub takes titles of 256 characters. */
const LONGEST_TITLE = 240
/** Signs of quotations and markers come on top; a comment has 65,536 characters. */
const LONGEST_TEXT = 30_000
const MOST_CHARACTERS = 60_000

interface Written {
  /** Where it stands in public. */
  url: string
  author: Actor
  at: number
  zone: string
  text: string
}

export function laneTitle(title: string): string {
  return [...title.replace(/\s+/g, ' ').trim()].slice(0, LONGEST_TITLE).join('') || NO_TITLE
}

/** The text of the private issue, without its marker. `name`: `owner/name#12`. */
export function laneBody({ title, name, ...written }: Written & { title: string; name: string }): string {
  const link = `[${safeInline(name)}: ${safeInline(title, LONGEST_TITLE)}](${quietUrl(written.url)})`
  const intro = `This is where ${link} goes on in private. Whatever is said there in public is copied here; nothing that is said here is told there. Closing either closes the other. Whoever can read this repository can read this.`
  return `${intro}\n\n${quotation('Opened', written)}`
}

/** A public comment as it is copied, without its marker. `isReply`: to another comment of a discussion. */
export function copyText({ isReply, ...written }: Written & { isReply: boolean }): string {
  return quotation(isReply ? 'Replied' : 'Written', written)
}

function quotation(how: string, { url, author, at, zone, text }: Written): string {
  const head = `**${safeInline(author.login)}** · [${how} ${humanInstant(at, zone)}](${quietUrl(url)})`
  for (let most = LONGEST_TEXT; ; most = Math.floor(most / 2)) {
    const quoted = safeQuote(untraced(text), most)
    if (quoted.length <= MOST_CHARACTERS) return quoted === '' ? head : `${head}\n\n${quoted}`
  }
}
