// Documentation that settings name: what is read of it, when, for how many calls, and what may be told of it.
import { afterEach, expect, test } from 'vitest'
import { createServedRepositories, type ServedRepository } from '../../src/facts/served-repository.ts'
import { docsTree } from '../../src/store/docs.ts'
import { findRepositoryByName } from '../../src/store/repositories.ts'
import { noteRepository } from '../../src/store/repository-reading.ts'
import { HOUR, openScene, REPO, type Scene, type SceneOptions } from './harness.ts'

const HANDBOOK = 'acme/handbook'
const SETTINGS = `
tiers: { pro: { label: { name: "support: pro" } } }
entitlements: { github_sponsors: ~ }
`
const named = (docs: string) => `${SETTINGS}knowledge_base: { docs: ${docs} }\n`
const page = (title: string) => `# ${title}

Everything about ${title} in a few words that are enough to be read.

## Behind a proxy

Set the variable \`HTTPS_PROXY\` before you start, and ${title} goes through it.
`

let scene: Scene
afterEach(() => scene.close())

const open = (docs: string, options: SceneOptions & { files?: Record<string, string> } = {}) =>
  openScene({
    settings: named(docs),
    articles: {},
    covers: [REPO],
    ...options,
    before: (acts, clock) => {
      options.before?.(acts, clock)
      for (const [path, text] of Object.entries(options.files ?? {})) acts.putFile(REPO, 'maya', path, text)
    },
  })

async function served(name = REPO): Promise<ServedRepository> {
  const [owner = '', repo = ''] = name.split('/')
  const { store } = scene.firstline
  const contexts = createServedRepositories(store, async () => scene.github.botLogin, {
    rulesVersion: '1',
    webUrl: 'https://github.com',
  })
  const repository = await findRepositoryByName(store.db, owner, repo)
  const found = repository && (await contexts.get(repository))
  if (!found) throw new Error(`${name} was not read`)
  return found
}

const slugs = async () => (await served()).sections.map(({ slug }) => slug)
const urls = async () => (await served()).sections.map(({ section }) => section?.url)

/** Calls that read files, made since this was asked for. */
function counting(): () => string[] {
  const before = scene.github.calls.length
  return () =>
    scene.github.calls
      .slice(before)
      .filter(({ caller }) => caller === 'installation')
      .map(({ operation, path }) => operation || (/git\/(trees|blobs)|contents/.exec(path)?.[0] ?? ''))
      .filter((call) => /^(ReadBlobs|ReadHead|git\/|contents)/.test(call))
}

test('is read at the commit of a push, for one call of the tree and one for twenty files', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 45 }, (_, i) => [`docs/page-${i}.md`, page(`Page ${i}`)] as const),
  )
  scene = await open('["docs/**"]', {
    files: { ...files, 'docs/logo.svg': '<svg/>', 'src/a.md': page('Code') },
  })
  expect(await slugs()).toContain('docs/page-44.md#behind-a-proxy')
  expect((await slugs()).some((slug) => slug.startsWith('src/'))).toBe(false)
  for (const url of await urls()) expect(url).toMatch(/acme\/widget\/blob\/[0-9a-f]{40}\/docs\/page-\d+\.md/)
  expect(scene.github.calls.filter(({ operation }) => operation === 'ReadBlobs')).toHaveLength(3)
})

test('a push that changes one page has one page read, and one that touches none has none', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha'), 'docs/b.md': page('Beta') } })
  const quiet = counting()
  scene.acts.putFile(REPO, 'maya', 'src/index.ts', 'export {}')
  await scene.settle()
  expect(quiet()).not.toContain('ReadBlobs')
  const version = (await served()).version
  const one = counting()
  const sha = scene.acts.putFile(REPO, 'maya', 'docs/a.md', page('Gamma'))
  await scene.settle()
  expect(one().filter((call) => call === 'ReadBlobs')).toHaveLength(1)
  expect(one().filter((call) => call === 'ReadHead')).toHaveLength(1)
  expect((await served()).version).not.toBe(version)
  expect((await served()).sections.map(({ title }) => title).join()).toContain('Gamma')
  expect(await urls()).toContain(`https://github.com/${REPO}/blob/${sha}/docs/b.md#behind-a-proxy`)
})

test('a quiet hour costs no call for it', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha') } })
  await scene.pass(3 * HOUR)
  const calls = counting()
  for (let minute = 0; minute < 60; minute++) await scene.pass(HOUR / 60)
  expect(calls()).toEqual([])
})

