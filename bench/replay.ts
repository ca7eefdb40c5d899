// How long the questions of the past take to be asked again, as `kb backtest` does: `node bench/replay.ts DIRECTORY [QUESTIONS]`
// with the folder that holds `matching`; 10,000 questions if left out, over 300 articles whose phrasings are among them.
import { join } from 'node:path'
import { askUbuntu, askUbuntuBodies, readLines, type Title } from '../knowledge-training/data.ts'
import { articleVectors } from '../src/facts/article-vectors.ts'
import { replay } from '../src/facts/replay.ts'
import { buildKnowledge, questionFromTicket } from '../src/knowledge/index.ts'
import { openSentences } from '../src/sentence/open-sentences.ts'
import { defaultSettings } from '../src/settings/parse.ts'
import { aRepository } from '../test/builders.ts'

const [, , directory, most = '10000'] = process.argv
if (!directory) throw new Error('Usage: node bench/replay.ts DIRECTORY [QUESTIONS]')

const REPOSITORY = aRepository({ id: 1 })

const titles = readLines<Title>(directory, 'matching/askubuntu/titles.jsonl').map(({ title }) =>
  questionFromTicket(title, ''),
)
const questions = [...askUbuntuBodies(directory).questions.map(({ question }) => question), ...titles].slice(
  0,
  Number(most),
)
const sentences = await openSentences(join(import.meta.dirname, '../src/knowledge/sentence'))
const vectors = articleVectors(sentences, { waitMs: Number.POSITIVE_INFINITY })
const served = {
  knowledge: buildKnowledge(askUbuntu(directory).articles),
  repository: REPOSITORY,
  settings: defaultSettings('acme'),
  bar: null,
}
const began = performance.now()
const before = process.cpuUsage()
const shown = await replay({ sentences, vectors }, served, { questions, options: { suggest: 0.6 } })
const { user, system } = process.cpuUsage(before)
const count = (as: 'answer' | 'links') => shown.filter((one) => one?.as === as).length
console.log(
  `${questions.length} questions: ${Math.round((performance.now() - began) / 1_000)} s, ${Math.round((user + system) / 1e6)} s of processor time; ` +
    `${count('answer')} answered, ${count('links')} offered links (aim: 10,000 in 180 s)`,
)
await vectors.close()
await sentences.close()
