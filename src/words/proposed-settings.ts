// A settings file to begin with, made of what a repository's past shows, with what its maintainer needs to know beside it.
import type { MaintainersHours, PromiseShare } from '../report/preview.ts'
import { invisibleSign } from '../yaml/mistakes.ts'
import { hoursOfWeek } from './hours.ts'
import { share } from './tables.ts'

export interface Proposed {
  owner: string
  /** The promise to those who pay most. */
  recommended: Pick<PromiseShare, 'target' | 'calendar' | 'met' | 'missed'> | null
  hours: MaintainersHours | null
  /** What sponsors can choose, by what it costs in dollars a month; none: one tier for all of them. */
  tiers: ReadonlyArray<{ name: string; dollars: number }>
  /** The folder of articles; null: the usual one. */
  articlesPath: string | null
  /** Globs of documentation. */
  docs: readonly string[]
}

/** As text of a whole file without a mistake, whatever is given: what settings cannot hold is left out. */
export function proposedSettings(proposed: Proposed): string {
  const tiers = tiersOf(proposed.tiers)
  const sections = [modeSection(), tiersSection(tiers, proposed), payersSection(tiers, proposed.owner)]
  return `${[...sections, ...calendarSection(proposed), knowledgeSection(proposed)].join('\n\n')}\n`
}

/**
 * Live: that is what holds without a file, and whoever opens this one has just read what will happen. A file that began
 * with a preview would take back what works, and ask for a second commit.
 */
function modeSection(): string {
  return `# The settings of Firstline, proposed from the past of this repository. Change what you like.
mode: live   # preview: it only tells, on its desk issue, what it would do; off: it does nothing`
}

interface Tier {
  name: string
  dollars: number
}

const MOST_TIERS = 6

/** The highest first, each with a name and an amount of its own. */
function tiersOf(given: Proposed['tiers']): Tier[] {
  const byAmount = new Map(given.map((one) => [one.dollars, one]))
  const tiers: Tier[] = []
  for (const { name, dollars } of [...byAmount.values()].sort((a, b) => b.dollars - a.dollars)) {
    if (!(dollars > 0 && dollars <= 1e9) || tiers.length === MOST_TIERS) continue
    const plain = plainName(name) ?? `sponsor-${String(dollars).replace(/[^\d.-]/g, '')}`
    const taken = tiers.some((one) => one.name.toLowerCase() === plain.toLowerCase())
    tiers.push({ name: taken ? `${plain.slice(0, 36)}-${tiers.length + 1}` : plain, dollars })
  }
  return tiers.length > 0 ? tiers : [{ name: 'sponsor', dollars: 1 }]
}

/** Words that mean something else where tiers are named, or to YAML. */
const TAKEN = [
  'community',
  'none',
  'auto',
  'all',
  'null',
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  'y',
  'n',
]

/** `Gold Sponsor` → `gold-sponsor`; null for `$5 a month`, and where too little is left of it. */
function plainName(name: string): string | null {
  const plain = name
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replace(/^-|-$/g, '')
  return /^[a-z]/.test(plain) && /^\p{L}/u.test(name) && !(plain in {}) && !TAKEN.includes(plain)
    ? plain
    : null
}

function tiersSection(tiers: readonly Tier[], proposed: Proposed): string {
  const lines = tiers.flatMap(({ name }, rank) => [
    `  ${name}:`,
    `    label: { name: "support: ${name}" }`,
    ...(rank === 0 ? promiseLines(proposed) : []),
  ])
  return [
    '# What those who pay get, the highest tier first: a label on their tickets, and what is promised.',
    'tiers:',
    ...lines,
  ].join('\n')
}

function promiseLines({ recommended, hours }: Proposed): string[] {
  if (!recommended || (recommended.calendar !== 'always' && !hours)) {
    return [
      '    # No promise is recommended: too little is known, or none would have been kept often enough. One looks like this:',
      '    # promise: { first_response: 2d }',
    ]
  }
  const { target, calendar, met, missed } = recommended
  const unit = target.unit === 'd' && calendar !== 'always' ? ' A day (d) is one of the calendar.' : ''
  return [
    `    # Made to everybody, it would have been kept on ${share(met, met + missed)} of ${met + missed} tickets.${unit}`,
    `    promise: { first_response: ${target.amount}${target.unit}, calendar: ${calendar} }`,
  ]
}

function payersSection(tiers: readonly Tier[], owner: string): string {
  const account = /^[A-Za-z0-9][A-Za-z0-9_-]{0,98}$/.test(owner) ? `account: "${owner}", ` : ''
  const amounts = tiers.map(({ name, dollars }) => `${name}: ${dollars}`).join(', ')
  return `# Who pays: sponsors on GitHub, with the least in dollars a month for each tier. There are other sources too.
entitlements:
  github_sponsors: { ${account}tiers: { ${amounts} } }`
}

function calendarSection({ recommended, hours }: Proposed): string[] {
  if (!recommended || recommended.calendar === 'always' || !hours) return []
  const { zone, from, to } = hours
  return [
    `# When promises count: ${hoursOfWeek(hours)} is when most of your answers were written.
calendars:
  ${recommended.calendar}:
    time_zone: ${zone}
    hours: { mon-fri: ["${from}-${to}"] }
    # holidays: { country: DE }   # its public holidays would not count`,
  ]
}

function knowledgeSection({ articlesPath, docs }: Proposed): string {
  const path = articlesPath !== null && isPlain(articlesPath) ? articlesPath : '.github/knowledge'
  const globs = docs.filter(isPlainGlob).slice(0, 50)
  const list = globs.map((glob) => `\n    - ${JSON.stringify(glob)}`).join('')
  return `# What it answers from. It speaks only where 95 % of its answers are expected to be right.
knowledge_base:
  path: ${JSON.stringify(path)}
  mode: auto   # draft: answers are shown to maintainers, who post them; off: none${list === '' ? '' : `\n  docs:   # sections of these may be pointed to${list}`}`
}

/** Letters, digits and what names of files are made of; inside the repository. */
function isPlain(path: string): boolean {
  return (
    path.length <= 200 &&
    invisibleSign(path) === null &&
    /^[\p{L}\p{N}\p{M} ._@/-]+$/u.test(path) &&
    !/^\/|\/$|^ | $/.test(path) &&
    !path.split('/').some((name) => name === '..' || name === '')
  )
}

/** The same with `*` and a few choices. */
function isPlainGlob(glob: string): boolean {
  const choices = glob.match(/\{[\p{L}\p{N},]+\}/gu) ?? []
  const stars = glob.match(/\*\*/g) ?? []
  const names = glob
    .replace(/^!/, '')
    .replace(/\{[\p{L}\p{N},]+\}/gu, 'x')
    .split('/')
  return (
    choices.length <= 3 &&
    stars.length <= 3 &&
    names.every((name) => (name.match(/\*+/g) ?? []).length <= 3) &&
    isPlain(names.join('/').replaceAll('*', 'x'))
  )
}
