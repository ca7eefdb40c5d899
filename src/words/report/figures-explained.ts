// The section of the metrics comment that says how its figures are computed.
import type { Metrics } from '../../report/metrics-schema.ts'
import { humanDuration } from '../durations.ts'
import { folded } from '../tables.ts'

export function figuresExplained(metrics: Metrics): string {
  const { first_response: first } = metrics.tiers.all!
  const plain =
    first.responded_median_seconds === null
      ? ''
      : ` Over answered tickets alone the median is ${humanDuration(first.responded_median_seconds)} and the 90th percentile ${humanDuration(first.responded_p90_seconds ?? 0)}: comparable with other tools, but blind to whoever still waits.`
  return folded(
    'How these figures are computed',
    [
      '- Times run from opening to the first comment of a maintainer. Bots, automatic answers, other users and comments that hold only commands do not count. Tickets opened by maintainers or bots are left out.',
      `- **First response** (the median) and **90 % within** count the unanswered too (Kaplan–Meier): open tickets as waiting until now, tickets closed without a response as waiting until their close. “More than” means that not enough tickets have been answered to know.${plain}`,
      '- **Promises kept** are those of first response, next response and resolution that were kept, of all that were kept or missed, in the hours of their calendar. An open ticket past its target is missed now, and late stays missed.',
      '- A ticket counts under the tier it had when it was opened.',
    ].join('\n'),
  )
}
