// `firstline preview` where something is in its way: each trouble is told with what to do about it.
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { previewCommand } from '../../src/cli/preview.ts'
import { openStore } from '../../src/store/open-store.ts'
import { runCommand } from '../cli/run-command.ts'
import { openPreviewStage, type PreviewStage, REPO } from './preview-stage.ts'

let stage: PreviewStage

afterEach(() => stage.close())

test.each([
  [['--last', '0'], '--last is a number of tickets from 1 to 100000, not "0".'],
  [['--last', 'all'], '--last is a number of tickets from 1 to 100000, not "all".'],
  [['--maintainers', 'a b'], '--maintainers takes logins with commas between them'],
  [['--maintainers', ''], '--maintainers takes logins with commas between them'],
  [['--format', 'pdf'], '--format is one of'],
  [['more'], '"more" is too much.'],
  [['--settings', 'nowhere.yml'], 'nowhere.yml cannot be read: there is no such file.'],
  [['--kb', 'nowhere'], 'There is no folder'],
])('%j is refused before GitHub is asked', async (args, words) => {
  stage = await openPreviewStage()
  await expect(stage.preview(args)).rejects.toThrow(words)
  await expect(stage.preview(args)).rejects.toMatchObject({ name: 'UsageError' })
  expect(stage.asked()).toEqual([])
})

test('without a token it says where one is made, and what it has to be good for', async () => {
  stage = await openPreviewStage()
  await expect(stage.preview([], { GITHUB_TOKEN: '' })).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringMatching(/GITHUB_TOKEN is not set.+no scope at all.+`repo`/),
  })
})

test('a token that GitHub does not know is told', async () => {
  stage = await openPreviewStage()
  await expect(stage.preview([], { GITHUB_TOKEN: 'ghp_wrong' })).rejects.toThrow(
    /does not know this GITHUB_TOKEN.+settings\/tokens/,
  )
})

test('a repository that is not there, or not for this token, is told with what the token would need', async () => {
  stage = await openPreviewStage({ private: true })
  await expect(stage.preview()).rejects.toThrow(
    /no repository https:\/\/github.com\/acme\/widget, or this GITHUB_TOKEN may not see it.+`repo`/,
  )
})

test('single sign-on is told with where to authorise the token', async () => {
  stage = await openPreviewStage()
  const url = 'https://github.com/orgs/acme/sso?authorization_request=x'
  const headers = { 'x-github-sso': `required; url=${url}` }
  const message = 'Resource protected by organization SAML enforcement.'
  stage.github.fail({ path: /^\/repos/, status: 403, headers, message })
  await expect(stage.preview()).rejects.toThrow(`authorised for single sign-on at ${url}.`)
})

