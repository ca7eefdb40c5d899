// What is said about profiles elsewhere that somebody claims: to a requester in their language, English otherwise.
import { inLanguage } from '../in-language.ts'
import { safeCode } from '../safe-text.ts'

interface ClaimWords {
  /** Above the code. */
  put: string
  /** Below it; the command with its prefix. */
  look: (command: string) => string
  proved: string
  nothing: string
}

const WORDS: Record<string, ClaimWords> = {
  en: {
    put: 'To show that a profile on Open Collective is yours, put this code into its about text, and let it link to your GitHub account:',
    look: (command) =>
      `I look for it every minute for an hour, and whenever you write ${command} here again. It is good for a week.`,
    proved: 'The code was seen. You can take it out of your profile again.',
    nothing: 'There is nothing to claim here: no collective on Open Collective is read for this repository.',
  },
  zh: {
    put: '要证明某个 Open Collective 账号是您的，请把这段代码放进其“关于”文字，并让该账号链接到您的 GitHub 账号：',
    look: (command) =>
      `我会在一小时内每分钟查看一次，之后每当您在这里再次写下 ${command} 时也会查看。代码一周内有效。`,
    proved: '已看到代码，您可以把它从账号中删除。',
    nothing: '这里没有可认领的内容：本仓库没有读取任何 Open Collective 集体。',
  },
  ja: {
    put: 'Open Collective のプロフィールがご本人のものであることを示すには、次のコードを紹介文に入れ、プロフィールから GitHub アカウントへリンクしてください：',
    look: (command) =>
      `1 時間のあいだ毎分確認し、その後もここに ${command} と書かれるたびに確認します。コードは 1 週間有効です。`,
    proved: 'コードを確認しました。プロフィールから消してかまいません。',
    nothing: '申請できるものがありません。このリポジトリでは Open Collective を読み込んでいません。',
  },
  ko: {
    put: 'Open Collective 프로필이 본인 것임을 보이려면 이 코드를 소개 글에 넣고, 프로필에서 GitHub 계정으로 링크해 주세요:',
    look: (command) =>
      `한 시간 동안 매분 확인하고, 그 뒤에는 여기에 ${command} 명령을 다시 쓸 때마다 확인합니다. 코드는 일주일 동안 유효합니다.`,
    proved: '코드를 확인했습니다. 이제 프로필에서 지워도 됩니다.',
    nothing: '여기서는 증명할 것이 없습니다. 이 저장소는 Open Collective를 읽지 않습니다.',
  },
  ru: {
    put: 'Чтобы доказать, что профиль Open Collective ваш, вставьте этот код в его описание и добавьте в профиль ссылку на вашу учётную запись GitHub:',
    look: (command) =>
      `Я проверяю его каждую минуту в течение часа и каждый раз, когда вы снова напишете здесь ${command}. Код действует неделю.`,
    proved: 'Код найден. Его можно убрать из профиля.',
    nothing: 'Здесь нечего подтверждать: для этого репозитория Open Collective не читается.',
  },
  es: {
    put: 'Para demostrar que un perfil de Open Collective es suyo, ponga este código en su texto de presentación y enlace desde él su cuenta de GitHub:',
    look: (command) =>
      `Lo busco cada minuto durante una hora, y cada vez que escriba aquí ${command} de nuevo. Vale una semana.`,
    proved: 'Se ha visto el código. Ya puede quitarlo de su perfil.',
    nothing: 'Aquí no hay nada que reclamar: este repositorio no lee ningún colectivo de Open Collective.',
  },
  pt: {
    put: 'Para provar que um perfil do Open Collective é seu, ponha este código no texto de apresentação e faça o perfil apontar para a sua conta do GitHub:',
    look: (command) =>
      `Procuro-o a cada minuto durante uma hora, e sempre que escrever ${command} aqui de novo. Vale por uma semana.`,
    proved: 'O código foi visto. Já pode tirá-lo do perfil.',
    nothing: 'Não há nada para reivindicar aqui: este repositório não lê nenhum coletivo do Open Collective.',
  },
  fr: {
    put: 'Pour prouver qu’un profil Open Collective est le vôtre, placez ce code dans son texte de présentation, et faites-le pointer vers votre compte GitHub :',
    look: (command) =>
      `Je le cherche chaque minute pendant une heure, puis chaque fois que vous écrivez ${command} ici. Il est valable une semaine.`,
    proved: 'Le code a été vu. Vous pouvez le retirer de votre profil.',
    nothing: 'Il n’y a rien à revendiquer ici : ce dépôt ne lit aucun collectif Open Collective.',
  },
  de: {
    put: 'Um zu zeigen, dass ein Profil bei Open Collective Ihres ist, setzen Sie diesen Code in dessen Beschreibung, und verlinken Sie dort Ihr GitHub-Konto:',
    look: (command) =>
      `Ich suche ihn eine Stunde lang jede Minute, und immer, wenn Sie hier wieder ${command} schreiben. Er gilt eine Woche.`,
    proved: 'Der Code wurde gesehen. Sie können ihn wieder aus dem Profil nehmen.',
    nothing: 'Hier gibt es nichts zu beweisen: Für dieses Repository wird kein Open Collective gelesen.',
  },
}

/** `command`: with its prefix. */
export function claimCodeMessage(language: string, code: string, command: string): string {
  const { put, look } = wordsOf(language)
  return [put, safeCode(code), look(safeCode(command))].join('\n\n')
}

export function claimProvedMessage(language: string): string {
  return wordsOf(language).proved
}

export function nothingToClaimMessage(language: string): string {
  return wordsOf(language).nothing
}

export function nobodyDeclaresMessage(login: string): string {
  return `Among who backs the collective, no profile links to the GitHub account ${safeCode(login)}.`
}

export function noAccountToClaimMessage(login: string): string {
  return `GitHub knows no account ${safeCode(login)}.`
}

function wordsOf(language: string): ClaimWords {
  return inLanguage(WORDS, language)
}
