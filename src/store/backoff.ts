// How long a line that failed waits before it is tried again.
const BACKOFF_BASE_MS = 2_000
export const BACKOFF_CAP_MS = 3_600_000

/** 2 s, doubled with every attempt up to an hour, of which the upper half is left to chance. */
export function backoffMs(attempts: number, random: number): number {
  const fullMs = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(attempts - 1, 30))
  return Math.round(fullMs * (0.5 + random / 2))
}
