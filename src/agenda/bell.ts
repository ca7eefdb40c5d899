// Wakes whoever waits; a ring that nobody waited for is kept for the next who does.

export interface Bell {
  ring(): void
  /** Resolves at the next ring, or after `limitMs`. */
  wait(limitMs?: number): Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let waiting: Array<() => void> = []
  return {
    ring() {
      if (waiting.length === 0) rung = true
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
    wait(limitMs) {
      if (rung) {
        rung = false
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const timer = limitMs === undefined ? undefined : setTimeout(() => wake(), limitMs)
        const wake = () => {
          clearTimeout(timer)
          waiting = waiting.filter((other) => other !== wake)
          resolve()
        }
        waiting.push(wake)
      })
    },
  }
}
