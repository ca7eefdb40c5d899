// Fits the matcher from the tuning data and writes the weights file: `node training/train.ts DIRECTORY`.
import { mkdirSync, writeFileSync } from 'node:fs'
import type { WeightsFile } from '../src/knowledge/model.ts'
import { background } from './background.ts'

const directory = process.argv[2]
if (!directory) throw new Error('Usage: node training/train.ts DIRECTORY (the folder "matching")')

const guess = { bias: -7, fit: 5, coverage: 5, closest: 4, share: 2 }
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
  words: {
    ranker: { fit: 6, coverage: 1, closest: 3 },
    acceptance: { en: guess, other: guess },
    bars: { en: [[0.95, 0.9]], other: [[0.95, 0.9]] },
  },
}
mkdirSync(new URL('../src/knowledge/model/', import.meta.url), { recursive: true })
writeFileSync(new URL('../src/knowledge/model/weights.json', import.meta.url), `${JSON.stringify(file)}\n`)
