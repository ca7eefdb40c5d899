// The library of public holidays, loaded when a calendar first names a country: its data takes 36 MB of memory.
import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'

const load = createRequire(import.meta.url)

export function publicHolidays(): typeof Holidays {
  return load('date-holidays')
}
