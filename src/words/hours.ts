// The hours of a calendar as people read them.
import type { Calendar } from '../domain/calendar.ts'
import type { CalendarSettings, Weekday } from '../domain/settings.ts'
import type { MaintainersHours } from '../report/preview.ts'

const DAYS: ReadonlyArray<[Weekday, string]> = [
  ['mon', 'Mon'],
  ['tue', 'Tue'],
  ['wed', 'Wed'],
  ['thu', 'Thu'],
  ['fri', 'Fri'],
  ['sat', 'Sat'],
  ['sun', 'Sun'],
]

/** `around the clock`, or such as `Mon–Thu 09:00–12:00 and 13:00–17:00, Fri 09:00–15:00, Europe/Berlin`. */
export function hoursInWords(calendar: Calendar): string {
  if (calendar === 'always') return 'around the clock'
  const { timeZone, holidays } = calendar
  const closed = holidays.country !== null || holidays.dates.length > 0 ? ['but for holidays'] : []
  return [...daysInWords(calendar), ...closed, timeZone].join(', ')
}

/** `Mon–Fri 09:00–17:00, Europe/Berlin`, of the hours that maintainers keep. */
export function hoursOfWeek({ zone, from, to }: Pick<MaintainersHours, 'zone' | 'from' | 'to'>): string {
  return `Mon–Fri ${from}–${to}, ${zone}`
}

/** Days after each other with the same windows stand together. */
function daysInWords({ hours }: CalendarSettings): string[] {
  const groups: Array<{ first: string; last: string; windows: string }> = []
  let before = ''
  for (const [day, name] of DAYS) {
    const windows = hours[day].map(({ from, to }) => `${from}–${to}`).join(' and ')
    const group = groups.at(-1)
    if (windows !== '' && windows === before && group) group.last = name
    else if (windows !== '') groups.push({ first: name, last: name, windows })
    before = windows
  }
  return groups.map(({ first, last, windows }) => `${first === last ? first : `${first}–${last}`} ${windows}`)
}
