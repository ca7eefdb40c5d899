// The list of the commands in the reader's language; in English each command says itself what it is for.
import { languageOf } from '../in-language.ts'

interface HelpWords {
  begins: string
  /** By the command's name. */
  lines: Readonly<Record<string, string>>
}

const KINDS = '`technical-support`, `training`, `consulting`'

const WORDS: Readonly<Record<string, HelpWords>> = {
  de: {
    begins: 'Diese Befehle verstehe ich, jeden in einer eigenen Zeile:',
    lines: {
      answer: 'den Artikel oder Abschnitt posten, ohne Namen den ersten Vorschlag',
      retract: 'die automatische Antwort oder die Links zurücknehmen',
      tier: 'die Stufe dieses Tickets von Hand setzen, oder die Berechtigungen entscheiden lassen',
      severity:
        'sagen, wie schwer es wiegt (1 am schwersten); danach ordnet die Warteschlange gleich Dringendes',
      waiting: 'auf die fragende Person warten, die Uhren stehen; mit einer Zeit wird sie danach erinnert',
      spent: 'aufgewendete Zeit notieren; sie wird addiert, `-15m` nimmt etwas zurück',
      need: `sagen, welche Art Hilfe gesucht wird: ${KINDS}`,
      escalate:
        'jetzt einen Maintainer rufen, auf dem Ticket einer zahlenden Person; wieder erst nach einer Antwort',
      private: 'in einem privaten Issue weitermachen',
      helpful: 'die automatische Antwort hat geholfen',
      unhelpful: 'die automatische Antwort hat nicht geholfen; ein Maintainer wird gefragt',
      rate: 'sagen, wie gut es gelöst wurde, von 1 (schlecht) bis 5 (sehr gut)',
      claim: 'beweisen, dass ein Profil bei Open Collective Ihres ist',
      why: 'sagen, warum dieses Ticket so ist, wie es ist',
      metrics: 'die Antwortzeiten jetzt auf das Desk-Issue schreiben',
      help: 'die Befehle auflisten',
    },
  },
  fr: {
    begins: 'Je comprends ces commandes, chacune sur sa propre ligne :',
    lines: {
      answer: 'publier l’article ou la section, sinon le premier candidat',
      retract: 'retirer la réponse automatique ou les liens',
      tier: 'fixer à la main le niveau de ce ticket, ou laisser les droits décider',
      severity: 'indiquer la gravité (1 est la plus haute) ; la file s’y range à urgence égale',
      waiting:
        'attendre la personne qui a posé la question, horloges arrêtées ; avec une durée, la relancer ensuite',
      spent: 'noter le temps passé sur ce ticket ; il s’additionne, et `-15m` en retire',
      need: `indiquer quel type d’aide est demandé : ${KINDS}`,
      escalate:
        'appeler un mainteneur maintenant, sur le ticket d’une personne qui paie ; de nouveau seulement après une réponse',
      private: 'continuer dans une issue privée',
      helpful: 'la réponse automatique a résolu le problème',
      unhelpful: 'la réponse automatique n’a pas aidé ; un mainteneur est sollicité',
      rate: 'dire si c’est bien résolu, de 1 (mal) à 5 (très bien)',
      claim: 'prouver qu’un profil Open Collective est le vôtre',
      why: 'dire pourquoi ce ticket est dans cet état',
      metrics: 'écrire maintenant les temps de réponse sur l’issue de suivi',
      help: 'lister les commandes',
    },
  },
  es: {
    begins: 'Entiendo estos comandos, cada uno en su propia línea:',
    lines: {
      answer: 'publicar el artículo o la sección, o el primer candidato',
      retract: 'retirar la respuesta automática o los enlaces',
      tier: 'fijar a mano el nivel de este ticket, o dejar que decidan los derechos',
      severity: 'indicar la gravedad (1 es la mayor); la cola ordena así lo igualmente urgente',
      waiting: 'esperar a quien preguntó, con los relojes parados; con un plazo, recordárselo al vencer',
      spent: 'anotar el tiempo dedicado a este ticket; se suma, y `-15m` resta',
      need: `indicar qué tipo de ayuda se pide: ${KINDS}`,
      escalate: 'llamar ya a un mantenedor, en el ticket de quien paga; otra vez solo tras una respuesta',
      private: 'continuar en una issue privada',
      helpful: 'la respuesta automática lo resolvió',
      unhelpful: 'la respuesta automática no ayudó; se pide un mantenedor',
      rate: 'decir cómo de bien se resolvió, de 1 (mal) a 5 (muy bien)',
      claim: 'demostrar que un perfil de Open Collective es suyo',
      why: 'decir por qué este ticket está como está',
      metrics: 'escribir ahora los tiempos de respuesta en la issue de seguimiento',
      help: 'listar los comandos',
    },
  },
  pt: {
    begins: 'Entendo estes comandos, cada um em uma linha própria:',
    lines: {
      answer: 'publicar o artigo ou a seção, ou o primeiro candidato',
      retract: 'retirar a resposta automática ou os links',
      tier: 'definir à mão o nível deste ticket, ou deixar que os direitos decidam',
      severity: 'indicar a gravidade (1 é a maior); a fila ordena assim o que é igualmente urgente',
      waiting: 'esperar por quem perguntou, com os relógios parados; com um prazo, lembrar depois',
      spent: 'anotar o tempo gasto neste ticket; ele se soma, e `-15m` desconta',
      need: `indicar que tipo de ajuda se pede: ${KINDS}`,
      escalate: 'chamar um mantenedor agora, no ticket de quem paga; de novo só depois de uma resposta',
      private: 'continuar em uma issue privada',
      helpful: 'a resposta automática resolveu',
      unhelpful: 'a resposta automática não ajudou; um mantenedor é chamado',
      rate: 'dizer se foi bem resolvido, de 1 (mal) a 5 (muito bem)',
      claim: 'provar que um perfil do Open Collective é seu',
      why: 'dizer por que este ticket está como está',
      metrics: 'escrever agora os tempos de resposta na issue de acompanhamento',
      help: 'listar os comandos',
    },
  },
  ru: {
    begins: 'Я понимаю эти команды, каждую на отдельной строке:',
    lines: {
      answer: 'опубликовать статью или раздел, иначе первого кандидата',
      retract: 'отозвать автоматический ответ или ссылки',
      tier: 'задать уровень этого обращения вручную или вернуть решение правам',
      severity: 'указать серьёзность (1 — самая высокая); по ней упорядочено одинаково срочное',
      waiting: 'ждать автора, часы стоят; если указан срок, напомнить после него',
      spent: 'записать затраченное время; оно складывается, `-15m` вычитает',
      need: `указать, какая помощь нужна: ${KINDS}`,
      escalate: 'позвать сопровождающего сейчас, в обращении того, кто платит; снова — только после ответа',
      private: 'продолжить в закрытом обращении',
      helpful: 'автоматический ответ помог',
      unhelpful: 'автоматический ответ не помог; будет приглашён сопровождающий',
      rate: 'оценить решение от 1 (плохо) до 5 (очень хорошо)',
      claim: 'доказать, что профиль Open Collective ваш',
      why: 'объяснить, почему обращение в таком состоянии',
      metrics: 'записать время ответов сейчас',
      help: 'показать список команд',
    },
  },
  zh: {
    begins: '我能理解以下命令，每条命令单独一行：',
    lines: {
      answer: '发布该文章或章节；不写名称则发布第一个候选',
      retract: '撤回自动回答或链接',
      tier: '手动设置此工单的等级，或交由权益决定',
      severity: '说明严重程度（1 最严重）；同样紧急的按此排序',
      waiting: '等待提问者，计时暂停；写明时间则到时提醒',
      spent: '记录在此工单上花费的时间；会累加，`-15m` 则扣减',
      need: `说明需要哪类帮助：${KINDS}`,
      escalate: '立即呼叫维护者（付费用户的工单）；维护者回复后才能再次使用',
      private: '转到私有 issue 中继续',
      helpful: '自动回答解决了问题',
      unhelpful: '自动回答没有帮助；将请维护者处理',
      rate: '评价解决得如何，从 1（差）到 5（很好）',
      claim: '证明某个 Open Collective 账号是您的',
      why: '说明此工单为何是现在的状态',
      metrics: '立即更新响应时间',
      help: '列出命令',
    },
  },
  ja: {
    begins: '次のコマンドを使えます（1 行に 1 つ）：',
    lines: {
      answer: '記事またはセクションを投稿する。名前がなければ最初の候補',
      retract: '自動回答またはリンクを取り消す',
      tier: 'このチケットの階層を手動で設定する、または権利に任せる',
      severity: '深刻度を示す（1 が最も深刻）。同じ緊急度の中で並び順に使われる',
      waiting: '質問者を待ち、時計を止める。期間を書くと経過後に知らせる',
      spent: 'このチケットに使った時間を記録する。加算され、`-15m` で減らせる',
      need: `どの種類の支援かを示す：${KINDS}`,
      escalate: 'メンテナーを今すぐ呼ぶ（支払っている人のチケット）。次は返答の後',
      private: '非公開の issue で続ける',
      helpful: '自動回答で解決した',
      unhelpful: '自動回答は役に立たなかった。メンテナーを呼ぶ',
      rate: '解決の満足度を 1（悪い）から 5（とても良い）で示す',
      claim: 'Open Collective のプロフィールが自分のものだと証明する',
      why: 'このチケットが今の状態である理由を示す',
      metrics: '応答時間を今すぐ書き込む',
      help: 'コマンドを一覧する',
    },
  },
  ko: {
    begins: '다음 명령을 이해합니다. 한 줄에 하나씩 쓰세요:',
    lines: {
      answer: '문서나 섹션을 게시, 이름이 없으면 첫 번째 후보',
      retract: '자동 답변이나 링크를 철회',
      tier: '이 티켓의 등급을 직접 설정하거나 권한에 맡기기',
      severity: '심각도 지정(1이 가장 심각), 같은 긴급도에서 순서를 정함',
      waiting: '질문자를 기다리고 시계를 멈춤, 기간을 쓰면 지난 뒤 알림',
      spent: '이 티켓에 쓴 시간을 기록, 합산되며 `-15m` 은 뺌',
      need: `어떤 도움이 필요한지 지정: ${KINDS}`,
      escalate: '지금 관리자를 호출(비용을 내는 사람의 티켓), 답변이 있은 뒤에만 다시 가능',
      private: '비공개 issue에서 계속',
      helpful: '자동 답변으로 해결됨',
      unhelpful: '자동 답변이 도움이 되지 않음, 관리자에게 요청',
      rate: '얼마나 잘 해결되었는지 1(나쁨)부터 5(매우 좋음)까지 평가',
      claim: 'Open Collective 프로필이 본인 것임을 증명',
      why: '이 티켓이 왜 이런 상태인지 설명',
      metrics: '응답 시간을 지금 기록',
      help: '명령 목록',
    },
  },
}

/** Languages that have words of their own here, beside English. */
export const HELP_LANGUAGES: readonly string[] = Object.keys(WORDS)

/** What a command is for, in the reader's language; null where only English has it. */
export function helpLine(name: string, reader: string): string | null {
  return wordsFor(reader)?.lines[name] ?? null
}

/** The commands that have a line in a language. */
export function helpNames(reader: string): string[] {
  return Object.keys(wordsFor(reader)?.lines ?? {})
}

/** What stands above the list. */
export function helpBegins(reader: string): string {
  return wordsFor(reader)?.begins ?? 'I understand these commands, each on a line of its own:'
}

function wordsFor(reader: string): HelpWords | undefined {
  return WORDS[languageOf(reader)]
}
