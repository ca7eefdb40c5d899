import nock from 'nock'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, failure, REPO, startBench } from './harness.ts'

let bench: Bench
beforeAll(async () => {
  if (!nock.isActive()) nock.activate()
  bench = await startBench()
})
afterAll(async () => {
  // Files that come after this one have none of it.
  nock.cleanAll()
  nock.restore()
  await bench.github.close()
})

test('a file is read by branch and by commit, and a missing file or a folder is null', async () => {
  const { acme, repo, github } = bench
  const sha = github.acts.putFile(REPO, 'maintainer', '.github/firstline.yml', 'mode: live\n# 你好\n')
  const file = await acme.readFile(repo, '.github/firstline.yml')
  expect(file).toMatchObject({ text: 'mode: live\n# 你好\n', truncated: false })
  expect(await acme.readFile(repo, '.github/firstline.yml', { ref: sha })).toEqual(file)
  expect(await acme.readFile(repo, '.github/nothing.yml')).toBeNull()
  expect(await acme.readFile(repo, '.github')).toBeNull()
})

test('a file over a megabyte is read from its blob, and one that is too large is not read at all', async () => {
  const { acme, repo, github, operations } = bench
  const text = '# comment\n'.repeat(120_000)
  github.acts.putFile(REPO, 'maintainer', 'large.yml', text)
  expect((await acme.readFile(repo, 'large.yml'))?.text).toBe(text)
  operations.length = 0
  const refused = await acme.readFile(repo, 'large.yml', { maxBytes: 100_000 })
  expect(refused).toMatchObject({ text: '', truncated: true, size: 1_200_000 })
  expect(operations).toEqual(['contents.readFile'])
})

test('a folder of articles costs one call to list and one for each twenty to read', async () => {
  const { acme, repo, github, operations } = bench
  for (let n = 0; n < 45; n++) {
    const path = `.github/knowledge/${n % 2 ? 'deep/' : ''}article-${n}.md`
    github.acts.putFile(REPO, 'maintainer', path, `Answer ${n}`)
  }
  operations.length = 0
  const folder = await acme.listFolder(repo, '.github/knowledge')
  const shas = folder.files.map((file) => file.sha)
  const texts = await acme.readBlobs(repo, shas)
  expect(operations).toEqual(['contents.listFolder', 'ReadBlobs', 'ReadBlobs', 'ReadBlobs'])
  expect(folder.truncated).toBe(false)
  expect(folder.files).toHaveLength(45)
  expect(folder.files.every((file) => file.path.startsWith('.github/knowledge/'))).toBe(true)
  expect([...texts.values()].sort()).toEqual(Array.from({ length: 45 }, (_, n) => `Answer ${n}`).sort())
  expect(await acme.readBlob(repo, shas[0]!)).toBe(texts.get(shas[0]!))
})

test('a tree is read as it was at a commit, whatever was pushed since, by force too', async () => {
  const { acme, repo, github } = bench
  const { acts } = github
  const old = acts.putFile(REPO, 'maintainer', 'docs/old.md', 'Old')
  const forced = acts.forcePush(REPO, 'maintainer', 'docs/new.md', 'New')
  const paths = async (sha: string) => (await acme.readTree(repo, sha)).files.map(({ path }) => path)
  expect(await paths(old)).toContain('docs/old.md')
  expect(await paths(forced)).toEqual(['docs/new.md'])
  expect(await acme.readHead(repo)).toEqual({ owner: 'acme', name: 'widget', private: false, sha: forced })
  expect(await paths('0'.repeat(40))).toEqual([])
})

test('symbolic links and submodules are no files; of what GitHub cannot list whole a folder is looked up', async () => {
  const { acme, repo, github } = bench
  github.acts.putFile(REPO, 'maintainer', 'docs/whole.md', 'Whole')
  const sha = 'a'.repeat(40)
  const entry = (path: string, mode: string, type: string) => ({ path, mode, type, sha })
  nock(github.url, { allowUnmocked: true })
    .get(`/repos/${REPO}/git/trees/main?recursive=1`)
    .reply(200, {
      sha,
      truncated: true,
      tree: [
        entry('a.md', '100644', 'blob'),
        entry('b.md', '120000', 'blob'),
        entry('c', '160000', 'commit'),
        entry('d', '040000', 'tree'),
        entry('run.md', '100755', 'blob'),
      ],
    })
  const whole = await acme.readTree(repo, 'main')
  expect(whole).toMatchObject({ truncated: true, files: [{ path: 'a.md' }, { path: 'run.md' }] })
  const docs = await acme.listFolder(repo, 'docs', 'main', whole)
  expect(docs).toMatchObject({ truncated: false })
  expect(docs.files.map(({ path }) => path)).toContain('docs/whole.md')
})