test('a page that is deleted, moved or emptied is gone; a push by force is read anew', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha'), 'docs/b.md': page('Beta') } })
  scene.acts.putFile(REPO, 'maya', 'docs/a.md', null)
  scene.acts.putFile(REPO, 'maya', 'guide/b.md', page('Beta'))
  scene.acts.putFile(REPO, 'maya', 'docs/b.md', '# Beta\n\nOnly the beginning is left of it.\n')
  await scene.settle()
  expect(await slugs()).not.toContain('docs/a.md#behind-a-proxy')
  expect(await slugs()).not.toContain('docs/b.md#behind-a-proxy')
  const before = (await served()).version
  const text = '# Beta\n\nOnly the beginning is left of it.\n'
  const sha = scene.acts.forcePush(REPO, 'maya', 'docs/b.md', text)
  await scene.settle()
  expect((await served()).version).not.toBe(before)
  for (const url of await urls()) expect(url).toContain(`/blob/${sha}/`)
})

test('is read from another repository of the owner, where a push counts, and which stays a desk', async () => {
  scene = await open('["acme/handbook:docs/**", "!acme/handbook:docs/zh/**"]', {
    covers: [REPO, HANDBOOK],
    before: (acts) => {
      acts.addRepository(HANDBOOK)
      acts.putFile(HANDBOOK, 'maya', 'docs/a.md', page('Alpha'))
      acts.putFile(HANDBOOK, 'maya', 'docs/zh/a.md', page('Alpha'))
    },
  })
  expect(await slugs()).toContain('docs/a.md#behind-a-proxy')
  expect((await slugs()).some((slug) => slug.includes('/zh/'))).toBe(false)
  expect(scene.github.threads(HANDBOOK).map(({ title }) => title)).toEqual(['Support desk'])
  const sha = scene.acts.putFile(HANDBOOK, 'maya', 'docs/b.md', page('Beta'))
  await scene.settle()
  expect(await urls()).toContain(`https://github.com/${HANDBOOK}/blob/${sha}/docs/b.md#behind-a-proxy`)
})

test('is read from a public repository that the App is not installed on, within the hour', async () => {
  scene = await open('["acme/handbook:docs/**"]', {
    before: (acts) => {
      acts.addRepository(HANDBOOK)
      acts.putFile(HANDBOOK, 'maya', 'docs/a.md', page('Alpha'))
    },
  })
  expect(await slugs()).toContain('docs/a.md#behind-a-proxy')
  scene.acts.putFile(HANDBOOK, 'maya', 'docs/b.md', page('Beta'))
  for (let minute = 0; minute < 65; minute++) await scene.pass(HOUR / 60)
  expect(await slugs()).toContain('docs/b.md#behind-a-proxy')
})

test('what a private repository holds is pointed to in public where it is published, under that address alone', async () => {
  const docs =
    '[{ files: "acme/handbook:docs/**", site: "https://docs.example.org/{path}" }, "acme/handbook:internal/**"]'
  scene = await open(docs, {
    covers: [REPO, HANDBOOK],
    before: (acts) => {
      acts.addRepository(HANDBOOK, { private: true })
      acts.putFile(HANDBOOK, 'maya', 'docs/a.md', page('Alpha'))
      acts.putFile(HANDBOOK, 'maya', 'docs/odd.md', `---\npermalink: /x\n---\n${page('Odd')}`)
      acts.putFile(HANDBOOK, 'maya', 'internal/plan.md', page('Secret plan'))
    },
  })
  const { sections } = await served()
  expect(sections.map(({ slug }) => slug)).toContain('https://docs.example.org/a#behind-a-proxy')
  const told = JSON.stringify(sections)
  for (const hidden of ['docs/a.md', 'handbook', 'Secret plan', 'internal', 'Odd']) {
    expect(told).not.toContain(hidden)
  }
  scene.acts.setVisibility(REPO, 'private')
  await scene.settle()
  expect(await slugs()).toEqual(
    expect.arrayContaining(['docs/a.md#behind-a-proxy', 'internal/plan.md#behind-a-proxy']),
  )
  scene.acts.setVisibility(REPO, 'public')
  await scene.settle()
  expect(JSON.stringify(await served())).not.toContain('Secret plan')
})

test('documentation that is made private is pointed to no longer', async () => {
  scene = await open('["acme/handbook:docs/**"]', {
    covers: [REPO, HANDBOOK],
    before: (acts) => {
      acts.addRepository(HANDBOOK)
      acts.putFile(HANDBOOK, 'maya', 'docs/a.md', page('Alpha'))
    },
  })
  expect(await slugs()).not.toEqual([])
  scene.acts.setVisibility(HANDBOOK, 'private')
  await scene.settle()
  expect(await slugs()).toEqual([])
})

