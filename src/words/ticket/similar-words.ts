// What is said of other tickets with the same error, in the reader's language.

import type { SimilarTicket } from '../../domain/similar.ts'
import { inLanguage } from '../in-language.ts'
import { quietUrl, safeCode, safeInline } from '../safe-text.ts'

interface Words {
  /** Before the list. */
  same: string
  solved: string
  open: string
  /** The words of a link to what solved it. */
  article: string
  comment: string
}

const WORDS: Record<string, Words> = {
  en: {
    same: 'The same error was reported here before (found automatically, by its message):',
    solved: 'solved',
    open: 'open',
    article: 'the answer that helped',
    comment: 'what solved it',
  },
  zh: {
    same: '此前已有人报告过相同的错误（根据错误信息自动查找）：',
    solved: '已解决',
    open: '未解决',
    article: '有帮助的回答',
    comment: '解决方法',
  },
  ja: {
    same: '同じエラーが以前にも報告されています（エラーメッセージによる自動検索）：',
    solved: '解決済み',
    open: '未解決',
    article: '役に立った回答',
    comment: '解決方法',
  },
  ko: {
    same: '같은 오류가 전에도 보고되었습니다(오류 메시지로 자동 검색):',
    solved: '해결됨',
    open: '미해결',
    article: '도움이 된 답변',
    comment: '해결 방법',
  },
  de: {
    same: 'Derselbe Fehler wurde hier schon gemeldet (automatisch an der Meldung erkannt):',
    solved: 'gelöst',
    open: 'offen',
    article: 'die Antwort, die half',
    comment: 'was ihn behob',
  },
  fr: {
    same: 'La même erreur a déjà été signalée ici (trouvé automatiquement d’après le message) :',
    solved: 'résolu',
    open: 'ouvert',
    article: 'la réponse qui a aidé',
    comment: 'ce qui l’a résolu',
  },
  es: {
    same: 'El mismo error ya se notificó aquí (encontrado automáticamente por el mensaje):',
    solved: 'resuelto',
    open: 'abierto',
    article: 'la respuesta que ayudó',
    comment: 'qué lo resolvió',
  },
  pt: {
    same: 'O mesmo erro já foi relatado aqui (encontrado automaticamente pela mensagem):',
    solved: 'resolvido',
    open: 'aberto',
    article: 'a resposta que ajudou',
    comment: 'o que o resolveu',
  },
  ru: {
    same: 'О такой же ошибке здесь уже сообщали (найдено автоматически по сообщению):',
    solved: 'решено',
    open: 'открыто',
    article: 'ответ, который помог',
    comment: 'что помогло',
  },
}

const GITHUB = 'https://github.com/'
const LONGEST_TITLE = 100

/**
 * A list of the tickets. Links leave no trace in them; where a server of GitHub's own has no such links, tickets stand
 * there by their numbers alone.
 */
export function similarMessage(tickets: readonly SimilarTicket[], reader: string): string {
  const words = inLanguage(WORDS, reader)
  return [`🔎 ${words.same}`, '', ...tickets.map((ticket) => `- ${lineOf(ticket, words)}`)].join('\n')
}

function lineOf({ title, number, url, isSolved, solution }: SimilarTicket, words: Words): string {
  const name = safeInline(title, LONGEST_TITLE)
  const state = isSolved ? words.solved : words.open
  if (!url.startsWith(GITHUB)) return `${safeCode(`#${number}`)} ${name} (${state})`
  const how = solution ? `, [${words[solution.by]}](${quietUrl(solution.url)})` : ''
  return `[${name}](${quietUrl(url)}) (${state}${how})`
}
