// How much time has passed here, counted by every clock there is: one of them sees each way in which a process stands still.
import { uptime } from 'node:os'

/**
 * Starts counting. The function tells the ms since: by the wall clock, by the monotonic one (which a stopped process
 * cannot hold up) or by the machine's time since boot (which counts while it is suspended), whichever is most.
 */
export function startStopwatch(): () => number {
  const began = read()
  return () => {
    const now = read()
    return Math.max(now.wall - began.wall, now.monotonic - began.monotonic, now.boot - began.boot)
  }
}

function read() {
  return { wall: Date.now(), monotonic: performance.now(), boot: uptime() * 1000 }
}
