// What a turn throws when it cannot go on now: its line is given back and tried again, and nobody has made a mistake.

/** `retryAt` (ms): not before then; null: after a backoff. */
export class RetryLater extends Error {
  readonly retryAt: number | null
  constructor(message: string, { retryAt, cause }: { retryAt: number | null; cause?: unknown }) {
    super(message, { cause })
    this.name = new.target.name
    this.retryAt = retryAt
  }
}

/** GitHub's limit: until then everything of this installation waits. */
export class GitHubLimit extends RetryLater {
  declare readonly retryAt: number
}

/** Our own pace: this write waits for its turn, and nothing has failed. */
export class OwnPace extends RetryLater {
  declare readonly retryAt: number
}
