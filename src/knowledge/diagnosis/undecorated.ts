// Takes off what loggers and terminals put before a message: times, levels, names of services and threads.

export interface Undecorated {
  /** Without time and service. */
  text: string
  /** The same without its level; null where it has none that tells of an error. */
  leveled: string | null
  /** Something logged it: there is a time, a service or a level before it. */
  isLogged: boolean
  /** What was said before arose from this. */
  isCause: boolean
}

const MOST_DECORATIONS = 8

/** The message of a line, at most as long as the line. */
export function undecorated(line: string): Undecorated {
  let text = line.trim()
  let isCause = false
  let isLogged = false
  for (let i = 0; i < MOST_DECORATIONS; i++) {
    const cause = CAUSE.exec(text)
    const decoration = cause ?? DECORATION.exec(text)
    if (!decoration || decoration[0] === '' || decoration[0].length === text.length) break
    isCause ||= cause !== null
    isLogged ||= /[\w\]]/.test(decoration[0])
    text = text.slice(decoration[0].length)
  }
  const level = LEVEL.exec(text)
  const leveled = level ? text.slice(level[0].length) : null
  return { text, leveled, isLogged: isLogged || /^\W?[A-Z]{4}/.test(level?.[0] ?? ''), isCause }
}

const CAUSE = /^(?:Caused by: |\[cause\]: |-{2,3}> |cause: |Suppressed: |Root cause: |Wrapped by: )/i
const DECORATION = new RegExp(
  [
    /[\s>|│┃•»❯⎿]+/,
    /\[?\(?\d{4}[-/.]\d\d[-/.]\d\d[T ,]{0,2}(?:\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?)?(?: ?[AP]M)?(?:Z| ?[+-]\d\d:?\d\d| UTC| GMT)?\]?\)?[:,]?(?=\s|$)/,
    /\[?\d{1,2}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?(?: ?[AP]M)?\]?:?(?=\s)/,
    /\[?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M)?\]?:?(?=\s)/,
    /\[?\d{1,2}:\d\d(?: ?[AP]M)?\](?=\s)/,
    /\[?\d{1,2}[-/][A-Z][a-z]{2}[-/]\d{4}[: ]\d{1,2}:\d\d:\d\d\S{0,12}(?: \S{1,40})?\]?(?=\s)/,
    /[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S{1,60} \S{1,60}?(?:\[\d+\])?:(?=\s)/,
    /[EFW]\d{4} \d\d:\d\d:\d\d\.\d{1,9} +\d{1,8} \S{1,80}\](?=\s)/,
    /#\d{1,3} \d{1,5}\.\d{1,6}(?=\s)/,
    /\[(?!ERROR\]|error\]|Error|E\d)[^\]\n]{0,60}\](?=[\s:])[: ]?/,
    /[\w.-]{1,40} {1,8}\|(?=\s)/,
    /[VDIWEF][/ ][\w.-]{2,40}(?:\( ?\d{1,7}\))?: /,
    /(?:npm (?:ERR!|error|err!)|gyp ERR!|yarn error|pnpm error|stderr:?|stdout:?|\[stderr\]|remote:(?! (?:fatal|error|ERROR)))(?=\s)/,
    /(?:time|ts|timestamp)="?[\dT:.,Z+ -]{8,40}"?(?=\s)/,
    /(?:Uncaught|Unhandled error event:|Unhandled|UnhandledPromiseRejectionWarning:|\(node:\d+\)|Exception ignored in:|throw)(?: \(in promise\))?(?=\s)/,
    /[[{(] ?(?=Error: )/,
  ]
    .map(({ source }) => `^(?:${source})\\s{0,20}`)
    .join('|'),
)
const LEVEL =
  /^(?:\[?(?:ERROR|FATAL|SEVERE|CRITICAL|CRIT|PANIC|error|fatal|Error|Fatal)\]?(?:[:：]|\s{1,8}-|\s{1,4}\[[^\]]{1,80}\](?: [\w.$]{1,100})?(?: -|:)?|(?=\s))|level=(?:error|fatal|panic) (?:\w{1,20}=\S{1,80} ){0,4}msg="?)\s{0,8}(?:\d{1,7} --- \[[^\]]{1,80}\] [\w.$]{1,100}\s{0,20}: )?/