test('what brings nothing in is told on the push that names it, and where it stands; the rest goes on', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha'), 'assets/logo.svg': '<svg/>' } })
  const docs = '["docs/**", "manual/**/*.md", "assets/**", "acme/nowhere:docs/**"]'
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', named(docs))
  await scene.settle()
  const check = scene.github.checkRuns(REPO).at(-1)
  expect(check).toMatchObject({ name: 'firstline / settings', conclusion: 'neutral' })
  for (const told of ['`manual/**/*.md`', '`assets/**`', '`acme/nowhere`']) {
    expect(JSON.stringify(check)).toContain(told)
  }
  expect(JSON.stringify(check)).not.toContain('`docs/**` under')
  const line = named(docs)
    .split('\n')
    .findIndex((text) => text.includes('manual/'))
  expect(line).toBeGreaterThan(0)
  expect(check?.annotations.map(({ start_line }) => start_line)).toEqual([line + 1, line + 1, line + 1])
  expect(await slugs()).toContain('docs/a.md#behind-a-proxy')
  await scene.pass(HOUR)
  expect(JSON.stringify(scene.desk()?.comments.map(({ body }) => body))).toContain('acme/nowhere')
})

test('an article that a glob finds too is an article alone', async () => {
  const article =
    '---\ntitle: Go through a proxy\n---\nSet the variable `HTTPS_PROXY` before you start the program.\n'
  scene = await openScene({
    settings: `${SETTINGS}knowledge_base: { path: docs/answers, docs: ["docs/**"] }\n`,
    covers: [REPO],
    before: (acts) => {
      acts.putFile(REPO, 'maya', 'docs/a.md', page('Alpha'))
      acts.putFile(REPO, 'maya', 'docs/answers/proxy.md', article)
    },
  })
  expect((await served()).articles.map(({ slug }) => slug)).toEqual(['proxy'])
  expect(await slugs()).toEqual(['docs/a.md', 'docs/a.md#behind-a-proxy'])
})

test('documentation that is only left out is told so', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha') } })
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', named('["!docs/zh/**"]'))
  await scene.settle()
  expect(scene.github.checkRuns(REPO).at(-1)).toMatchObject({ conclusion: 'neutral' })
  expect(JSON.stringify(scene.github.checkRuns(REPO).at(-1))).toContain('only leaves out')
  expect(await slugs()).toEqual([])
})

test('documentation that is named no longer, or not at all, is not read', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha') } })
  expect(await slugs()).not.toEqual([])
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
  await scene.settle()
  expect(await slugs()).toEqual([])
  const { id } = (await served()).repository
  expect(await docsTree(scene.firstline.store.db, id)).toBeNull()
  const calls = counting()
  scene.acts.putFile(REPO, 'maya', 'docs/b.md', page('Beta'))
  await scene.settle()
  expect(calls()).not.toContain('ReadHead')
})

test('tickets wait for documentation that their settings have just named, but for half a minute at most', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha') } })
  const { db } = scene.firstline.store
  const { id } = (await served()).repository
  await noteRepository(db, id, { docsWantedAt: scene.clock.now() })
  await expect(served()).rejects.toThrow('was not read')
  scene.clock.skip(31_000)
  expect((await served()).sections).not.toEqual([])
})

test('a ticket is pointed to the section; of one that is not there a maintainer is told what is', async () => {
  scene = await open('["docs/**"], learn: off', {
    files: { 'docs/a.md': page('Alpha'), 'docs/b.md': page('Beta') },
  })
  const answered = async (command: string) => {
    const { number } = scene.acts.openIssue(REPO, 'robin', { title: 'The ledger lacks a column', body: '' })
    await scene.settle()
    scene.acts.comment(REPO, number, 'maya', command)
    await scene.settle()
    return scene
      .said(number)
      .map(({ body }) => body)
      .join('\n')
  }
  const sha = scene.acts.putFile(REPO, 'maya', 'docs/a.md', '# Alpha\n\nThis page was written anew today.\n')
  await scene.settle()
  const at = `https://github.com/${REPO}/blob/${sha}`
  expect(await answered('/answer docs/b.md#behind-a-proxy')).toContain(`(${at}/docs/b.md#behind-a-proxy)`)
  expect(await answered('/answer docs/b.md#behind-the-proxy')).toContain('`docs/b.md#behind-a-proxy`')
  expect(await answered('/answer b.md#behind-a-proxy')).toContain('Did you mean `docs/b.md#behind-a-proxy`?')
  const gone = await answered('/answer docs/a.md#behind-a-proxy')
  expect(gone).toContain('There is no section `docs/a.md#behind-a-proxy`. Did you mean `docs/a.md`?')
  expect(gone).not.toContain(at)
  expect(await answered('/answer docs/c.md#behind-a-proxy')).not.toContain(at)
})