test('a missing folder and an empty repository have no files', async () => {
  const { acme, repo, github } = bench
  github.acts.putFile(REPO, 'maintainer', 'README.md', 'Hello')
  github.acts.addRepository('acme/empty')
  github.acts.installRepositories(bench.installationId, ['acme/empty'])
  expect(await acme.listFolder(repo, 'nowhere')).toEqual({ files: [], truncated: false })
  const empty = { owner: 'acme', name: 'empty' }
  expect(await acme.listFolder(empty, '.github/knowledge')).toEqual({ files: [], truncated: false })
})

test('people: maintainers by permission, teams, members as far as they show, accounts by login and id', async () => {
  const { acme, repo, github } = bench
  const { acts } = github
  acts.setPermission(REPO, 'triager', 'triage')
  acts.setPermission(REPO, 'reader', 'read')
  for (let n = 0; n < 120; n++) acts.addMember('acme', `member-${n}`, { public: n < 5 })
  acts.addTeam('acme', 'support', ['triager', 'maintainer'])
  const logins = (people: Array<{ login: string }>) => people.map((person) => person.login)

  expect(logins(await acme.listTriagers(repo)).sort()).toEqual(['maintainer', 'triager'])
  expect(logins(await acme.listTeamMembers('acme', 'support'))).toEqual(['triager', 'maintainer'])
  expect(await acme.listMembers('acme')).toHaveLength(120)
  expect(await acme.listPublicMembers('acme')).toHaveLength(5)

  const triager = await acme.getAccount('Triager')
  expect(triager).toMatchObject({ login: 'triager', type: 'User' })
  expect(await acme.getAccountById(triager!.id!)).toEqual(triager)
  expect(await acme.getAccount(github.botLogin)).toMatchObject({ type: 'Bot' })
  expect(await acme.getAccount('never-heard-of')).toBeNull()
  expect(await acme.getAccountById(1)).toBeNull()
})

test('the App sees itself, its installations and their repositories, all pages', async () => {
  const { app, client, github } = bench
  const { acts } = github
  for (let n = 0; n < 105; n++) {
    acts.addOrganization(`org-${n}`)
    acts.install(`org-${n}`, 'all')
    acts.addRepository(`org-0/repo-${n}`)
  }
  expect(await app.getApp()).toMatchObject({ id: github.appId, slug: 'firstline-demo' })
  const installations = await app.listInstallations()
  expect(installations).toHaveLength(106)
  expect(installations[0]).toMatchObject({
    account: 'acme',
    accountType: 'Organization',
    selection: 'selected',
  })
  const many = installations.find((installation) => installation.account === 'org-0')
  const { repositories, selection } = await client.forInstallation(many!.id).listRepositories()
  expect(selection).toBe('all')
  expect(repositories).toHaveLength(105)
  expect(repositories[0]).toMatchObject({ owner: 'org-0', name: 'repo-0', ownerType: 'Organization' })
})

test('labels are read over all pages, and GitHub refuses over-long names and doubles', async () => {
  const { acme, repo, github } = bench
  for (let n = 0; n < 130; n++) github.acts.createLabel(REPO, 'maintainer', `label-${n}`)
  expect(await acme.listLabels(repo)).toHaveLength(130)
  const long = { name: 'x'.repeat(51), color: '00ff00', description: '' }
  expect(await failure(acme.createLabel(repo, long))).toMatchObject({ kind: 'invalid', status: 422 })
  const double = { name: 'LABEL-1', color: '00ff00', description: '' }
  expect(await failure(acme.createLabel(repo, double))).toMatchObject({ kind: 'invalid' })
})

test('a check run carries any number of annotations', async () => {
  const { acme, repo, github } = bench
  const headSha = github.acts.putFile(REPO, 'maintainer', 'x.yml', 'x')
  const annotations = Array.from({ length: 120 }, (_, n) => ({
    path: 'x.yml',
    line: n + 1,
    level: 'failure' as const,
    message: `Mistake ${n}`,
  }))
  const texts = { title: 'Mistakes', summary: 'Many' }
  const run = { name: 'firstline / settings', conclusion: 'failure' as const, ...texts, annotations }
  const id = await acme.createCheckRun(repo, headSha, run, 'mark 1')
  const [kept] = github.checkRuns(REPO)
  expect(kept).toMatchObject({ id, conclusion: 'failure', title: 'Mistakes' })
  expect(kept?.annotations).toHaveLength(120)
  expect(await acme.listCheckRuns(repo, headSha)).toMatchObject([{ id, mark: 'mark 1' }])
})

test('a repository that is not covered is not found', async () => {
  const { acme, github } = bench
  github.acts.addRepository('acme/secret', { private: true })
  const secret = { owner: 'acme', name: 'secret' }
  expect(await failure(acme.getRepository(secret))).toMatchObject({ kind: 'not_found' })
  expect(await acme.getRepository(bench.repo)).toMatchObject({
    owner: 'acme',
    name: 'widget',
    archived: false,
  })
})
