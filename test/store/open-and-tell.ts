// A process that opens a store, tells its parent how that went, and stays.
import { openStore } from '../../src/store/open-store.ts'

const options = JSON.parse(process.argv[2]!) as Parameters<typeof openStore>[0]
try {
  await openStore(options)
  process.send!('open')
} catch (error) {
  process.send!(String(error))
}
setInterval(() => {}, 1_000)
