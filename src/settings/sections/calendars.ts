// `calendars`: when promises count.
import { z } from 'zod'
import { nearest } from '../../domain/nearest.ts'
import type { CalendarSettings, Weekday } from '../../domain/settings.ts'
import { publicHolidays } from '../../plan/clocks/public-holidays.ts'
import { asList, guesses, listOf, map, mapOf, must, NAME_SHAPE, optional, text } from '../kinds.ts'
import { entriesOf, type Finding, MAX_NAMES, section, tooMany, valueAt } from '../section.ts'
import { date } from '../words.ts'
import { isPlace, likelyZone, PLACE } from '../zones.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[]
const WINDOW = /^([01]?\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]?\d|2[0-3]):([0-5]\d)|24:00)$/

export const calendarsSection = section({
  key: 'calendars',
  about: `A calendar says in which hours a promise counts. \`always\` (24 hours, seven days) is built in. Windows are local times of the calendar's zone, in order, and may end at \`24:00\`; one over midnight is written as two. In a promise, \`d\` is the calendar's weekly open time divided by its open weekdays.`,
  schema: () =>
    optional(mapOf(calendarName(), calendar(), 'a map from names to calendars', MAX_NAMES), {
      description: 'The calendars by name.',
    }),
  read: (value) => {
    const calendars: Record<string, CalendarSettings> = {}
    for (const [name, input] of Object.entries(value ?? {})) calendars[name] = readCalendar(name, input)
    return { calendars }
  },
  check: checkCalendars,
})

function calendarName(): z.ZodType<string> {
  const check = z.string().check((check) => {
    const name = check.value
    if (/^\p{L}[\p{L}\p{N}_.-]{0,38}$/u.test(name) && name !== 'always' && !(name in {})) return
    const message =
      name === 'always'
        ? 'is built in and cannot be changed: choose another name'
        : 'cannot be the name of a calendar: a name begins with a letter and has at most 39 letters, digits, `.`, `_` or `-`'
    check.issues.push({ code: 'custom', message, input: name })
  })
  return check.meta({ pattern: `^(?!always$)${NAME_SHAPE}$` })
}

function calendar() {
  return map({
    time_zone: timeZone().meta({ description: 'Whose local times the windows are.' }),
    hours: mapOf(
      dayRange(),
      listOf(window(), 'a list of windows such as `["09:00-17:00"]`'),
      'a map from days to windows',
    ).meta({
      description: 'Open windows by day (`mon`) or range of days (`mon-fri`).',
    }),
    holidays: optional(
      map({
        country: optional(
          text('a country code of two letters such as `DE`', { test: isCountry, shape: /^[A-Za-z]{2}$/ }),
          {
            description:
              'Public holidays of this country (ISO 3166 code) are closed, as the open list `date-holidays` has them.',
          },
        ),
        state: optional(text('the code of a state or province', { max: 10 }), {
          description: 'State or province.',
        }),
        region: optional(text('the code of a region', { max: 10 }), { description: 'Region of the state.' }),
        except: optional(listOf(date(), 'a list of dates such as `["2026-04-06"]`'), {
          description: 'Days of that list which are open all the same.',
          default: [],
        }),
        dates: optional(listOf(date(), 'a list of dates such as `["2026-12-24"]`'), {
          description: 'Further closed days.',
          default: [],
        }),
      }),
      { description: 'Closed days.' },
    ),
  })
}

function timeZone(): z.ZodType<string> {
  const guess = guesses(likelyZone)
  const expected = 'the IANA name of a place such as `Europe/Berlin`, or `UTC`'
  return z
    .string({ error: (issue) => must(expected, issue.input) })
    .refine(isPlace, { error: (issue) => must(expected, issue.input, guess(String(issue.input))) })
    .meta({ title: expected, pattern: PLACE.source })
}

function holidayLibrary() {
  const Holidays = publicHolidays()
  return new Holidays()
}

function isCountry(code: string): boolean {
  return Object.hasOwn(holidayLibrary().getCountries(), code.toUpperCase())
}

function window(): z.ZodType<string> {
  return text('a window such as `"09:00-17:00"`, ending after it begins, at `24:00` at the latest', {
    shape: WINDOW,
    test: (value) => {
      if (!WINDOW.test(value)) return false
      const { from, to } = readWindow(value)
      return from < to
    },
  })
}

function readWindow(value: string): { from: string; to: string } {
  const [from = '', to = ''] = value.split('-').map((time) => time.trim().padStart(5, '0'))
  return { from, to }
}

