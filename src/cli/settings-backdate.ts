// `firstline settings backdate`: shows what today's settings make of the past, and lets them count since a day.
import { isDeepStrictEqual } from 'node:util'
import {
  applyBackdating,
  type Backdating,
  backdateSettings,
  compareBackdating,
  readable,
} from '../facts/backdate.ts'
import type { OnWeek } from '../facts/compare-tellings.ts'
import { serverState } from '../store/server.ts'
import { describeChange, describeFigures } from '../words/report/corrections.ts'
import { readInstant, zoneOf } from '../words/zone.ts'
import { type Io, UsageError } from './command.ts'
import { lateProgress } from './progress.ts'
import { withRepository } from './with-store.ts'

const ACTOR = 'command line'
const MOMENT_MS = 1_000

interface Options {
  since: string | undefined
  /** Only show. */
  preview: boolean | undefined
  /** Ask nothing. */
  yes: boolean | undefined
  json: boolean | undefined
}

type Step<T> = () => Promise<T>

/** Returns the exit code. */
export async function backdate(io: Io, name: string, options: Options): Promise<number> {
  const { since: word, preview = false, yes = false, json = false } = options
  if (word === undefined) throw new UsageError('Say since when: --since DATE.')
  return withRepository(io, name, async ({ store, deps, context }) => {
    const since = readInstant(word, zoneOf(context.settings))
    if (since === null) throw new UsageError(`--since is a date such as 2026-11-22, not "${word}".`)
    if (since >= store.now()) throw new UsageError('--since has to be in the past.')
    const botLogin = (await serverState(store.db)).botLogin ?? ''
    const compare = () =>
      patiently(io, (onWeek) => compareBackdating(deps, context, { since, botLogin, onWeek }))
    const apply = (backdating: Backdating) => applyBackdating(deps, context, { backdating, actor: ACTOR })
    const { ask } = io
    if (preview) tell(io, name, await compare(), { done: false, json })
    else if (ask && !yes && !json) await agree({ ...io, ask }, name, compare, apply)
    else {
      const done = await patiently(io, (onWeek) =>
        backdateSettings(deps, context, { since, actor: ACTOR, botLogin, onWeek }),
      )
      tell(io, name, done, { done: true, json })
    }
    return 0
  })
}

/** What was agreed to is what is done: where something has happened meanwhile, it is shown and asked again. */
async function agree(
  io: Io & { ask: NonNullable<Io['ask']> },
  name: string,
  compare: Step<Backdating>,
  apply: (backdating: Backdating) => Promise<boolean>,
): Promise<void> {
  let shown = await compare()
  for (;;) {
    tell(io, name, shown, { done: false, json: false })
    if (!/^\s*y(es)?\s*$/i.test(await io.ask('Do this? [y/N] '))) return io.out('Nothing was changed.\n')
    const now = await compare()
    if (saysTheSame(shown, now) && (await apply(now))) break
    io.out('Nothing was changed yet: something has happened meanwhile. This is how it is now.\n')
    shown = await compare()
  }
  io.out(`Done: the ${counting(name, shown.since)}.\n`)
}

/** Shows how far a comparison has come, where it takes more than a moment. */
async function patiently<T>(io: Io, compare: (onWeek: OnWeek) => Promise<T>): Promise<T> {
  const showFrom = performance.now() + MOMENT_MS
  const shown = lateProgress(io, 'Comparing weeks')
  const result = await compare((done, total) => {
    if (performance.now() >= showFrom) shown.at(done, total)
  })
  shown.end()
  return result
}

function counting(name: string, since: number): string {
  return `settings of ${name} count since ${new Date(since).toISOString()}`
}

function saysTheSame(a: Backdating, b: Backdating): boolean {
  return isDeepStrictEqual([a.changes, a.figures], [b.changes, b.figures])
}

function tell(
  io: Io,
  name: string,
  { since, changes, figures }: Backdating,
  { done, json }: { done: boolean; json: boolean },
): void {
  if (json) {
    const told = { repository: name, since: new Date(since).toISOString(), done }
    io.out(`${JSON.stringify({ ...told, changes: changes.map(readable), figures }, null, 2)}\n`)
    return
  }
  io.out(done ? `The ${counting(name, since)}.\n` : `If the ${counting(name, since)}:\n`)
  if (changes.length === 0) io.out('No promise is kept or missed because of that.\n')
  for (const change of changes) io.out(`  ${describeChange(change)}\n`)
  io.out(figures.length === 0 ? 'No figure moves.\n' : 'Figures over all its tickets:\n')
  for (const line of describeFigures(figures)) io.out(`  ${line}\n`)
}
