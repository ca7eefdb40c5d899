// What the killed workers and their test agree on. Time runs 20 times as fast, so that leases of seconds end soon.

export interface Order {
  database: { databaseUrl?: string | undefined; dataDir?: string | undefined }
  /** Every write appends its key: the file stands for GitHub. */
  worldFile: string
}

const SPEED = 20
const EPOCH = Date.UTC(2026, 0, 1)

/** The same clock in every process, ms. */
export function warped(): number {
  return EPOCH + (Date.now() - EPOCH) * SPEED
}

export const LEASE_MS = 20_000
/** With the margin of 5 s that an effect adds, as long as the lease. */
export const TIMEOUT_MS = 15_000
/** Longer than a live process could take from its intent to its write. */
export const IN_DOUBT_MS = 25_000
