// Runs the demo: opens the stage, tells the story, and cleans up whatever happens.
import type { Io } from '../cli/command.ts'
import type { Pacing } from '../domain/pace.ts'
import { styleFor } from '../words/terminal/style.ts'
import { startControl } from './control.ts'
import { createNarrator } from './narrator.ts'
import { openStage, type Stage } from './stage.ts'
import { tellStory } from './story.ts'
import { NotSeen } from './wait.ts'

export interface DemoOptions {
  /** Stays up after the story until `stopped`. */
  keep: boolean
  io: Io
  /** Aborted when somebody ends the demo. */
  stopped: AbortSignal
  /** Stands in for the pace of writes in tests. */
  pacing?: Pacing
}

const INTERRUPTED = 130

/** Returns the exit code: 1 when something the story expects does not appear. */
export async function runDemo({ keep, io, stopped, pacing }: DemoOptions): Promise<number> {
  const style = styleFor(io)
  const tell = createNarrator(io.out, style)
  const begunAt = performance.now()
  tell.title(
    'Firstline, a short story',
    'The real program with its real database, against a GitHub that lives in this process. No account, no key, no network.',
  )
  const stage = await openStage(stopped, pacing)
  try {
    await tellStory({ stage, tell, style })
    const seconds = Math.round((performance.now() - begunAt) / 1000)
    tell.say(
      `That was all, in ${seconds} s; most of it went by waiting, for Firstline writes once a second.\n`,
    )
    if (keep) await stayUp(stage, io)
    return 0
  } catch (error) {
    if (stopped.aborted) return INTERRUPTED
    if (!(error instanceof NotSeen)) throw error
    io.err(`\nThe story went wrong: ${error.message}.\n`)
    for (const warning of new Set(stage.warnings)) io.err(`  ${warning}\n`)
    return 1
  } finally {
    await stage.close()
  }
}

async function stayUp(stage: Stage, io: Io): Promise<void> {
  const control = await startControl(stage)
  io.out(control.help)
  await new Promise<void>((resolve) => {
    if (stage.stopped.aborted) resolve()
    stage.stopped.addEventListener('abort', () => resolve())
  })
  io.out('\nStopping.\n')
  await control.close()
}
