// Durations and instants as people read them.

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** `3 h 20 min`, `2 d 4 h`, `45 s`: the two largest units, rounded to the smaller one. */
export function humanDuration(seconds: number): string {
  const largest = UNITS.findIndex(([, size]) => seconds >= size)
  if (largest === -1) return '0 s'
  const finest = UNITS[Math.min(largest + 1, UNITS.length - 1)]!
  let left = Math.round(seconds / finest[1]) * finest[1]
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(left / size)
    left -= amount * size
    if (amount > 0) parts.push(`${amount} ${unit}`)
  }
  return parts.join(' ')
}

/** `Mon 23 Nov 2026, 09:00 UTC`. */
export function humanInstant(at: number): string {
  const { weekday, day, month, year, time } = partsOf(at)
  return `${weekday} ${day} ${month} ${year}, ${time} UTC`
}

/** `23 Nov`. */
export function humanDay(at: number): string {
  const { day, month } = partsOf(at)
  return `${day} ${month}`
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function partsOf(at: number) {
  const date = new Date(at)
  return {
    weekday: WEEKDAYS[date.getUTCDay()]!,
    day: date.getUTCDate(),
    month: MONTHS[date.getUTCMonth()]!,
    year: date.getUTCFullYear(),
    time: date.toISOString().slice(11, 16),
  }
}
