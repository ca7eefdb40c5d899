// The clock that the embedded GitHub and Firstline share in the demo: the real one, moved on between scenes.

export interface DemoClock {
  now(): number
  /** Moves to an instant, ms; from there it runs on. */
  goTo(at: number): void
}

export function createDemoClock(): DemoClock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    goTo(at) {
      ahead = at - Date.now()
    },
  }
}
