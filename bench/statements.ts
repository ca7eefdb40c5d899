// Counts the statements that reach a SQLite database, and groups them by their text and by who asked.

/** BEGIN and COMMIT are counted apart, as transactions. */
export interface StatementCounts {
  select: number
  insert: number
  update: number
  delete: number
  other: number
  transactions: number
  /** Commits with something to write, of transactions and of single statements: each waits for the disk. */
  flushes: number
}

export interface Group {
  count: number
  /** Shortened: lists of columns and of values are left out. */
  text: string
  /** The functions that led to it, innermost first. */
  from: string
}

export interface Counter {
  notice(sql: string): void
  /** What was counted since the last call. */
  take(): { counts: StatementCounts; groups: Group[] }
}

/** In statements that only the bench asks. */
export const OWN = 'asked by the bench'
const FRAMES = 60
const SHOWN_FRAMES = 4
const MACHINERY = /^store\/(open|sqlite|postgres|insert-rows)$/

export function createCounter(): Counter {
  Error.stackTraceLimit = FRAMES
  let counts = none()
  let groups = new Map<string, Group>()
  const transaction = { isOpen: false, wrote: false }
  return {
    notice: (sql) => {
      if (sql.includes(OWN)) return
      count(counts, transaction, sql)
      const group = { count: 0, text: shortened(sql), from: callers(new Error().stack ?? '') }
      const key = `${group.text} ${group.from}`
      const known = groups.get(key) ?? group
      known.count++
      groups.set(key, known)
    },
    take: () => {
      const taken = { counts, groups: [...groups.values()].sort((a, b) => b.count - a.count) }
      counts = none()
      groups = new Map()
      return taken
    },
  }
}

/** All statements, without BEGIN and COMMIT. */
export function total({ select, insert, update, delete: deleted, other }: StatementCounts): number {
  return select + insert + update + deleted + other
}

function none(): StatementCounts {
  return { select: 0, insert: 0, update: 0, delete: 0, other: 0, transactions: 0, flushes: 0 }
}

/** All statements come over one connection: between BEGIN and COMMIT there are those of one transaction. */
function count(counts: StatementCounts, transaction: { isOpen: boolean; wrote: boolean }, sql: string): void {
  const verb = /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase()
  switch (verb) {
    case 'begin':
      counts.transactions++
      Object.assign(transaction, { isOpen: true, wrote: false })
      return
    case 'commit':
    case 'rollback':
      if (transaction.wrote && verb === 'commit') counts.flushes++
      Object.assign(transaction, { isOpen: false, wrote: false })
      return
    case 'insert':
    case 'update':
    case 'delete':
      counts[verb]++
      if (transaction.isOpen) transaction.wrote = true
      else counts.flushes++
      return
    case 'select':
      counts.select++
      return
    default:
      counts.other++
  }
}

function shortened(sql: string): string {
  return sql
    .replace(/\s+/g, ' ')
    .replace(/"/g, '')
    .replace(/\((\$?\w+|\?)(, (\$?\w+|\?))+\)(, \([?$\d, ]+\))*/g, '(…)')
}

/** Functions of `src` on the way to the statement (files, where they have no name), without the machinery of the store. */
function callers(stack: string): string {
  const frames = stack.matchAll(/at (?:async )?(?:([\w.]+) )?\(?file:\/\/.*\/src\/([\w/-]+)\.ts/g)
  const names = [...frames]
    .filter(([, , file = '']) => !MACHINERY.test(file))
    .map(([, name, file = '']) => name?.replace(/^Object\./, '') ?? file)
  return names
    .filter((name, i) => name !== names[i - 1])
    .slice(0, SHOWN_FRAMES)
    .join(' ← ')
}
