// `firstline doctor`: looks at all that Firstline needs, and says of each thing what is wrong and what to do.

import { type Finding, fine, look, wrong } from '../doctor/finding.ts'
import {
  judgeChannels,
  judgeFailing,
  judgeFigures,
  judgeHistory,
  judgePrivacy,
  judgeSources,
} from '../doctor/house.ts'
import { judgeSentenceModel } from '../doctor/sentence-model.ts'
import { UserError } from '../domain/problem.ts'
import { scopeHealth } from '../entitlements/health.ts'
import { type Environment, loadDotEnv, readEnvironment } from '../environment/environment.ts'
import { sampleFigures } from '../facts/sample-figures.ts'
import { createServedRepositories } from '../facts/served-repository.ts'
import { RULES_VERSION } from '../plan/ticket/rules/all-rules.ts'
import { openSentences } from '../sentence/open-sentences.ts'
import { failingLines } from '../store/agenda-upkeep.ts'
import { channelTroubles } from '../store/notice-channels.ts'
import type { Store } from '../store/open.ts'
import { refusedWrites } from '../store/refusals.ts'
import { repositories } from '../store/repositories.ts'
import { serverState } from '../store/server.ts'
import { settingsAt } from '../store/settings-versions.ts'
import { allUnread } from '../store/unread-threads.ts'
import { channelTroubleText } from '../words/channel-words.ts'
import { refusedText } from '../words/refused-section.ts'
import { readArguments, readPositionals } from './arguments.ts'
import type { Command, Io } from './command.ts'
import { examineApp } from './doctor-app.ts'
import { jsonText } from './json.ts'
import { profileFor, withStore } from './with-store.ts'
import { wrap } from './wrap.ts'

const OPTIONS = {
  json: { type: 'boolean', about: 'JSON, for scripts' },
} as const

const MOST = 500
const NAMED = 5

export const doctorCommand: Command = {
  usage: 'firstline doctor [--json]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    readPositionals(positionals, [])
    const { environment, findings } = examineEnvironment(io)
    const found = [
      ...findings,
      ...(environment ? await examineApp(environment) : []),
      ...(environment ? judgeChannels(environment.notifyChannels, environment.notifySecret !== null) : []),
      ...(await examineDatabase(io)),
      ...(environment ? [await examineModel(environment)] : []),
    ]
    const isWrong = found.some(({ level }) => level === 'wrong')
    io.out(values.json ? jsonText({ ok: !isWrong, findings: found }) : textOf(found))
    return isWrong ? 1 : 0
  },
}

function examineEnvironment(io: Io): { environment: Environment | null; findings: Finding[] } {
  try {
    const environment = readEnvironment(loadDotEnv(io.cwd, io.env), { cwd: io.cwd })
    if (environment.credentials)
      return { environment, findings: [fine('environment', 'Every variable can be read.')] }
    const todo = '`npm start` opens the page that creates it, or set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET.'
    return { environment, findings: [wrong('credentials', 'There is no App yet.', todo)] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const problems = error.problems.length > 0 ? error.problems : [{ file: '.env', message: error.message }]
    const findings = problems.map(({ file, message }) => {
      return wrong('environment', `${file} ${message}`, `Put ${file} right and start again.`)
    })
    return { environment: null, findings }
  }
}

/** Lets it read something: only then it is known to run here. */
async function examineModel({ sentenceFolder }: Environment): Promise<Finding> {
  const sentences = await openSentences(sentenceFolder)
  await sentences.embed(['Does it read?'])
  await sentences.close()
  return judgeSentenceModel(sentences.state)
}

async function examineDatabase(io: Io): Promise<Finding[]> {
  try {
    return await withStore(io, async (store) => [
      fine('database', `${store.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'} answers.`),
      ...judgeSources(await scopeHealth(store, store.now())),
      ...(await examineWork(store)),
      ...(await examineFigures(store, io)),
      ...(await examineRepositories(store, io)),
    ])
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const todo = 'Then run this again: what fails, and the sources of who pays, are looked up there.'
    return [look('database', error.message, todo)]
  }
}

async function examineWork({ db }: Store): Promise<Finding[]> {
  const failing = await failingLines(db, MOST)
  const refused = await refusedWrites(db, {}, MOST)
  const texts = [
    ...failing.map(({ key, lastError }) => `${key}: ${lastError ?? 'failed'}`),
    ...refused.map(refusedText),
    ...(await channelTroubles(db)).map(channelTroubleText),
  ]
  return judgeFailing(texts.length, texts.slice(0, NAMED))
}

async function examineFigures(store: Store, io: Io): Promise<Finding[]> {
  const { credentials, webUrl } = await profileFor(store, io)
  const { botLogin } = await serverState(store.db)
  const contexts = createServedRepositories(store, async () => botLogin ?? '', {
    rulesVersion: RULES_VERSION,
    webUrl,
  })
  return judgeFigures(await sampleFigures({ store, contexts, credentials }, store.now()))
}

async function examineRepositories(store: Store, io: Io): Promise<Finding[]> {
  const { db } = store
  const found: Finding[] = []
  const { channels } = await profileFor(store, io)
  const unread = await allUnread(db)
  for (const one of await repositories(db)) {
    const name = `${one.owner}/${one.name}`
    const inForce = await settingsAt(db, one.id)
    const own = channels
      .filter(({ owner }) => owner === one.owner.toLowerCase())
      .map((channel) => channel.name)
    if (inForce) found.push(...judgePrivacy({ name, private: one.private }, inForce.settings, own))
    found.push(...judgeHistory(name, unread.get(one.id) ?? []))
  }
  return found
}

/** Words; what stands between backticks is one. */
function pieces(text: string): string[] {
  return text.match(/`[^`]*`\S*|\S+/g) ?? []
}

const SIGNS = { fine: '✓', look: '!', wrong: '✗' }

function textOf(findings: readonly Finding[]): string {
  const lines = findings.map(({ about, level, says, todo }) => {
    const shown = wrap([SIGNS[level], about.padEnd(11), ...pieces(says)], 0, 14)
    return todo === null ? shown : shown + wrap(['→', ...pieces(todo)], 14, 16)
  })
  const wrongs = findings.filter(({ level }) => level === 'wrong').length
  const looks = findings.filter(({ level }) => level === 'look').length
  const end =
    wrongs + looks === 0
      ? 'Everything is as it should be.'
      : `${wrongs} wrong, ${looks} to look at, of ${findings.length}.`
  return `${lines.join('')}\n${end}\n`
}
