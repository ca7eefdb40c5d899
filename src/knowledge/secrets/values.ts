// Tells a secret from what people write in its place: placeholders, code that fetches it, paths, and words about it.

/** Values that stand for a secret in an example, or say something about one. */
const PLACEHOLDER = new RegExp(
  `^["'\`]?(?:${[
    '\\*+',
    '[x•·_-]{3,}',
    '\\.{3,}',
    '<[^>]*>',
    '\\$\\{{0,2}[\\w. -]+\\}{0,2}',
    '\\$\\(.*',
    '%[\\w]+%',
    '\\{\\{[^}]*\\}\\}',
    '\\[redacted\\]',
    'your[\\w-]*',
    'null|nil|undefined|none|true|false|yes|no|ok|any|off|on',
    'secret|password|passwd|pass|pw|token|key|changeme|example',
    'string|str|text|number|integer|int|boolean|bool|object|array|hidden|bytes|uuid|varchar',
    'required|optional|invalid|incorrect|wrong|missing|empty|expired|expected|failed|denied|unknown|rejected|revoked',
    'basic|bearer|digest|include|omit|same-origin|store|default|enabled|disabled|unset|set|not|is|must|should|the|an?',
  ].join('|')})["'\`;,.:!?)]*$`,
  'i',
)
/** A call, or names joined by dots: the secret itself stands elsewhere. */
const CODE =
  /^(?:await\b|new\b|[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)*\(|[A-Za-z_$]+\d{0,2}(?:\.[A-Za-z_$]+\d{0,2})+[;,)]*$|(?:process|os|req|request|ctx|context|config|settings|env|self|this|options|opts|props|state|args|params|secrets)\b[.[])/
/** Where things lie on a disk. */
const PATH =
  /^["']?(?:~|\.{1,2}|\/(?:etc|home|usr|var|opt|run|tmp|root|srv|mnt|app|apps|data|Users|Library|private|workspace|builds?|github|secrets?|proc|dev|bin|lib|config|certs?|keys?|ssl|nix|snap|media)|[A-Za-z]:\\{1,2}[\w])(?:[\\/]|$)/

/** Whether a value cannot be the secret itself. */
export function isNoSecret(value: string): boolean {
  return PLACEHOLDER.test(value) || CODE.test(value) || PATH.test(value)
}

/** Whether a word is mixed as words of prose are not. */
export function isMixed(value: string): boolean {
  return /[\d!@#$%^&*+/=]/.test(value)
}

/** Keeps the first group and takes out the second, unless that is no secret. */
export function keepName(match: string, groups: unknown[]): string {
  const [name, value] = groups as [string, string]
  return isNoSecret(value) ? match : `${name}[redacted]`
}

/** The same for what might be prose: only a value that no word is counts. */
export function keepNameOfMixed(match: string, groups: unknown[]): string {
  return isMixed(groups[1] as string) ? keepName(match, groups) : match
}
