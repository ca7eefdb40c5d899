// People ask in their own languages where articles are there in English: what they get, and in which words.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScene, REPO, type Scene, SETTINGS } from './harness.ts'

/** Title and phrasings of each article, in English alone. */
const ENGLISH: Record<string, [string, string[]]> = {
  proxy: [
    'Use widget behind a corporate proxy',
    [
      'How do I configure a proxy?',
      'widget hangs behind the company proxy',
      'Which proxy settings are read?',
    ],
  ],
  uninstall: ['Uninstall widget', ['How do I uninstall widget?', 'Remove widget from my computer']],
  update: [
    'Update to the latest version',
    ['How do I update widget?', 'How to upgrade to the newest version'],
  ],
  password: ['Reset a forgotten password', ['I forgot my password', 'How can a password be reset?']],
  port: ['The port is already in use', ['Port 8080 is already in use', 'address already in use at start']],
  backup: ['Back up the database', ['How do I back up the database?', 'Make a backup before upgrading']],
  black: ['Black screen after login', ['The screen stays black', 'black screen at startup']],
  certificate: [
    'Trust a certificate of your own',
    ['self signed certificate', 'certificate error on connect'],
  ],
}

const ARTICLES = Object.fromEntries(
  Object.entries(ENGLISH).map(([slug, [title, questions]]) => {
    const asked = questions.map((one) => `  - ${JSON.stringify(one)}`).join('\n')
    return [`${slug}.md`, `---\ntitle: ${title}\nquestions:\n${asked}\n---\nRead about it: ${title}.\n`]
  }),
)

interface Language {
  code: string
  question: string
  begins: string
  remark: string
  asks: string
}

const LANGUAGES: Language[] = [
  {
    code: 'zh',
    question: '如何配置代理？',
    begins: '🤖 这是自动回答。',
    remark: '此回答的语言：英语（暂无中文版本）。',
    asks: '有帮助吗？',
  },
  {
    code: 'ja',
    question: 'プロキシの設定方法を教えてください',
    begins: '🤖 これは自動回答です。',
    remark: 'この回答の言語：英語（日本語版はまだありません）。',
    asks: '役に立ちましたか？',
  },
  {
    code: 'ko',
    question: '프록시를 어떻게 설정하나요?',
    begins: '🤖 자동 답변입니다.',
    remark: '이 답변의 언어: 영어 (한국어판은 아직 없습니다).',
    asks: '도움이 되었나요?',
  },
  {
    code: 'ru',
    question: 'Как настроить прокси?',
    begins: '🤖 Это автоматический ответ.',
    remark: 'Язык этого ответа: английский (на русском его пока нет).',
    asks: 'Помогло ли это?',
  },
  {
    code: 'es',
    question: '¿Cómo configuro un proxy?',
    begins: '🤖 Esta es una respuesta automática.',
    remark: 'Idioma de esta respuesta: inglés (todavía no existe en español).',
    asks: '¿Le ha servido?',
  },
  {
    code: 'pt',
    question: 'Como configurar um proxy?',
    begins: '🤖 Esta é uma resposta automática.',
    remark: 'Idioma desta resposta: inglês (ainda não existe em português).',
    asks: 'Ajudou?',
  },
  {
    code: 'fr',
    question: 'Comment configurer un proxy ?',
    begins: '🤖 Ceci est une réponse automatique.',
    remark: 'Langue de cette réponse : anglais (elle n’existe pas encore en français).',
    asks: 'Cela vous a-t-il aidé ?',
  },
  {
    code: 'de',
    question: 'Wie richte ich einen Proxy ein?',
    begins: '🤖 Dies ist eine automatische Antwort.',
    remark: 'Sprache dieser Antwort: Englisch (auf Deutsch gibt es sie noch nicht).',
    asks: 'War das hilfreich?',
  },
]

async function support(scene: Scene, question: string, language?: string) {
  const response = await fetch(`http://127.0.0.1:${scene.firstline.port}/support`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question, repository: REPO, ...(language ? { language } : {}) }),
  })
  const body = (await response.json()) as {
    solution: string
    answered: boolean
    article: { slug: string; language: string } | null
    alternatives: Array<{ slug: string }>
  }
  return { status: response.status, ...body }
}

/** What was found, best first. */
function found({ article, alternatives }: Awaited<ReturnType<typeof support>>): string[] {
  return [...(article ? [article] : []), ...alternatives].map(({ slug }) => slug)
}

