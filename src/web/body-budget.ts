// How much of unfinished requests may lie in memory at once, and who gives way when it is used up.

/** The room that one body takes. */
export interface Room {
  /** Asks for room for `bytes` in all. False: there is none, and nobody slower to take it from. */
  grow(bytes: number): boolean
  /** The body is whole: nobody takes its room away any more. */
  keep(): void
  release(): void
}

export interface BodyBudget {
  /** `giveWay` is called when the room is taken away for a faster body. */
  enter(giveWay: () => void): Room
}

/** So much of each body is free: the number of connections bounds it, and most deliveries are no longer. */
const FREE_BYTES = 64 * 1024
/** A body that has only begun has no pace yet. */
const HEAD_START_MS = 250

interface Held {
  bytes: number
  readonly startedAt: number
  whole: boolean
  giveWay(): void
}

/**
 * A budget of `most` bytes. When it is used up, the body with the lowest pace since its beginning gives way: what is
 * left unfinished, or trickles, never keeps out a delivery that arrives.
 */
export function createBodyBudget(most: number, now: () => number): BodyBudget {
  const all = new Set<Held>()
  let used = 0
  const release = (held: Held) => {
    if (all.delete(held)) used -= held.bytes
  }
  return {
    enter: (giveWay) => {
      const held: Held = { bytes: 0, startedAt: now(), whole: false, giveWay }
      all.add(held)
      return {
        grow: (bytes) => {
          const more = Math.max(0, bytes - FREE_BYTES) - held.bytes
          while (used + more > most) {
            const slowest = slowestOf(all, now())
            if (!slowest || slowest === held) return false
            release(slowest)
            slowest.giveWay()
          }
          held.bytes += more
          used += more
          return true
        },
        keep: () => {
          held.whole = true
        },
        release: () => release(held),
      }
    },
  }
}

/** Of those that hold something and are not whole. */
function slowestOf(all: Iterable<Held>, now: number): Held | null {
  const pace = (held: Held) => held.bytes / (now - held.startedAt + HEAD_START_MS)
  let slowest: Held | null = null
  for (const held of all) {
    if (held.whole || held.bytes === 0) continue
    if (slowest === null || pace(held) < pace(slowest)) slowest = held
  }
  return slowest
}
