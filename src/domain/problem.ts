// A mistake in something a person wrote (settings, articles, customers), told with its place.

/** One mistake: where it is, what is wrong, and what is allowed. Lines and columns count from 1. */
export interface Problem {
  /** Path inside its repository, or the file given on the command line. */
  file: string
  line?: number
  column?: number
  /** `failure` stops the file from being used, `warning` does not, `notice` is "known, not yet in force". */
  level: 'failure' | 'warning' | 'notice'
  /** Of a failure: only what it is about is not used. */
  leavesRest?: true
  /** What is wrong and what is allowed, as one or two sentences. */
  message: string
  /** Other repositories, `owner/name`, whose files the message may quote, or tell the existence of. */
  quotes?: readonly string[]
  /** A file that is missing: once it is there, the mistake may be gone. */
  mendedBy?: string
}

/** Something the person who asked got wrong. It is told politely to that person and not retried. */
export class UserError extends Error {
  readonly problems: Problem[]
  constructor(message: string, options: { problems?: Problem[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'UserError'
    this.problems = options.problems ?? []
  }
}
