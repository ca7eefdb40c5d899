// The log: a constant message and fields; never bodies, tokens or names of customers.
import { getTransformStream } from '@probot/pino'
import pino, { type Logger } from 'pino'

/** JSON lines, or Probot's readable format for a terminal; on standard output. */
export async function createLog(options: { level: string; format: 'pretty' | 'json' }): Promise<Logger> {
  const settings = {
    level: options.level,
    name: 'firstline',
    redact: ['err.request', 'err.response', 'err.cause.request', 'err.cause.response'],
  }
  if (options.format === 'json') return pino(settings)
  const pretty = await getTransformStream({ logFormat: 'pretty' })
  pretty.pipe(process.stdout)
  return pino(settings, pretty)
}
