// JSON for scripts: indented, and every time as ISO 8601.

/** Names of fields that hold a time in ms since 1970. */
const TIMES = /^at$|At$/

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (key, one) => (isTime(key, one) ? isoOrNull(one) : one), 2)}\n`
}

function isTime(key: string, value: unknown): value is number {
  return typeof value === 'number' && TIMES.test(key)
}

/** Null too for what has no beginning that anybody knows (0), and for what never ends. */
export function isoOrNull(at: number | null): string | null {
  return at === null || at === 0 || !Number.isFinite(at) ? null : new Date(at).toISOString()
}
