// What happened on the demo's project in the weeks before Firstline was installed.

import type { EmbeddedGitHub } from '../embedded-github/embedded-github.ts'
import { MAINTAINER, REPO } from './cast.ts'
import type { DemoClock } from './demo-clock.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Days ago, who, title, hours until a maintainer replied (null: nobody did), and whether it was closed then. */
const TICKETS: ReadonlyArray<readonly [number, string, string, number | null, boolean]> = [
  [75, 'noor', 'Axis labels overlap with long names', 52, true],
  [68, 'kofi', 'Crash when the input file is empty', 31, true],
  [61, 'lena', 'How can I change the font?', 44, true],
  [52, 'noor', 'Legend is cut off at the right', 20, true],
  [44, 'ivan', 'widget watch uses a whole core', 27, false],
  [37, 'kofi', 'Wrong time zone on the x axis', 18, true],
  [29, 'lena', 'Typo in the help of widget draw', 6, true],
  [22, 'amir', 'Colours are hard to tell apart', 12, true],
  [15, 'ivan', 'Can charts be drawn from a database?', 9, true],
  [9, 'amir', 'Installation on a server without network', 7, true],
  [3, 'noor', 'Please add a dark theme', null, false],
]

export function playHistory(github: EmbeddedGitHub, clock: DemoClock): void {
  const { acts } = github
  const now = Date.now()
  const steps = TICKETS.flatMap(([daysAgo, login, title, hours, closed]) => {
    const openedAt = now - daysAgo * DAY_MS
    let number = 0
    const open = () => {
      number = acts.openIssue(REPO, login, { title, body: `${title}. What can I do?` }).number
    }
    const reply = () => {
      acts.comment(REPO, number, MAINTAINER, 'Thank you for the report, I had a look at it.')
      if (closed) acts.close(REPO, number, MAINTAINER, 'completed')
    }
    return [
      { at: openedAt, act: open },
      ...(hours === null ? [] : [{ at: openedAt + hours * HOUR_MS, act: reply }]),
    ]
  })
  for (const { at, act } of steps.sort((a, b) => a.at - b.at)) {
    clock.goTo(at)
    act()
  }
  clock.goTo(Date.now())
}
