// JSON for scripts: indented, and every time as ISO 8601.

/** Names of fields that hold a time in ms since 1970. */
const TIMES = /^at$|At$/

/** What has no beginning that anybody knows (0) and what never ends (infinite) is null. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (key, one) => (isTime(key, one) ? isoOrNull(one) : one), 2)}\n`
}

function isTime(key: string, value: unknown): value is number {
  return typeof value === 'number' && TIMES.test(key)
}

function isoOrNull(at: number): string | null {
  return at === 0 || !Number.isFinite(at) ? null : new Date(at).toISOString()
}
