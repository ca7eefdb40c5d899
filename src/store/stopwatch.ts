// How much time has passed here, counted by every clock there is: one of them sees each way in which a process stands still.
import { uptime } from 'node:os'

/**
 * Starts counting. The function tells the ms since: by the wall clock, by the monotonic one (which a stopped process
 * cannot hold up) or by the machine's time since boot (which counts while it is suspended), whichever is most.
 */
export function startStopwatch(): () => number {
  const wall = Date.now()
  const running = startRunningWatch()
  return () => Math.max(Date.now() - wall, running())
}

/** The same by the clocks that nobody sets. */
export function startRunningWatch(): () => number {
  const monotonic = performance.now()
  const boot = uptime()
  return () => Math.max(performance.now() - monotonic, (uptime() - boot) * 1000)
}
