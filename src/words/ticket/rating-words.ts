// What is said around a rating, in the language of who is asked; English otherwise.

import type { Actor } from '../../domain/ticket.ts'
import { inLanguage } from '../in-language.ts'
import { mentionOf, safeCode } from '../safe-text.ts'

interface RatingWords {
  /** `who` is mentioned; `least` and `most` are commands. */
  asks: (who: string, least: string, most: string) => string
  /** Why a rating does not count. */
  over: string
  notYet: string
}

const WORDS: Record<string, RatingWords> = {
  en: {
    asks: (who, least, most) =>
      `${who}, how well was this solved? Please comment ${least} (badly) to ${most} (very well), or react to this comment with 👍 or 👎.`,
    over: 'The time for a rating is over, so this one is not counted.',
    notYet: 'There is nothing to rate here: a rating is asked for once a ticket is solved.',
  },
  zh: {
    asks: (who, least, most) =>
      `${who}，这个问题解决得怎么样？请回复 ${least}（很差）到 ${most}（很好），或用 👍 或 👎 回应此评论。`,
    over: '评分时间已过，此评分不计入。',
    notYet: '目前没有可评分的内容：问题解决之后才会请您评分。',
  },
  ja: {
    asks: (who, least, most) =>
      `${who} さん、解決にはどの程度満足されましたか？ ${least}（不満）から ${most}（とても満足）までをコメントするか、このコメントに 👍 または 👎 でお答えください。`,
    over: '評価の受付期間が過ぎたため、この評価は数えられません。',
    notYet: '評価できるものはまだありません。評価は解決した後にお願いしています。',
  },
  ko: {
    asks: (who, least, most) =>
      `${who} 님, 얼마나 잘 해결되었나요? ${least}(나쁨)부터 ${most}(매우 좋음)까지 댓글로 남기거나, 이 댓글에 👍 또는 👎로 답해 주세요.`,
    over: '평가 기간이 지나 이 평가는 집계되지 않습니다.',
    notYet: '아직 평가할 것이 없습니다. 평가는 해결된 뒤에 요청드립니다.',
  },
  ru: {
    asks: (who, least, most) =>
      `${who}, насколько хорошо это решено? Напишите в комментарии оценку от ${least} (плохо) до ${most} (отлично) или поставьте под этим комментарием 👍 или 👎.`,
    over: 'Время для оценки прошло, поэтому она не учитывается.',
    notYet: 'Оценивать пока нечего: оценка запрашивается, когда вопрос решён.',
  },
  es: {
    asks: (who, least, most) =>
      `${who}, ¿qué tal se ha resuelto? Comente de ${least} (mal) a ${most} (muy bien), o reaccione a este comentario con 👍 o 👎.`,
    over: 'El plazo para valorar ha terminado, así que esta valoración no cuenta.',
    notYet: 'Aquí no hay nada que valorar: la valoración se pide cuando algo queda resuelto.',
  },
  pt: {
    asks: (who, least, most) =>
      `${who}, como foi a solução? Comente de ${least} (má) a ${most} (muito boa), ou reaja a este comentário com 👍 ou 👎.`,
    over: 'O prazo para avaliar terminou, por isso esta avaliação não conta.',
    notYet: 'Não há nada para avaliar aqui: a avaliação é pedida quando algo fica resolvido.',
  },
  fr: {
    asks: (who, least, most) =>
      `${who}, avez-vous été satisfait de la solution ? Commentez de ${least} (pas du tout) à ${most} (tout à fait), ou réagissez à ce commentaire avec 👍 ou 👎.`,
    over: 'Le délai pour donner une note est passé : celle-ci n’est pas comptée.',
    notYet: 'Il n’y a rien à noter ici : une note est demandée une fois le problème résolu.',
  },
  de: {
    asks: (who, least, most) =>
      `${who}, wie gut wurde das gelöst? Bitte mit ${least} (schlecht) bis ${most} (sehr gut) kommentieren oder auf diesen Kommentar mit 👍 oder 👎 reagieren.`,
    over: 'Die Zeit für eine Bewertung ist vorbei, diese zählt nicht mehr.',
    notYet: 'Hier gibt es nichts zu bewerten: Gefragt wird, sobald etwas gelöst ist.',
  },
}

/** Asks whoever opened the ticket. */
export function ratingRequestMessage(language: string, requester: Actor, prefix: string): string {
  const [least, most] = [safeCode(`${prefix}rate 1`), safeCode(`${prefix}rate 5`)]
  return `⭐ ${wordsOf(language).asks(mentionOf(requester), least, most)}`
}

export function notRatedMessage(language: string, why: 'over' | 'not yet'): string {
  return why === 'over' ? wordsOf(language).over : wordsOf(language).notYet
}

function wordsOf(language: string): RatingWords {
  return inLanguage(WORDS, language)
}
