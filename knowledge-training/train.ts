// Fits the matcher from the tuning data and writes the weights file: `node knowledge-training/train.ts DIRECTORY`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { familyOf } from '../src/knowledge/families.ts'
import type { WeightsFile } from '../src/knowledge/model.ts'
import { background } from './background.ts'
import { emptyProfile, fitProfile } from './fit.ts'
import { FOLDS, modelWith, vectorsWithout } from './folds.ts'
import { observe, type Tagged } from './observe.ts'
import { englishParts, languageParts, type Part } from './tasks.ts'

const directory = process.argv[2]
if (!directory) throw new Error('Usage: node knowledge-training/train.ts DIRECTORY (the folder "matching")')
const target = new URL('../src/knowledge/model/', import.meta.url)

const file: WeightsFile = {
  version: 1,
  parameters: {
    k1: 1.2,
    b: 0.6,
    bodyB: 0.75,
    bodyLeast: 0.2,
    bodyShare: 1.6,
    backgroundSize: 100,
    askedBody: 0.1,
    askedLog: 0.1,
  },
  background: background(directory),
  words: emptyProfile(),
}

file.vectors = vectorsWithout(directory, null)
const full = modelWith(file, file.vectors)
const words: Tagged[] = []
const meaning: Tagged[] = []
for (let fold = 0; fold < FOLDS; fold++) {
  const english = englishParts(directory, fold)
  const others = languageParts(directory, fold)
  collect(words, fold, [...english, ...others], modelWith(file, undefined))
  const products = others.filter(({ group }) => group.startsWith('product') && group.endsWith('-en'))
  collect(meaning, fold, [...english, ...products], modelWith(file, vectorsWithout(directory, fold)))
  // The shipped vectors have seen these phrasings, though not the questions: closeness means less there.
  const seen = english.filter(({ group }) => group === 'clinc')
  const renamed = seen.map((part) => ({ ...part, group: 'clinc-seen' }))
  collect(meaning, fold, renamed, full)
}
const report: string[] = []
file.words = fitProfile(words, 'words', report)
file.meaning = fitProfile(meaning, 'meaning', report)
mkdirSync(target, { recursive: true })
writeFileSync(new URL('weights.json', target), `${JSON.stringify(file)}\n`)
console.log(report.join('\n'))

function collect(into: Tagged[], fold: number, parts: Part[], model: ReturnType<typeof modelWith>): void {
  for (const { group, task, weight } of parts) {
    const seen = observe(task, model)
    for (const one of seen) {
      into.push({ ...one, group, fold, family: familyOf(one.language), weight: weight / seen.length })
    }
  }
}