test('an answer stands that pointed to a section which is gone since, and the command is not judged anew', async () => {
  scene = await open('["docs/**"], learn: off', { files: { 'docs/a.md': page('Alpha') } })
  const { number } = scene.acts.openIssue(REPO, 'robin', { title: 'The ledger lacks a column', body: '' })
  await scene.settle()
  const { id } = scene.acts.comment(REPO, number, 'maya', '/answer docs/a.md#behind-a-proxy')
  await scene.settle()
  const before = scene.said(number).map(({ body }) => body)
  expect(before).toHaveLength(1)
  scene.acts.putFile(REPO, 'maya', 'docs/a.md', '# Alpha\n\nThis page was written anew today.\n')
  await scene.settle()
  scene.acts.comment(REPO, number, 'robin', 'Thank you, I will try.')
  await scene.settle()
  expect(scene.said(number).map(({ body }) => body)).toEqual(before)
  expect(scene.reactions(number, id)).toEqual(['+1'])
})

test('/answer alone posts nothing where nothing fits even roughly', async () => {
  scene = await open('["docs/**"]', { files: { 'docs/a.md': page('Alpha') } })
  const { number } = scene.acts.openIssue(REPO, 'robin', { title: 'Everything is broken', body: 'asdf qwer' })
  await scene.settle()
  const { id } = scene.acts.comment(REPO, number, 'maya', '/answer')
  await scene.settle()
  expect(scene.reactions(number, id)).toEqual(['-1'])
  expect(scene.said(number).map(({ body }) => body)).toEqual([
    expect.stringContaining('No article fits this ticket; name one: `/answer SLUG`.'),
  ])
})

test('files that are no text, or too big, are left out and told; their number does not matter to the others', async () => {
  const files = {
    'docs/a.md': page('Alpha'),
    'docs/b.md': '# B\u0000inary',
    'docs/c.md': `# Big\n${'x '.repeat(600_000)}`,
  }
  scene = await open('["docs/**"]', { files })
  const { documentation } = await served()
  expect(documentation.problems.map(({ file, level }) => `${level} ${file}`).sort()).toEqual([
    'warning docs/b.md',
    'warning docs/c.md',
  ])
  expect((await slugs()).every((slug) => slug.startsWith('docs/a.md'))).toBe(true)
})

test('a translation is one with what it translates, also where readers know its public address alone', async () => {
  const pages = {
    'docs/a.md': page('Alpha'),
    'docs/zh/a.md':
      '# 阿尔法\n\n这里讲阿尔法的一切。\n\n## 代理\n\n先设置变量，再启动程序，就会经过代理服务器。\n',
  }
  scene = await open(
    '["docs/**", { files: "acme/handbook:docs/**", site: "https://docs.example.org/{path}" }]',
    {
      files: pages,
      covers: [REPO, HANDBOOK],
      before: (acts) => {
        acts.addRepository(HANDBOOK, { private: true })
        for (const [path, text] of Object.entries(pages)) acts.putFile(HANDBOOK, 'maya', path, text)
      },
    },
  )
  const { sections } = await served()
  const inChinese = sections.filter(({ language }) => language === 'zh')
  expect(inChinese.map(({ slug }) => slug)).toContain('docs/a.md#behind-a-proxy')
  expect(inChinese.map(({ slug }) => slug)).toContain('https://docs.example.org/a#behind-a-proxy')
  expect(JSON.stringify(sections)).not.toContain('handbook')
})

test('what a private repository does not bring in is not told in public', async () => {
  scene = await open('[]', {
    covers: [REPO, HANDBOOK],
    before: (acts) => {
      acts.addRepository(HANDBOOK, { private: true })
      acts.putFile(HANDBOOK, 'maya', 'notes.md', page('Secret plan'))
    },
  })
  scene.acts.putFile(REPO, 'maya', '.github/firstline.yml', named('["acme/handbook:docs/**"]'))
  await scene.settle()
  const check = scene.github.checkRuns(REPO).at(-1)
  expect(check).toMatchObject({ name: 'firstline / settings', conclusion: 'neutral' })
  expect(JSON.stringify(check)).toContain('not said in public')
  expect(JSON.stringify(check)).not.toContain('brings in no file')
  await scene.pass(HOUR)
  expect(JSON.stringify(scene.desk()?.comments.map(({ body }) => body))).not.toContain('brings in no file')
})