test('what the token may not read is named', async () => {
  stage = await openPreviewStage()
  stage.issues(1)
  const message = 'Resource not accessible by personal access token'
  stage.github.fail({ operation: 'DiscussionHistory', graphqlError: 'FORBIDDEN', message })
  await expect(stage.preview()).rejects.toThrow(/may not read all of .+\(DiscussionHistory: Resource not/)
})

test('a GitHub that is down is told, and that nothing is lost', async () => {
  stage = await openPreviewStage()
  stage.github.fail({ path: /^\/repos/, status: 503 })
  await expect(stage.preview()).rejects.toThrow(/did not answer.+goes on from there/)
})

test('a renamed repository is followed, and that is said', async () => {
  stage = await openPreviewStage()
  stage.issues(1)
  stage.acts.renameRepository(REPO, 'gadget')
  const seen = await stage.previewed()
  expect(seen.repository).toBe('acme/gadget')
  expect(seen.err).toContain('acme/widget is called acme/gadget now')
})

test('a repository with nothing in it is looked at, and so is one that is archived', async () => {
  stage = await openPreviewStage()
  expect(await stage.previewed()).toMatchObject({
    code: 0,
    read: { issues: 0, discussions: 0, from: null, is_all: true },
    remarks: expect.arrayContaining([expect.stringContaining('Nothing was ever opened')]),
  })
  stage.toPresent()
  stage.issues(1)
  stage.acts.archive(REPO)
  const archived = await stage.previewed()
  expect(archived.read.issues).toBe(1)
  expect(archived.remarks[0]).toContain('archived')
})

test('where issues are off, discussions are all there is', async () => {
  stage = await openPreviewStage({ hasIssues: false })
  stage.discussions(2)
  const seen = await stage.previewed()
  expect(seen).toMatchObject({ read: { issues: 0, discussions: 2, is_all: true } })
  expect(seen.remarks[0]).toContain('Issues are switched off')
  expect(stage.asked()).not.toContain('IssueHistory')
})

test('a cache that cannot be used is told, and the preview goes without', async () => {
  stage = await openPreviewStage()
  stage.issues(1)
  writeFileSync(join(stage.home, '.cache'), 'a file where a folder should be')
  const seen = await stage.previewed()
  expect(seen).toMatchObject({ code: 0, read: { issues: 1 } })
  expect(seen.err).toMatch(/cannot be used \(\w+\).+not kept for another time/)
})

const cachedIn = (home: string) => {
  const hosts = join(home, '.cache/firstline/preview')
  const host = join(hosts, readdirSync(hosts)[0]!)
  return { host, folder: join(host, readdirSync(host)[0]!) }
}

test.each([
  ['was cut', (folder: string) => writeFileSync(join(folder, 'reading.json'), '{"form":1,"rea')],
  [
    'holds nothing',
    (folder: string) => writeFileSync(join(folder, 'reading.json'), '{"form":1,"read":null}'),
  ],
  ['is no note', (folder: string) => writeFileSync(join(folder, 'reading.json'), 'null')],
])('where the note of what was read %s, all is read anew', async (_, harm) => {
  stage = await openPreviewStage()
  stage.issues(3)
  await stage.previewed()
  harm(cachedIn(stage.home).folder)
  expect(await stage.previewed()).toMatchObject({ code: 0, read: { issues: 3 } })
})

test.each([
  [
    'a note that is a folder',
    (folder: string) => {
      rmSync(join(folder, 'reading.json'))
      mkdirSync(join(folder, 'reading.json'))
    },
  ],
  [
    'a database of a newer version',
    async (folder: string) => {
      const store = await openStore({ dataDir: folder, role: 'command' })
      await sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(store.db)
      await store.close()
    },
  ],
])('%s in the cache is told, and the preview goes without', async (_, harm) => {
  stage = await openPreviewStage()
  stage.issues(3)
  await stage.previewed()
  await harm(cachedIn(stage.home).folder)
  const seen = await stage.previewed()
  expect(seen).toMatchObject({ code: 0, read: { issues: 3 } })
  expect(seen.err).toMatch(/cannot be used \(.+not kept for another time/)
})

test('what is strange beside what a preview keeps is left alone', async () => {
  stage = await openPreviewStage()
  stage.issues(3)
  await stage.previewed()
  const { host, folder } = cachedIn(stage.home)
  symlinkSync('loop', join(host, 'loop'))
  writeFileSync(join(host, '7'), 'a file')
  rmSync(join(folder, 'answers.jsonl'), { force: true })
  mkdirSync(join(folder, 'answers.jsonl'))
  expect(await stage.previewed()).toMatchObject({ code: 0, read: { issues: 3 } })
  expect(readdirSync(host)).toContain('loop')
})

test.each([['of the repository'], ['of this machine']])(
  'an article %s that has mistakes is named with its line, and counts for nothing',
  async (where) => {
    stage = await openPreviewStage()
    const wrong = '---\ntitel: Turning\n---\nTurn it.\n'
    if (where === 'of the repository') stage.acts.putFile(REPO, 'maya', '.github/knowledge/turn.md', wrong)
    mkdirSync(join(stage.home, 'kb'))
    writeFileSync(join(stage.home, 'kb/turn.md'), wrong)
    stage.issues(1)
    const seen = await stage.previewed(where === 'of this machine' ? ['--kb', 'kb'] : [])
    expect(seen).toMatchObject({ code: 1, answers: null })
    const folder = where === 'of this machine' ? 'kb' : '.github/knowledge'
    expect(seen.err).toMatch(new RegExp(`^${folder}/turn\\.md:\\d+.*: failure: .*titel`, 'm'))
    expect(seen.remarks).toContain('1 article has mistakes and is left out: `firstline kb check` names them.')
  },
)

test.each([['../..'], ['acme/..'], ['./widget']])(
  '%s is no repository, and nothing is asked',
  async (name) => {
    stage = await openPreviewStage()
    await expect(
      runCommand(previewCommand, [name], { cwd: stage.home, env: { GITHUB_TOKEN: 'x' } }),
    ).rejects.toThrow(/is not OWNER\/REPO/)
  },
)

test('a token that was copied with other signs is told before anything is asked', async () => {
  stage = await openPreviewStage()
  await expect(stage.preview([], { GITHUB_TOKEN: 'ghp_…' })).rejects.toThrow(/GITHUB_TOKEN has signs in it/)
  expect(stage.asked()).toEqual([])
})

test('an article whose link leads nowhere answers all the same, and is not said to be left out', async () => {
  stage = await openPreviewStage()
  const text = '---\ntitle: Turning\nquestions: [Widget does not turn]\n---\n[Turn it](gone.md).\n'
  stage.acts.putFile(REPO, 'maya', '.github/knowledge/turn.md', text)
  stage.issues(1)
  const seen = await stage.previewed()
  expect(seen.answers?.shown).toHaveLength(1)
  expect(seen.remarks.join(' ')).not.toContain('left out')
})

test('settings with mistakes are not taken for a mode that they do not name', async () => {
  stage = await openPreviewStage()
  stage.acts.putFile(REPO, 'maya', '.github/firstline.yml', 'mode: live\ntier: {}\n')
  const seen = await stage.previewed()
  expect(seen.code).toBe(1)
  expect(seen.remarks.join(' ')).toContain('The settings have mistakes')
  expect(seen.remarks.join(' ')).not.toContain('mode: preview')
})

test('documentation with nothing to point to is not said to be answered from', async () => {
  stage = await openPreviewStage()
  stage.acts.putFile(REPO, 'maya', 'README.md', '# Widget\n')
  stage.issues(1)
  const seen = await stage.previewed()
  expect(seen.answers).toBe(null)
  expect(seen.remarks.join(' ')).not.toContain('Answers are looked for')
})

test('articles that the token does not see are said to be missing, in no words of where they are', async () => {
  stage = await openPreviewStage()
  stage.acts.putFile(
    REPO,
    'maya',
    '.github/firstline.yml',
    'knowledge_base: { path: "acme/hidden:articles" }\n',
  )
  stage.issues(1)
  const { remarks } = await stage.previewed()
  expect(remarks).toContain(
    'The articles are where this token cannot read: none was looked at, so more would be answered.',
  )
  expect(remarks.join(' ')).not.toContain('acme/hidden')
})
