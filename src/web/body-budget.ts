// How much of unfinished requests may lie in memory at once, and who gives way when it is used up.

/** The room that one body takes. */
export interface Room {
  /** Asks for room for `bytes` in all. False: there is none, and nobody to take it from. */
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
/** A shorter silence between two blocks says nothing. */
const NO_SILENCE_MS = 50

interface Held {
  bytes: number
  grownAt: number
  whole: boolean
  giveWay(): void
}

/**
 * A budget of `most` bytes. When it is used up, the body that has not grown for the longest time gives way, else the
 * largest: what is left unfinished, or trickles, never keeps out a delivery that arrives.
 */
export function createBodyBudget(most: number, now: () => number): BodyBudget {
  const all = new Set<Held>()
  let used = 0
  const release = (held: Held) => {
    if (all.delete(held)) used -= held.bytes
  }
  return {
    enter: (giveWay) => {
      const held: Held = { bytes: 0, grownAt: now(), whole: false, giveWay }
      all.add(held)
      return {
        grow: (bytes) => {
          held.grownAt = now()
          const more = Math.max(0, bytes - FREE_BYTES) - held.bytes
          while (used + more > most) {
            const other = firstToGo(all, now())
            if (!other || other === held) return false
            release(other)
            other.giveWay()
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

/** Of those that hold something and are not whole, the one that is first to give way. */
function firstToGo(all: Iterable<Held>, now: number): Held | null {
  const silence = ({ grownAt }: Held) => Math.floor((now - grownAt) / NO_SILENCE_MS)
  const goesBefore = (one: Held, other: Held) =>
    silence(one) === silence(other) ? one.bytes > other.bytes : silence(one) > silence(other)
  let first: Held | null = null
  for (const held of all) {
    if (held.whole || held.bytes === 0) continue
    if (first === null || goesBefore(held, first)) first = held
  }
  return first
}
