// `firstline settings backdate`: lets today's settings count since a day, and tells what that makes of the promises.
import { backdateSettings, readable } from '../facts/backdate.ts'
import type { CorrectedPromise } from '../report/corrections.ts'
import { serverState } from '../store/server.ts'
import { readInstant, zoneOf } from '../words/zone.ts'
import { type Io, UsageError } from './command.ts'
import { withRepository } from './with-store.ts'

/** Returns the exit code. */
export async function backdate(
  io: Io,
  name: string,
  { since: word, json = false }: { since: string | undefined; json: boolean | undefined },
): Promise<number> {
  if (word === undefined) throw new UsageError('Say since when: --since DATE.')
  return withRepository(io, name, async ({ store, deps, context }) => {
    const zone = zoneOf(context.settings)
    const since = readInstant(word, zone)
    if (since === null) throw new UsageError(`--since is a date such as 2026-11-22, not "${word}".`)
    if (since >= store.now()) throw new UsageError('--since has to be in the past.')
    const botLogin = (await serverState(store.db)).botLogin ?? ''
    const changes = await backdateSettings(deps, context, { since, actor: 'command line', botLogin })
    const told = { repository: name, since: new Date(since).toISOString(), changes: changes.map(readable) }
    if (json) io.out(`${JSON.stringify(told, null, 2)}\n`)
    else print(io, name, told.since, changes)
    return 0
  })
}

function print(io: Io, name: string, since: string, changes: readonly CorrectedPromise[]): void {
  io.out(`The settings of ${name} count since ${since}.\n`)
  if (changes.length === 0) io.out('No promise is kept or missed because of that.\n')
  for (const change of changes) io.out(`  ${describeChange(change)}\n`)
}

/** `#12 first response (pro): missed → kept`. */
export function describeChange({
  number,
  clock,
  tier,
  was,
  is,
}: Omit<CorrectedPromise, 'startedAt'>): string {
  const word = (verdict: string | null) => verdict ?? 'nothing'
  return `#${number} ${clock.replace('_', ' ')} (${tier ?? 'community'}): ${word(was)} → ${word(is)}`
}
