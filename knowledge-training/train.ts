// Fits the matcher from the tuning data and writes the weights file: `npm run train -- DIRECTORY`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { type Model, modelOf, type Profiles, type Style, type WeightsFile } from '../src/knowledge/model.ts'
import { background } from './background.ts'
import { type Embedded, embedAll } from './embedded.ts'
import { fitStyle } from './fit.ts'
import { FOLDS, vectorsWithout } from './folds.ts'
import { type Observation, observe, type Part, textsOfPart } from './observe.ts'
import { docsParts, englishParts, glossedParts, languageParts } from './tasks.ts'

const directory = process.argv[2]
if (!directory) throw new Error('Usage: npm run train -- DIRECTORY (with matching, real and glossaries)')
const target = new URL('../src/knowledge/model/', import.meta.url)

const file: WeightsFile = {
  version: 2,
  parameters: {
    k1: 1.2,
    b: 0.6,
    bodyB: 0.75,
    bodyLeast: 0.2,
    bodyShare: 1.6,
    backgroundSize: 100,
    askedBody: 0.2,
    askedLog: 0.1,
  },
  background: background(directory),
  vectors: vectorsWithout(directory, null),
  profiles: { words: {}, vectors: {}, sentence: {}, glossed: {}, glossedSentence: {} } as Profiles,
}

const folds = Array.from({ length: FOLDS }, (_, fold) => fold)
const english = folds.flatMap((fold) => englishParts(directory, fold))
const paragraphs = folds.flatMap((fold) => languageParts(directory, fold))
const englishParagraphs = paragraphs.filter(({ group }) => group.endsWith('-en'))
const glossed = folds.flatMap((fold) => glossedParts(directory, fold))
const docs = docsParts(directory)
const spoken = [...english, ...englishParagraphs, ...docs, ...glossed]
const embedded = await embedAll(spoken.flatMap((part) => [...textsOfPart(part)]))

const words = modelOf({ ...file, vectors: undefined })
const report: string[] = []
fitProfile(
  'words',
  ['asked', 'many', 'docs', 'told'],
  [...paragraphs, ...docs, ...english],
  () => words,
  null,
)
const vectors = folds.map((fold) => modelOf({ ...file, vectors: vectorsWithout(directory, fold) }))
const products = englishParagraphs.filter(({ group }) => group.startsWith('product'))
fitProfile('vectors', ['asked', 'many'], [...products, ...english], vectorsOfFold, null)
fitProfile(
  'sentence',
  ['asked', 'many', 'docs', 'told'],
  [...english, ...englishParagraphs, ...docs],
  () => words,
  embedded,
)
fitProfile('glossed', ['asked', 'told'], glossed, () => words, null)
fitProfile('glossedSentence', ['asked', 'told'], glossed, () => words, embedded)
mkdirSync(target, { recursive: true })
writeFileSync(new URL('weights.json', target), `${JSON.stringify(file)}\n`)
writeFileSync(new URL('checked.txt', import.meta.url), `${report.join('\n')}\n`)
console.log(report.join('\n'))

/** Vectors that have not seen what they are judged on; those of documentation have not seen any of it. */
function vectorsOfFold({ fold }: Part): Model {
  return vectors[fold % FOLDS]!
}

function fitProfile(
  name: keyof Profiles,
  styles: Style[],
  parts: Part[],
  modelFor: (part: Part) => Model,
  meaning: Embedded | null,
): void {
  const observations = parts.flatMap((part): Observation[] => observe(part, modelFor(part), meaning))
  for (const style of styles) {
    const these = observations.filter(({ knowledge }) => knowledge.style === style)
    file.profiles[name][style] = fitStyle(these, name, style, report)
  }
}
