// What ails a database that cannot be read or written, in a sentence that says what to do.

const DAMAGED =
  'the database is damaged. Stop the server and put back a backup, or move its files away: an empty database is filled ' +
  'again with the last 90 days from GitHub'
const FULL = 'there is no room left on its disk. Make room: work goes on by itself'
const READ_ONLY =
  'the database cannot be written. Let the user that runs Firstline write to its folder and its files'
const AWAY = 'the database does not answer. Start it, or mend its address: work goes on by itself'

/** By the beginning of SQLite's code, or PostgreSQL's or the system's. */
const KINDS: ReadonlyArray<[code: RegExp, sentence: string]> = [
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|XX00[12]$)/, DAMAGED],
  [/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|53100$|ENOSPC$|EDQUOT$)/, FULL],
  [/^(SQLITE_READONLY|SQLITE_PERM|25006$|EROFS$)/, READ_ONLY],
  [/^(SQLITE_IOERR|58030$|EIO$)/, 'its disk fails. Look at the log of the system before anything is lost'],
  [
    /^(SQLITE_CANTOPEN|EACCES$)/,
    'the files of the database cannot be opened by this user. Check their owner',
  ],
  [/^(57P0[123]$|53300$|08\w{3}$|ECONN|ETIMEDOUT$|EHOSTUNREACH$|ENOTFOUND$|EPIPE$)/, AWAY],
]

/** Null where an error is no trouble of the database as a whole. The database's own words stand in brackets. */
export function troubleOf(error: unknown): string | null {
  for (const one of causesOf(error)) {
    const code = 'code' in one ? String(one.code) : ''
    const [, sentence] = KINDS.find(([pattern]) => pattern.test(code)) ?? []
    if (sentence !== undefined && isOfDatabase(one, code)) return `${sentence} (${one.message || code}).`
  }
  return null
}

/** The system's codes (no room, no connection) are the database's only where its driver raised them. */
function isOfDatabase(error: Error, code: string): boolean {
  if (code.startsWith('SQLITE_') || 'severity' in error) return true
  return /node_modules\/(pg|pg-pool)\//.test(error.stack ?? '')
}

function causesOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 5) return []
  const inner = error instanceof AggregateError ? error.errors : []
  return [error, ...[error.cause, ...inner].flatMap((one) => causesOf(one, depth + 1))]
}
