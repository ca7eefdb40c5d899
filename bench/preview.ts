// What a preview costs once everything is read: `node bench/preview.ts DIRECTORY [TICKETS] [ARTICLES]`, with the folder that
// holds `matching`; 1,000 tickets and 300 articles if left out. With no articles, drafts of them are looked for instead.

import { join } from 'node:path'
import { askUbuntu, askUbuntuBodies } from '../knowledge-training/data.ts'
import { NO_FORMS } from '../src/domain/issue-forms.ts'
import { articleVectors } from '../src/facts/article-vectors.ts'
import { previewOf } from '../src/facts/preview.ts'
import { createServedRepositories } from '../src/facts/served-repository.ts'
import type { Comment, IssueThread } from '../src/github/types.ts'
import type { Article } from '../src/knowledge/index.ts'
import { saveIssueThread } from '../src/reading/save-thread.ts'
import { openSentences } from '../src/sentence/open-sentences.ts'
import { defaultSettings } from '../src/settings/parse.ts'
import { saveArticleTree, saveBlobs } from '../src/store/articles.ts'
import type { Store } from '../src/store/open.ts'
import { openStore } from '../src/store/open-store.ts'
import { saveRepository } from '../src/store/repositories.ts'
import { noteRepository, saveReading } from '../src/store/repository-reading.ts'
import { saveMembers } from '../src/store/roles.ts'
import { saveSettings } from '../src/store/settings-versions.ts'
import { aRepository } from '../test/builders.ts'

const [, , directory, tickets = '1000', articles = '300'] = process.argv
if (!directory) throw new Error('Usage: node bench/preview.ts DIRECTORY [TICKETS] [ARTICLES]')

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 20)
const REPOSITORY = aRepository({ id: 1, installedAt: NOW })
const MAYA = { id: 7, login: 'maya', type: 'User' } as const

const questions = askUbuntuBodies(directory).questions.slice(0, Number(tickets))
const store = await openStore({ dataDir: ':memory:', role: 'command', clock: () => NOW })
await fill(store, askUbuntu(directory).articles.slice(0, Number(articles)))
const sentences = await openSentences(join(import.meta.dirname, '../src/knowledge/sentence'))
const vectors = articleVectors(sentences, { waitMs: Number.POSITIVE_INFINITY })
const options = { rulesVersion: 'bench', webUrl: 'https://github.com' }
const contexts = createServedRepositories(store, async () => 'firstline[bot]', options)
const credentials = { allowedAccounts: [], held: [] }
const served = await contexts.get(REPOSITORY)
const before = process.cpuUsage()
const began = performance.now()
const fromAt = NOW - questions.length * HOUR
const preview = await previewOf(
  { store, contexts, credentials, sentences, vectors },
  served!,
  {
    read: {
      issues: questions.length,
      discussions: 0,
      comments: 0,
      fromAt,
      isAll: true,
      setAside: [],
      calls: 0,
    },
    maintainers: { known: 'named', logins: ['maya'] },
    remarks: [],
    settings: { from: 'defaults', path: null, problems: [] },
    paths: [],
    sponsorTiers: [],
  },
  NOW,
)
const { user, system } = process.cpuUsage(before)
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
console.log(
  `${preview.today.metrics.opened} tickets: ${seconds(performance.now() - began)}, ${seconds((user + system) / 1_000)} of processor ` +
    `time, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB; ${preview.answers?.answers.shown ?? 0} answered, ` +
    `${preview.suggested.articles.length} articles drafted (aim: 200 in a few seconds, 1,000 in a minute)`,
)
await sentences.close()
await vectors.close()
await store.close()

/** One ticket an hour; two in three have an answer of a maintainer, after a few hours. */
async function fill({ db, now, ...others }: Store, written: readonly Article[]): Promise<void> {
  const { id, owner, name, defaultBranch } = REPOSITORY
  await saveRepository(db, REPOSITORY)
  const settings = { fromAt: 0, blobSha: null, source: null, text: null, settings: defaultSettings(owner) }
  await saveSettings(db, id, settings)
  await saveMembers(db, id, {
    names: [],
    members: [{ actorId: MAYA.id, login: MAYA.login, via: [] }],
    at: NOW,
    namedAt: 0,
  })
  const blobs = written.map(({ slug, title, questions, body }) => ({
    path: `.github/knowledge/${slug}.md`,
    sha: slug,
    content: `---\n${JSON.stringify({ title, questions })}\n---\n${body || title}\n`,
  }))
  await saveBlobs(db, blobs, NOW)
  const files = blobs.map(({ path, sha }) => ({ path, sha }))
  await saveArticleTree(db, id, {
    source: `${owner}/${name}:.github/knowledge`,
    files,
    problems: [],
    readAt: NOW,
  })
  await saveReading(db, id, {
    version: 1,
    teams: {},
    configured: true,
    ownFile: false,
    firstReadAt: NOW,
    articlesAt: { repository: `${owner}/${name}`, branch: defaultBranch, private: false },
    readFrom: [],
    readAs: null,
    labelNames: {},
    settingsFrom: [],
    settingsAreHidden: false,
    payingProblems: [],
    peopleMistakes: [],
    forms: NO_FORMS,
  })
  await noteRepository(db, id, { docsWantedAt: null })
  const deps = {
    store: { db, now, ...others },
    github: {
      forInstallation: () => {
        throw new Error('Nothing is asked of GitHub here')
      },
    },
  }
  for (const [place] of questions.entries()) await saveIssueThread(deps, REPOSITORY, threadOf(place), NOW)
}

function threadOf(place: number): IssueThread {
  const { title = '', body = '' } = questions[place]!.question
  const createdAt = NOW - (questions.length - place) * HOUR
  const times = { createdAt, updatedAt: createdAt, closedAt: null }
  const states = { open: true, stateReason: null, locked: false, labels: [], assignees: [] }
  const author = { id: 100 + (place % 97), login: `user-${place % 97}`, type: 'User' as const }
  const number = place + 1
  return {
    issue: { id: number, nodeId: `I_${number}`, number, title, body, author, ...times, ...states },
    comments: place % 3 === 0 ? [] : [answerOn(number, createdAt + (1 + (place % 11)) * HOUR)],
    events: [],
  }
}

function answerOn(number: number, createdAt: number): Comment {
  const ids = { id: 10_000 + number, nodeId: `C_${number}`, parentId: null, mine: false }
  const body = 'Please set `Option` to `off` in your configuration, then run `sudo service restart`.'
  return { ...ids, author: MAYA, body, createdAt, updatedAt: createdAt }
}
