// Durations as people write them in commands: 90m, 4h, 14d, 2w, in either case.

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Milliseconds, `d` being 24 hours; null if the word is no duration, is zero, or is longer than two years. */
export function parseDurationMs(word: string): number | null {
  const match = /^(\d{1,5})([mhdw])$/i.exec(word)
  if (!match) return null
  const ms = Number(match[1]) * (UNIT_MS[match[2]?.toLowerCase() ?? ''] ?? 0)
  return ms > 0 && ms <= 730 * 86_400_000 ? ms : null
}