function dayRange(): z.ZodType<string> {
  const range = z.string().refine((value) => daysOf(value).length > 0, {
    error: (issue) => {
      const guess = nearest(String(issue.input).split('-')[0] ?? '', WEEKDAYS)
      const hint = guess ? ` (did you mean \`${guess}\`?)` : ''
      return `is no day${hint}: write ${WEEKDAYS.map((day) => `\`${day}\``).join(', ')} or a range such as \`mon-fri\``
    },
  })
  // No flag says that case does not count.
  const day = `(?:${WEEKDAYS.map((name) => name.replace(/./g, (sign) => `[${sign.toUpperCase()}${sign}]`)).join('|')})`
  return range.meta({ pattern: `^\\s*${day}\\s*(?:-\\s*${day}\\s*)?$` })
}

/** `mon-thu` → its four days; a range may run over the weekend. Empty for anything else. */
function daysOf(range: string): Weekday[] {
  const [first, last = first, ...rest] = range
    .split('-')
    .map((day) => WEEKDAYS.indexOf(day.trim().toLowerCase() as Weekday))
  if (first === undefined || first < 0 || last === undefined || last < 0 || rest.length > 0) return []
  const length = ((last - first + 7) % 7) + 1
  return Array.from({ length }, (_, step) => WEEKDAYS[(first + step) % 7]!)
}

type CalendarInput = z.output<ReturnType<typeof calendar>>

function readCalendar(name: string, input: CalendarInput): CalendarSettings {
  const hours: CalendarSettings['hours'] = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  for (const [range, windows] of Object.entries(input.hours)) {
    for (const day of daysOf(range)) hours[day] = asList(windows).map(readWindow)
  }
  const { country, state, region, dates, except } = input.holidays ?? {}
  return {
    name,
    timeZone: input.time_zone,
    hours,
    holidays: {
      country: country?.toUpperCase() ?? null,
      state: state?.toUpperCase() ?? null,
      region: region?.toUpperCase() ?? null,
      dates: asList(dates),
      except: asList(except),
    },
  }
}

function checkCalendars(raw: unknown): Finding[] {
  const each = entriesOf(raw).flatMap(([name, calendar]) => [
    ...checkHours(name, valueAt(calendar, 'hours')),
    ...checkState(name, valueAt(calendar, 'holidays')),
  ])
  return [...tooMany(raw), ...each]
}

function checkHours(name: string, hours: unknown): Finding[] {
  const findings: Finding[] = []
  const named = new Map<Weekday, string>()
  let open = false
  for (const [range, value] of entriesOf(hours)) {
    for (const day of daysOf(range)) {
      const before = named.get(day)
      const message = `names \`${day}\`, which \`${before}\` names already: a day stands in one place`
      if (before) findings.push({ path: [name, 'hours', range], message })
      named.set(day, range)
    }
    const windows = Array.isArray(value) ? value : [value]
    if (windows.length > 0 && value !== null) open = true
    let lastEnd = ''
    for (const [index, item] of windows.entries()) {
      if (typeof item !== 'string' || !WINDOW.test(item)) continue
      const { from, to } = readWindow(item)
      const path = Array.isArray(value) ? [name, 'hours', range, index] : [name, 'hours', range]
      if (from < lastEnd)
        findings.push({
          path,
          message: `begins before ${lastEnd}: windows stand in order and do not overlap`,
        })
      lastEnd = to
    }
  }
  if (!open && hours !== undefined) {
    findings.push({
      path: [name, 'hours'],
      message: 'is never open: nothing promised in this calendar would ever be due',
    })
  }
  return findings
}

function checkState(name: string, holidays: unknown): Finding[] {
  const [country, state, region] = ['country', 'state', 'region'].map((key) => valueAt(holidays, key))
  if (typeof state !== 'string' && typeof region !== 'string') return []
  if (typeof country !== 'string') {
    return [{ path: [name, 'holidays'], message: 'needs `country` beside `state` or `region`' }]
  }
  if (typeof state !== 'string')
    return [{ path: [name, 'holidays', 'region'], message: 'needs `state` beside it' }]
  const codes = isCountry(country) ? Object.keys(holidayLibrary().getStates(country.toUpperCase()) ?? {}) : []
  if (codes.length === 0 || codes.includes(state.toUpperCase())) return []
  const message = must(`a state of ${country.toUpperCase()} (${codes.slice(0, 60).join(', ')})`, state)
  return [{ path: [name, 'holidays', 'state'], message }]
}
