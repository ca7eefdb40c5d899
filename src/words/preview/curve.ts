// Which share of the tickets has had a first response after how long: as a curve, and read at usual times.
import type { CurveStep } from '../../report/kaplan-meier.ts'
import { humanDuration } from '../durations.ts'
import { percent } from '../replay-words.ts'
import type { Bar, Block } from './blocks.ts'

const HOUR = 3_600
const DAY = 24 * HOUR
const READ_AT = [HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY]

/** Null where nobody was answered. */
export function curveBlock(curve: readonly CurveStep[]): Block | null {
  const last = curve.at(-1)
  if (!last) return null
  const shareAt = (seconds: number) =>
    curve.findLast(({ durationMs }) => durationMs <= seconds * 1000)?.share ?? 0
  // Once all there is to come has come, later times tell nothing.
  const end = READ_AT.findIndex((seconds) => seconds * 1000 >= last.durationMs)
  const times = READ_AT.slice(0, end === -1 ? READ_AT.length : end + 1)
  const bars = times.map((seconds): Bar => {
    const value = shareAt(seconds)
    const [name, told] = [humanDuration(seconds), percent(value)]
    return { name, value, told, short: `${name}: ${told}`, tone: 'plain' }
  })
  const title = 'Share of tickets with a first response, by time since opening'
  return {
    kind: 'curve',
    chart: {
      title,
      steps: curve.map(({ durationMs, share }) => ({ seconds: durationMs / 1000, share })),
      readAt: {
        title,
        isMain: false,
        bars,
        most: 1,
        line: null,
        markedAs: null,
        table: { head: ['Within', 'Answered'], rows: bars.map(({ name, told }) => [name, told]) },
      },
    },
  }
}
