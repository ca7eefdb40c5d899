// What the runtime of the sentence model is told before it is loaded: it would note what it runs, and send it to its maker.

/** In a thread it counts only where the environment is shared with the process. */
export function quietRuntime(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1'
}
