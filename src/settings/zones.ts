// Time zones as settings may name them: places, whose rules are known, and not abbreviations, which mean many things.
import { nearest } from '../domain/nearest.ts'

/**
 * Names without a slash are abbreviations and countries; Etc/GMT+5 lies west of Greenwich and knows no daylight saving.
 */
export const PLACE =
  /^(?:UTC|(?!(?:[Ee][Tt][Cc]|[Ss][Yy][Ss][Tt][Ee][Mm][Vv])\/)[A-Za-z]+\/[A-Za-z0-9_+/-]+)$/

/** True for `UTC` and for a name such as `Europe/London` that the system knows. */
export function isPlace(zone: string): boolean {
  return PLACE.test(zone) && canonical(zone) !== null
}

/** The zone that was likely meant, or null. */
export function likelyZone(word: string): string | null {
  const plain = word.trim().toUpperCase()
  if (Object.hasOwn(MEANT, plain)) return MEANT[plain] ?? null
  const offset = /^(ETC\/)?(?:GMT|UTC)?([+-])0?(\d{1,2})(?::?00)?$/.exec(plain)
  if (offset) {
    // The names under Etc count hours behind Greenwich, everybody else hours ahead.
    const ahead = Number(offset[3]) * (offset[2] === '+' ? 1 : -1) * (offset[1] ? -1 : 1)
    return BY_OFFSET[String(ahead)] ?? null
  }
  const known = /^[A-Za-z0-9_+/-]{1,60}$/.test(word) ? canonical(word) : null
  if (known !== null && isPlace(known)) return known
  return zoneOfCity(word) ?? nearest(word, zoneNames())
}

/** `Berlin` → `Europe/Berlin`. */
function zoneOfCity(word: string): string | null {
  const city = `/${word.trim().replaceAll(' ', '_').toLowerCase()}`
  return zoneNames().find((zone) => zone.toLowerCase().endsWith(city)) ?? null
}

/** As the system calls it; null where it does not know the name. */
function canonical(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch (error) {
    // Intl has no other way to say that it does not know the zone.
    if (error instanceof RangeError) return null
    throw error
  }
}

let names: string[] | null = null
function zoneNames(): string[] {
  names ??= Intl.supportedValuesOf('timeZone')
  return names
}

/** What abbreviations mostly mean to those who write them. */
const MEANT: Record<string, string> = {
  Z: 'UTC',
  GMT: 'UTC',
  UCT: 'UTC',
  GREENWICH: 'UTC',
  ZULU: 'UTC',
  UNIVERSAL: 'UTC',
  'ETC/UTC': 'UTC',
  'ETC/GMT': 'UTC',
  'ETC/UCT': 'UTC',
  'ETC/ZULU': 'UTC',
  BST: 'Europe/London',
  WET: 'Europe/Lisbon',
  WEST: 'Europe/Lisbon',
  IST: 'Asia/Kolkata',
  CET: 'Europe/Berlin',
  CEST: 'Europe/Berlin',
  MEZ: 'Europe/Berlin',
  MESZ: 'Europe/Berlin',
  MET: 'Europe/Berlin',
  MEST: 'Europe/Berlin',
  EET: 'Europe/Helsinki',
  EEST: 'Europe/Helsinki',
  MSK: 'Europe/Moscow',
  TRT: 'Europe/Istanbul',
  ET: 'America/New_York',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  EST5EDT: 'America/New_York',
  CT: 'America/Chicago',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  CST6CDT: 'America/Chicago',
  MT: 'America/Denver',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  MST7MDT: 'America/Denver',
  PT: 'America/Los_Angeles',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  PST8PDT: 'America/Los_Angeles',
  AKST: 'America/Anchorage',
  AKDT: 'America/Anchorage',
  HST: 'Pacific/Honolulu',
  AST: 'America/Halifax',
  ADT: 'America/Halifax',
  NST: 'America/St_Johns',
  BRT: 'America/Sao_Paulo',
  ART: 'America/Argentina/Buenos_Aires',
  SAST: 'Africa/Johannesburg',
  EAT: 'Africa/Nairobi',
  WAT: 'Africa/Lagos',
  GST: 'Asia/Dubai',
  PKT: 'Asia/Karachi',
  ICT: 'Asia/Bangkok',
  WIB: 'Asia/Jakarta',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  PHT: 'Asia/Manila',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  AWST: 'Australia/Perth',
  ACST: 'Australia/Adelaide',
  ACDT: 'Australia/Adelaide',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
}

/** A populous place by its hours ahead of Greenwich in winter. */
const BY_OFFSET: Record<string, string> = {
  '-11': 'Pacific/Pago_Pago',
  '-10': 'Pacific/Honolulu',
  '-9': 'America/Anchorage',
  '-8': 'America/Los_Angeles',
  '-7': 'America/Denver',
  '-6': 'America/Chicago',
  '-5': 'America/New_York',
  '-4': 'America/Halifax',
  '-3': 'America/Sao_Paulo',
  '-2': 'America/Noronha',
  '-1': 'Atlantic/Azores',
  '0': 'UTC',
  '1': 'Europe/Berlin',
  '2': 'Europe/Helsinki',
  '3': 'Europe/Istanbul',
  '4': 'Asia/Dubai',
  '5': 'Asia/Karachi',
  '6': 'Asia/Dhaka',
  '7': 'Asia/Bangkok',
  '8': 'Asia/Shanghai',
  '9': 'Asia/Tokyo',
  '10': 'Australia/Sydney',
  '11': 'Pacific/Noumea',
  '12': 'Pacific/Auckland',
  '13': 'Pacific/Tongatapu',
}
