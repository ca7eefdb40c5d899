// An answer to the caller's mistake, thrown from anywhere in a route.

export class HttpError extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>
  /** The field of the body that is wrong, or empty. */
  readonly path: string
  constructor(
    status: number,
    code: string,
    message: string,
    headers: Record<string, string> = {},
    path = '',
  ) {
    super(message)
    this.name = 'HttpError'
    this.status = status
    this.code = code
    this.headers = headers
    this.path = path
  }
}
