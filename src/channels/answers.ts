// What the answer of a receiver means for the notice that was sent to it. Pure.

/** What came back; `failed`: nothing did, in words that name no address. */
export type Answer = { status: number; retryAfter: string | null } | { failed: string }

export type Verdict =
  | { is: 'taken' }
  /** The receiver is gone for good. */
  | { is: 'ended'; why: string }
  /** `isMistake`: only a person can mend it, so it is tried less often. */
  | { is: 'later'; why: string; isMistake: boolean; pauseMs: number | null }

/** What a receiver may ask for at most. */
const LONGEST_PAUSE_MS = 6 * 3_600_000
const PAUSE_MS = 30_000

/** `now`: ms, to read a date in `Retry-After`. */
export function judgeAnswer(answer: Answer, now: number): Verdict {
  if ('failed' in answer) return { is: 'later', why: answer.failed, isMistake: false, pauseMs: null }
  const { status } = answer
  if (status >= 200 && status < 300) return { is: 'taken' }
  const why = `it answered ${status}`
  if (status === 410) return { is: 'ended', why: `${why}: it is gone` }
  if (status === 429 || (status === 503 && answer.retryAfter !== null)) {
    return {
      is: 'later',
      why: `${why}: too much at once`,
      isMistake: false,
      pauseMs: pauseMs(answer.retryAfter, now),
    }
  }
  if (status >= 500 || status === 408 || status === 425) {
    return { is: 'later', why, isMistake: false, pauseMs: null }
  }
  return { is: 'later', why: `${why}: ${meaningOf(status)}`, isMistake: true, pauseMs: null }
}

function meaningOf(status: number): string {
  if (status >= 300 && status < 400) return 'its address has changed, and redirects are not followed'
  if (status === 401 || status === 403) return 'it does not let us in'
  if (status === 404) return 'there is nothing at its address'
  return 'it does not understand what is sent'
}

/** Seconds or a date. */
function pauseMs(retryAfter: string | null, now: number): number {
  const text = (retryAfter ?? '').trim()
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
  if (!Number.isFinite(asked)) return PAUSE_MS
  return Math.min(Math.max(asked, 1_000), LONGEST_PAUSE_MS)
}
