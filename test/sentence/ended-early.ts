// A process that ends in the middle of what its sentence model reads: `ended-early.ts FOLDER MS`.
import { openSentences } from '../../src/sentence/open-sentences.ts'

const [folder = '', ms = '0'] = process.argv.slice(2)
const sentences = await openSentences(folder)
const texts = Array.from({ length: 500 }, (_, i) => `${'a rather long text '.repeat(20)}${i}`)
const read = sentences.embed(texts, { later: true })
await new Promise((resolve) => setTimeout(resolve, Number(ms)))
await sentences.close()
console.log((await read).length)
process.exit(0)
