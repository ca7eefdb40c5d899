// What is said around an offer of the maintainers', in the requester's language; English otherwise.

import type { NeedKind } from '../../domain/triage.ts'
import { inLanguage } from '../in-language.ts'

type OfferWords = Record<NeedKind, string> & { automatic: string }

const WORDS: Record<string, OfferWords> = {
  en: {
    training: 'The maintainers of this project offer training:',
    consulting: 'The maintainers of this project offer consulting:',
    'technical-support': 'The maintainers of this project offer support:',
    automatic: 'This is an automatic note. A maintainer will read this thread all the same.',
  },
  zh: {
    training: '本项目的维护者提供培训：',
    consulting: '本项目的维护者提供咨询服务：',
    'technical-support': '本项目的维护者提供技术支持：',
    automatic: '这是自动消息。维护者仍会查看此讨论。',
  },
  de: {
    training: 'Die Maintainer dieses Projekts bieten Schulungen an:',
    consulting: 'Die Maintainer dieses Projekts bieten Beratung an:',
    'technical-support': 'Die Maintainer dieses Projekts bieten Support an:',
    automatic: 'Dies ist ein automatischer Hinweis. Ein Maintainer liest trotzdem mit.',
  },
  fr: {
    training: 'Les mainteneurs de ce projet proposent des formations :',
    consulting: 'Les mainteneurs de ce projet proposent du conseil :',
    'technical-support': 'Les mainteneurs de ce projet proposent de l’assistance :',
    automatic: 'Ceci est un message automatique. Un mainteneur lira tout de même ce fil.',
  },
  es: {
    training: 'Los mantenedores de este proyecto ofrecen formación:',
    consulting: 'Los mantenedores de este proyecto ofrecen consultoría:',
    'technical-support': 'Los mantenedores de este proyecto ofrecen soporte:',
    automatic: 'Este es un aviso automático. Un mantenedor leerá este hilo de todos modos.',
  },
  pt: {
    training: 'Os mantenedores deste projeto oferecem treinamento:',
    consulting: 'Os mantenedores deste projeto oferecem consultoria:',
    'technical-support': 'Os mantenedores deste projeto oferecem suporte:',
    automatic: 'Este é um aviso automático. Um mantenedor lerá esta conversa de qualquer forma.',
  },
  ru: {
    training: 'Сопровождающие этого проекта предлагают обучение:',
    consulting: 'Сопровождающие этого проекта предлагают консультации:',
    'technical-support': 'Сопровождающие этого проекта предлагают поддержку:',
    automatic: 'Это автоматическое сообщение. Сопровождающий всё равно прочитает это обсуждение.',
  },
  ja: {
    training: 'このプロジェクトのメンテナーは研修を提供しています。',
    consulting: 'このプロジェクトのメンテナーはコンサルティングを提供しています。',
    'technical-support': 'このプロジェクトのメンテナーはサポートを提供しています。',
    automatic: 'これは自動メッセージです。メンテナーもこのスレッドを確認します。',
  },
  ko: {
    training: '이 프로젝트의 관리자가 교육을 제공합니다.',
    consulting: '이 프로젝트의 관리자가 컨설팅을 제공합니다.',
    'technical-support': '이 프로젝트의 관리자가 기술 지원을 제공합니다.',
    automatic: '자동 메시지입니다. 관리자도 이 글을 확인합니다.',
  },
}

/** `offer`: the maintainers' own Markdown. `isAutomatic`: nobody asked for it, and nothing beside it says so. */
export function offerMessage(
  kind: NeedKind,
  offer: string,
  { reader, isAutomatic }: { reader: string; isAutomatic: boolean },
): string {
  const words = inLanguage(WORDS, reader)
  return [words[kind], offer, ...(isAutomatic ? [words.automatic] : [])].join('\n\n')
}
