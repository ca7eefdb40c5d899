// At most so many in a time, by key, in this process.

export interface RateLimit {
  /** 0 if it may go now, else how many ms to wait. */
  take(key: string, now: number): number
}

export function createRateLimit(options: { most: number; perMs: number }): RateLimit {
  const taken = new Map<string, number[]>()
  return {
    take: (key, now) => {
      const recent = (taken.get(key) ?? []).filter((at) => at > now - options.perMs)
      taken.set(key, recent)
      if (recent.length >= options.most) return recent[recent.length - options.most]! + options.perMs - now
      recent.push(now)
      return 0
    },
  }
}