describe('articles in English alone', () => {
  let scene: Scene
  beforeAll(async () => {
    const words = 'words: { 小部件报错: "certificate error", flumox: proxy }'
    const settings = `${SETTINGS}\nknowledge_base: { learn: off, ${words} }\n`
    scene = await openScene({ articles: ARTICLES, settings })
  })
  afterAll(() => scene.close())

  test.each(LANGUAGES)('are found by a question in $code', async ({ question }) => {
    expect(found(await support(scene, question))[0]).toBe('proxy')
  })

  test.each(LANGUAGES)(
    'answer a ticket in $code in its words, and say that they are in English',
    async (asked) => {
      const { number } = scene.acts.openIssue(REPO, 'robin', { title: asked.question, body: '' })
      await scene.settle()
      const [answer] = scene.said(number)
      expect(scene.parts(number)).toEqual(['answer proxy'])
      expect(answer?.body.startsWith(asked.begins)).toBe(true)
      expect(answer?.body).toContain(`Read about it: Use widget behind a corporate proxy.\n\n${asked.remark}`)
      expect(answer?.body).toContain(asked.asks)
    },
  )

  test.each(LANGUAGES)('are posted by hand in the words of a requester who asks in $code', async (asked) => {
    const { number } = scene.acts.openIssue(REPO, 'robin', {
      title: `${asked.question} #@!`,
      body: asked.question,
    })
    await scene.settle()
    scene.acts.comment(REPO, number, 'maya', '/answer backup')
    await scene.settle()
    const last = scene.said(number).at(-1)?.body ?? ''
    expect(last).toContain('Read about it: Back up the database.')
    expect(last).toContain(asked.remark)
  })

  test('are found by the words of a project, which no glossary knows', async () => {
    expect(found(await support(scene, '启动时小部件报错怎么办'))[0]).toBe('certificate')
    expect(found(await support(scene, 'Как настроить flumox?'))[0]).toBe('proxy')
    expect(found(await support(scene, 'which settings does flumox read?'))[0]).toBe('proxy')
    expect(found(await support(scene, 'corporate flumox'))[0]).toBe('proxy')
  })

  test('silence is said in the words of the question, or of the language that is named', async () => {
    expect((await support(scene, '如何烤面包？')).solution).toBe('没有文章能够回答这个问题。')
    expect((await support(scene, 'How do I bake bread?', 'de')).solution).toBe(
      'Kein Artikel beantwortet diese Frage.',
    )
  })
})

describe('an article in the language of the question', () => {
  let scene: Scene
  beforeAll(async () => {
    const chinese =
      '---\ntitle: 配置代理\nquestions:\n  - 如何配置代理？\n  - 代理怎么设置\n---\n设置 HTTPS_PROXY。\n'
    scene = await openScene({ articles: { ...ARTICLES, 'dai-li.zh.md': chinese } })
  })
  afterAll(() => scene.close())

  test('goes before an English one that fits as well', async () => {
    const { number } = scene.acts.openIssue(REPO, 'robin', { title: '请问应该怎么配置代理', body: '' })
    await scene.settle()
    expect(scene.parts(number)).toEqual(['answer dai-li'])
    expect(scene.said(number)[0]?.body).not.toContain('此回答的语言')
  })

  test('leaves questions in other languages to the English one', async () => {
    expect(found(await support(scene, 'Как настроить прокси?'))[0]).toBe('proxy')
  })
})

describe('a ticket made to hold up whoever reads it', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ articles: ARTICLES })
  })
  afterAll(() => scene.close())

  test.each([
    ['zero-width characters', '\u200b\u200d\ufeff'.repeat(20_000)],
    ['one word ten thousand times', 'слово '.repeat(10_000)],
    [
      'all languages at once',
      LANGUAGES.map(({ question }) => question)
        .join(' ')
        .repeat(200),
    ],
    ['Chinese without an end', '如何'.repeat(30_000)],
  ])('of %s is met with silence or one answer, and nothing fails', async (_, text) => {
    const { number } = scene.acts.openIssue(REPO, 'robin', {
      title: text.slice(0, 250),
      body: text.slice(0, 65_000),
    })
    await scene.settle()
    expect(scene.said(number).length).toBeLessThanOrEqual(1)
    expect(scene.warnings).toEqual([])
    expect((await support(scene, text.slice(0, 15_000))).status).toBe(200)
  })

  test('of a megabyte is refused where it is asked from outside', async () => {
    expect((await support(scene, 'как '.repeat(250_000))).status).toBe(413)
  })
})
