// How missing facts are asked for, in the requester's language; English otherwise.
import { inLanguage } from '../in-language.ts'

interface RequestWords {
  ask: string
  version: string
  platform: string
  log: string
  /** Where to put it, and that it is said by a machine. */
  where: string
}

const WORDS: Record<string, RequestWords> = {
  en: {
    ask: 'To help you, the maintainers need to know more. Please add:',
    version: 'the version that you use',
    platform: 'the platform: operating system, or where it runs',
    log: 'the error message or log, as text',
    where:
      'Add it to the description or in a comment; until then this waits for you. This is an automatic note.',
  },
  zh: {
    ask: '为了帮助您，维护者需要了解更多信息。请补充：',
    version: '您使用的版本',
    platform: '平台：操作系统或运行环境',
    log: '报错信息或日志（文本形式）',
    where: '请补充到描述中或发表评论；在此之前，本工单等待您的回复。这是自动消息。',
  },
  de: {
    ask: 'Um helfen zu können, müssen die Maintainer mehr wissen. Bitte ergänzen:',
    version: 'die verwendete Version',
    platform: 'die Plattform: Betriebssystem, oder wo es läuft',
    log: 'die Fehlermeldung oder das Log, als Text',
    where:
      'Bitte in der Beschreibung oder in einem Kommentar ergänzen; bis dahin wartet es auf Ihre Antwort. Dies ist ein automatischer Hinweis.',
  },
  fr: {
    ask: 'Pour pouvoir vous aider, les mainteneurs ont besoin d’en savoir plus. Merci d’indiquer :',
    version: 'la version utilisée',
    platform: 'la plateforme : système d’exploitation, ou environnement',
    log: 'le message d’erreur ou le journal, en texte',
    where:
      'Ajoutez-le à la description ou dans un commentaire ; d’ici là, votre réponse est attendue. Ceci est un message automatique.',
  },
  es: {
    ask: 'Para poder ayudarle, los mantenedores necesitan saber más. Por favor, indique:',
    version: 'la versión que utiliza',
    platform: 'la plataforma: sistema operativo, o dónde se ejecuta',
    log: 'el mensaje de error o el registro, como texto',
    where:
      'Añádalo a la descripción o en un comentario; hasta entonces se espera su respuesta. Este es un aviso automático.',
  },
  pt: {
    ask: 'Para poder ajudar, os mantenedores precisam saber mais. Por favor, informe:',
    version: 'a versão que utiliza',
    platform: 'a plataforma: sistema operacional, ou onde é executado',
    log: 'a mensagem de erro ou o log, em texto',
    where:
      'Acrescente na descrição ou em um comentário; até lá, a sua resposta é aguardada. Este é um aviso automático.',
  },
  ru: {
    ask: 'Чтобы помочь, сопровождающим нужно знать больше. Пожалуйста, укажите:',
    version: 'используемую версию',
    platform: 'платформу: операционную систему или среду',
    log: 'сообщение об ошибке или журнал в виде текста',
    where:
      'Добавьте это в описание или в комментарий; до тех пор ожидается ваш ответ. Это автоматическое сообщение.',
  },
  ja: {
    ask: '対応のため、次の情報が必要です。ご記入ください。',
    version: '使用しているバージョン',
    platform: 'プラットフォーム（OS または実行環境）',
    log: 'エラーメッセージまたはログ（テキスト）',
    where:
      '説明文またはコメントに追記してください。それまではご返信待ちとなります。これは自動メッセージです。',
  },
  ko: {
    ask: '도움을 드리려면 다음 정보가 필요합니다. 알려 주세요.',
    version: '사용 중인 버전',
    platform: '플랫폼(운영 체제 또는 실행 환경)',
    log: '오류 메시지나 로그(텍스트)',
    where: '설명이나 댓글에 추가해 주세요. 그때까지 답변을 기다립니다. 자동 메시지입니다.',
  },
}

/** `missing`: `version`, `platform`, `log`, or the label of a form's field, safe to post. */
export function requestInformationMessage(missing: readonly string[], reader: string): string {
  const { ask, where, ...named } = inLanguage(WORDS, reader)
  const list = missing.map((fact) => `- ${isNamed(named, fact) ? named[fact] : fact}`)
  return [ask, list.join('\n'), where].join('\n\n')
}

function isNamed<T extends object>(named: T, fact: string): fact is string & keyof T {
  return Object.hasOwn(named, fact)
}
