// What is said to somebody who posted a secret, in nine languages; it never repeats the secret.
import { inLanguage } from '../in-language.ts'
import { revokingPage } from './secret-places.ts'

/** Kinds that have a name of their own in each language, and an advice. */
const SPOKEN = [
  'password',
  'authorization header',
  'credentials in a URL',
  'private key',
  'JSON web token',
  'recovery phrase',
] as const

type Spoken = (typeof SPOKEN)[number]

interface Words {
  /** `who` is the mention. */
  holds: (who: string) => string
  /** Begins the list of what to revoke. */
  first: string
  revokeAt: (page: string) => string
  revoke: string
  edit: string
  history: string
  automatic: string
  /** Between a name and its advice. */
  colon: string
  /** Name and advice. */
  kinds: Readonly<Record<Spoken, readonly [name: string, advice: string]>>
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    holds: (who) =>
      `${who}, what you wrote here holds a secret. Whoever can read this page may have copied it.`,
    first: '**Make it worthless**, before anything else:',
    revokeAt: (page) => `revoke it at ${page}`,
    revoke: 'revoke it where it was issued, and make a new one',
    edit: 'Edit it out of the text. That is not enough: GitHub keeps what stood there before, and e-mails with it have gone out already.',
    history:
      'Delete the old version: click **edited ▾** above the text, choose the version, then **Options → Delete revision from history**.',
    automatic: 'This was noticed automatically. The secret is neither repeated nor kept here.',
    colon: ': ',
    kinds: {
      password: ['Password or key', 'change it wherever it is used'],
      'authorization header': ['Authorization header', 'revoke the token in it, or change the password'],
      'credentials in a URL': ['Password in a URL', 'change it on that server'],
      'private key': ['Private key', 'make a new one and take the old one out of use everywhere'],
      'JSON web token': ['JSON web token', 'sign out, or end the session where it was issued'],
      'recovery phrase': ['Recovery phrase', 'move what it protects to a new wallet at once'],
    },
  },
  de: {
    holds: (who) =>
      `${who}, dieser Text enthält ein Geheimnis. Wer diese Seite lesen kann, hat es vielleicht schon kopiert.`,
    first: '**Zuerst unbrauchbar machen:**',
    revokeAt: (page) => `widerrufen unter ${page}`,
    revoke: 'dort widerrufen, wo es ausgestellt wurde, und durch ein neues ersetzen',
    edit: 'Aus dem Text entfernen. Das allein genügt nicht: GitHub bewahrt die frühere Fassung auf, und E-Mails damit sind schon verschickt.',
    history:
      'Die alte Fassung löschen: über dem Text auf **edited ▾** klicken, die Fassung wählen, dann **Options → Delete revision from history**.',
    automatic: 'Dies wurde automatisch bemerkt. Das Geheimnis wird hier weder wiederholt noch aufbewahrt.',
    colon: ': ',
    kinds: {
      password: ['Passwort oder Schlüssel', 'überall ändern, wo es benutzt wird'],
      'authorization header': ['Authorization-Header', 'das Token darin widerrufen oder das Passwort ändern'],
      'credentials in a URL': ['Passwort in einer URL', 'auf jenem Server ändern'],
      'private key': [
        'Privater Schlüssel',
        'einen neuen erzeugen und den alten überall außer Betrieb nehmen',
      ],
      'JSON web token': ['JSON Web Token', 'abmelden oder die Sitzung dort beenden, wo es ausgestellt wurde'],
      'recovery phrase': [
        'Wiederherstellungsphrase',
        'was sie schützt, sofort in eine neue Wallet übertragen',
      ],
    },
  },
  fr: {
    holds: (who) => `${who}, ce texte contient un secret. Quiconque peut lire cette page a pu le copier.`,
    first: '**Rendez-le d’abord inutilisable :**',
    revokeAt: (page) => `à révoquer dans ${page}`,
    revoke: 'à révoquer là où il a été émis, puis à remplacer',
    edit: 'Retirez-le du texte. Cela ne suffit pas : GitHub conserve la version précédente, et des e-mails qui le contiennent sont déjà partis.',
    history:
      'Supprimez l’ancienne version : cliquez sur **edited ▾** au-dessus du texte, choisissez la version, puis **Options → Delete revision from history**.',
    automatic: 'Ceci a été remarqué automatiquement. Le secret n’est ni répété ni conservé ici.',
    colon: ' : ',
    kinds: {
      password: ['Mot de passe ou clé', 'à changer partout où il sert'],
      'authorization header': ['En-tête Authorization', 'révoquez le jeton ou changez le mot de passe'],
      'credentials in a URL': ['Mot de passe dans une URL', 'à changer sur ce serveur'],
      'private key': ['Clé privée', 'créez-en une nouvelle et retirez l’ancienne partout'],
      'JSON web token': ['JSON Web Token', 'déconnectez-vous ou fermez la session là où il a été émis'],
      'recovery phrase': [
        'Phrase de récupération',
        'transférez tout de suite ce qu’elle protège vers un nouveau portefeuille',
      ],
    },
  },
  es: {
    holds: (who) =>
      `${who}, este texto contiene un secreto. Quien pueda leer esta página puede haberlo copiado.`,
    first: '**Primero, inutilícelo:**',
    revokeAt: (page) => `revóquelo en ${page}`,
    revoke: 'revóquelo donde se emitió y cree uno nuevo',
    edit: 'Quítelo del texto. No basta con eso: GitHub conserva la versión anterior y ya se han enviado correos que lo contienen.',
    history:
      'Borre la versión anterior: pulse **edited ▾** encima del texto, elija la versión y después **Options → Delete revision from history**.',
    automatic: 'Esto se ha detectado automáticamente. El secreto no se repite ni se guarda aquí.',
    colon: ': ',
    kinds: {
      password: ['Contraseña o clave', 'cámbiela dondequiera que se use'],
      'authorization header': ['Cabecera Authorization', 'revoque el token o cambie la contraseña'],
      'credentials in a URL': ['Contraseña en una URL', 'cámbiela en ese servidor'],
      'private key': ['Clave privada', 'cree una nueva y retire la antigua en todas partes'],
      'JSON web token': ['JSON Web Token', 'cierre la sesión donde se emitió'],
      'recovery phrase': ['Frase de recuperación', 'mueva enseguida lo que protege a una cartera nueva'],
    },
  },
  pt: {
    holds: (who) => `${who}, este texto contém um segredo. Quem pode ler esta página pode tê-lo copiado.`,
    first: '**Primeiro, inutilize-o:**',
    revokeAt: (page) => `revogue-o em ${page}`,
    revoke: 'revogue-o onde foi emitido e crie um novo',
    edit: 'Remova-o do texto. Isso não basta: o GitHub guarda a versão anterior, e e-mails com ele já foram enviados.',
    history:
      'Apague a versão antiga: clique em **edited ▾** acima do texto, escolha a versão e depois **Options → Delete revision from history**.',
    automatic: 'Isto foi notado automaticamente. O segredo não é repetido nem guardado aqui.',
    colon: ': ',
    kinds: {
      password: ['Senha ou chave', 'troque-a onde quer que seja usada'],
      'authorization header': ['Cabeçalho Authorization', 'revogue o token ou troque a senha'],
      'credentials in a URL': ['Senha em uma URL', 'troque-a nesse servidor'],
      'private key': ['Chave privada', 'crie uma nova e retire a antiga de uso em toda parte'],
      'JSON web token': ['JSON Web Token', 'encerre a sessão onde foi emitido'],
      'recovery phrase': ['Frase de recuperação', 'transfira já o que ela protege para uma nova carteira'],
    },
  },
  ru: {
    holds: (who) => `${who}, в этом тексте есть секрет. Его мог скопировать каждый, кто видит эту страницу.`,
    first: '**Сначала сделайте его бесполезным:**',
    revokeAt: (page) => `отзовите здесь: ${page}`,
    revoke: 'отзовите там, где он выдан, и создайте новый',
    edit: 'Уберите его из текста. Этого мало: GitHub хранит прежнюю версию, и письма с ней уже разосланы.',
    history:
      'Удалите прежнюю версию: нажмите **edited ▾** над текстом, выберите версию, затем **Options → Delete revision from history**.',
    automatic: 'Это замечено автоматически. Сам секрет здесь не повторяется и не хранится.',
    colon: ': ',
    kinds: {
      password: ['Пароль или ключ', 'смените везде, где он используется'],
      'authorization header': ['Заголовок Authorization', 'отзовите токен из него или смените пароль'],
      'credentials in a URL': ['Пароль в адресе', 'смените его на том сервере'],
      'private key': ['Закрытый ключ', 'создайте новый и выведите старый из употребления везде'],
      'JSON web token': ['JSON Web Token', 'завершите сеанс там, где он выдан'],
      'recovery phrase': [
        'Фраза восстановления',
        'немедленно переведите то, что она защищает, в новый кошелёк',
      ],
    },
  },
  zh: {
    holds: (who) => `${who}，您写的内容里含有机密信息，能看到此页面的人都可能已经复制了它。`,
    first: '**请先让它失效：**',
    revokeAt: (page) => `在 ${page} 撤销`,
    revoke: '在签发它的地方撤销，并换一个新的',
    edit: '从正文中删去它。仅此还不够：GitHub 会保留之前的版本，含有它的邮件也已经发出。',
    history:
      '删除旧版本：点击正文上方的 **edited ▾**，选择该版本，再点 **Options → Delete revision from history**。',
    automatic: '这是自动发现的。此处既不重复也不保存该机密信息。',
    colon: '：',
    kinds: {
      password: ['密码或密钥', '在所有用到它的地方更换'],
      'authorization header': ['Authorization 请求头', '撤销其中的令牌，或更换密码'],
      'credentials in a URL': ['网址中的密码', '在该服务器上更换'],
      'private key': ['私钥', '生成新的，并在各处停用旧的'],
      'JSON web token': ['JSON Web Token', '退出登录，或在签发它的地方结束会话'],
      'recovery phrase': ['助记词', '请立即把它保护的资产转到新钱包'],
    },
  },
  ja: {
    holds: (who) =>
      `${who} さん、書かれた内容に秘密情報が含まれています。このページを読める人は、すでに複製したかもしれません。`,
    first: '**まず無効にしてください：**',
    revokeAt: (page) => `${page} で失効させる`,
    revoke: '発行元で失効させ、新しいものに替える',
    edit: '本文から削除してください。それだけでは足りません。GitHub は以前の版を残し、それを含むメールもすでに送られています。',
    history:
      '古い版を削除するには、本文の上の **edited ▾** を押し、版を選び、**Options → Delete revision from history** を押してください。',
    automatic: '自動で検出しました。秘密情報はここで繰り返さず、保存もしません。',
    colon: '：',
    kinds: {
      password: ['パスワードまたは鍵', '使っているすべての場所で変更する'],
      'authorization header': [
        'Authorization ヘッダー',
        'その中のトークンを失効させるか、パスワードを変更する',
      ],
      'credentials in a URL': ['URL 内のパスワード', 'そのサーバーで変更する'],
      'private key': ['秘密鍵', '新しく作り、古い鍵はすべての場所で使用をやめる'],
      'JSON web token': ['JSON Web Token', 'ログアウトするか、発行元でセッションを終了する'],
      'recovery phrase': ['復元フレーズ', '守っている資産をすぐに新しいウォレットへ移す'],
    },
  },
  ko: {
    holds: (who) =>
      `${who} 님, 작성하신 글에 비밀 정보가 들어 있습니다. 이 페이지를 볼 수 있는 사람은 이미 복사했을 수 있습니다.`,
    first: '**먼저 쓸 수 없게 만드세요:**',
    revokeAt: (page) => `${page}에서 폐기`,
    revoke: '발급한 곳에서 폐기하고 새로 만들기',
    edit: '글에서 지우세요. 그것만으로는 부족합니다. GitHub는 이전 버전을 보관하고, 그것이 담긴 메일도 이미 발송되었습니다.',
    history:
      '이전 버전 삭제: 글 위의 **edited ▾** 를 누르고 버전을 고른 뒤 **Options → Delete revision from history** 를 누르세요.',
    automatic: '자동으로 발견했습니다. 비밀 정보는 여기에 반복하거나 보관하지 않습니다.',
    colon: ': ',
    kinds: {
      password: ['비밀번호 또는 키', '사용하는 모든 곳에서 변경'],
      'authorization header': ['Authorization 헤더', '그 안의 토큰을 폐기하거나 비밀번호를 변경'],
      'credentials in a URL': ['URL 속의 비밀번호', '해당 서버에서 변경'],
      'private key': ['개인 키', '새로 만들고 이전 키는 모든 곳에서 사용 중지'],
      'JSON web token': ['JSON Web Token', '로그아웃하거나 발급한 곳에서 세션 종료'],
      'recovery phrase': ['복구 문구', '보호하던 자산을 즉시 새 지갑으로 이동'],
    },
  },
}

/**
 * @param who the mention of who posted it
 * @param kinds of secrets, as redacting names them
 * @param reader language of who posted it; English where it has no words here
 */
export function secretWarningMessage(who: string, kinds: readonly string[], reader: string): string {
  const words = inLanguage(WORDS, reader)
  const list = kinds.map((kind) => `   - ${adviceOn(kind, words)}`).join('\n')
  const steps = [`1. ${words.first}\n${list}`, `2. ${words.edit}`, `3. ${words.history}`]
  return [`🔒 ${words.holds(who)}`, steps.join('\n'), words.automatic].join('\n\n')
}

/** Whether a warning, in whatever language, told of this kind. */
export function tellsOfSecret(warning: string, kind: string): boolean {
  return Object.values(WORDS).some((words) => warning.includes(`- ${adviceOn(kind, words)}`))
}

function adviceOn(kind: string, words: Words): string {
  const spoken = SPOKEN.find((one) => one === kind)
  if (spoken) return words.kinds[spoken].join(words.colon)
  const page = revokingPage(kind)
  return `${kind}${words.colon}${page === null ? words.revoke : words.revokeAt(page)}`
}
