// A process that keeps something in a cache of vectors, as a command would: `write-cache.ts FILE CONTENT`.
import { packVectors } from '../../src/knowledge/index.ts'
import { openVectorCache } from '../../src/store/vector-cache.ts'

const [file = '', content = ''] = process.argv.slice(2)
const cache = await openVectorCache(file)
await cache!.write('one', new Map([[content, packVectors([Float32Array.from([1, 0])])]]))
await cache!.close()
