// What is known of one desk of a repository when it is planned.
import type { RefusedWrite } from '../../domain/refusal.ts'
import type { OwnPlace } from '../../domain/want.ts'
import type { PreviewRow } from '../../words/desk-text.ts'
import type { MetricsFacts } from '../../words/report/metrics-facts.ts'
import type { QueueInput } from '../../words/report/queue-comment.ts'

/** Everything is fit for those who may read the place that holds the desk. */
export interface DeskFacts {
  place: OwnPlace
  /** The repository that it is about. */
  repository: { id: number; owner: string; name: string }
  metrics: MetricsFacts
  queue: QueueInput
  /** What preview mode would have done; null in other modes. */
  preview: readonly PreviewRow[] | null
  /** What maintainers have to mend, in sentences. */
  problems: readonly string[]
  /** What GitHub has refused. */
  refused: readonly RefusedWrite[]
}

/** One comment of the desk. */
export interface DeskComment {
  kind: string
  /** By which it is found again: `KIND key` of its marker, or the kind where that alone tells it. */
  mark: string
  /** Markdown with its marker; null where there is nothing to tell. */
  text(facts: DeskFacts): string | null
  /** What of the text is news when it changes; all of it if left out. */
  tells?(text: string): string
}
