// The model's thread, which stops in the middle of its work when it is told to.
import { parentPort } from 'node:worker_threads'

const STOP = 'stop here and now'

parentPort?.on('message', ({ texts }: { texts: string[] }) => {
  if (texts.includes(STOP)) process.exit(7)
})
await import('../../src/sentence/thread.ts')
