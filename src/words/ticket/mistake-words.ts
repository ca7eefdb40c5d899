// What is told of a command that cannot be obeyed, in the language of who wrote it; English otherwise.
import { inLanguage } from '../in-language.ts'
import { safeCode } from '../safe-text.ts'

interface MistakeWords {
  mistyped: (written: string, usage: string) => string
  alreadyEscalated: string
}

const WORDS: Record<string, MistakeWords> = {
  en: {
    mistyped: (written, usage) => `I do not understand ${written}. Write it as ${usage}.`,
    alreadyEscalated: 'A maintainer was called already; once one has answered, you can call again.',
  },
  zh: {
    mistyped: (written, usage) => `我不理解 ${written}。请写成 ${usage}。`,
    alreadyEscalated: '已经呼叫过维护者；维护者回复之后，您可以再次呼叫。',
  },
  ja: {
    mistyped: (written, usage) => `${written} を理解できません。${usage} のように書いてください。`,
    alreadyEscalated: 'メンテナーはすでに呼び出されています。返答があった後に、再び呼び出せます。',
  },
  ko: {
    mistyped: (written, usage) => `${written} 명령을 이해할 수 없습니다. ${usage} 형식으로 써 주세요.`,
    alreadyEscalated: '메인테이너를 이미 호출했습니다. 답변이 있은 뒤에 다시 호출할 수 있습니다.',
  },
  ru: {
    mistyped: (written, usage) => `Я не понимаю ${written}. Напишите так: ${usage}.`,
    alreadyEscalated: 'Сопровождающего уже позвали; после его ответа можно позвать снова.',
  },
  es: {
    mistyped: (written, usage) => `No entiendo ${written}. Escríbalo así: ${usage}.`,
    alreadyEscalated: 'Ya se ha llamado a un mantenedor; cuando responda, podrá llamar de nuevo.',
  },
  pt: {
    mistyped: (written, usage) => `Não entendo ${written}. Escreva assim: ${usage}.`,
    alreadyEscalated: 'Um mantenedor já foi chamado; depois que ele responder, será possível chamar de novo.',
  },
  fr: {
    mistyped: (written, usage) => `Je ne comprends pas ${written}. Écrivez : ${usage}.`,
    alreadyEscalated: 'Un mainteneur a déjà été appelé ; après sa réponse, vous pourrez appeler de nouveau.',
  },
  de: {
    mistyped: (written, usage) => `${written} verstehe ich nicht. Geschrieben wird es so: ${usage}.`,
    alreadyEscalated: 'Ein Maintainer ist schon gerufen; nach seiner Antwort können Sie wieder rufen.',
  },
}

/** Both with their prefix. */
export function mistypedMessage(language: string, written: string, usage: string): string {
  return wordsOf(language).mistyped(safeCode(written), safeCode(usage))
}

export function alreadyEscalatedMessage(language: string): string {
  return wordsOf(language).alreadyEscalated
}

function wordsOf(language: string): MistakeWords {
  return inLanguage(WORDS, language)
}
