// Secrets that the name before them tells: assignments, settings, JSON, XML, tables and prose.
import type { SecretPattern } from './pattern.ts'
import { isMixed, isNoSecret, keepName, keepNameOfMixed } from './values.ts'

const KEYS =
  'api|access|private|secret|account|shared|auth|encryption|signing|master|client|storage|licen[sc]e|app|fernet|subscription|session|hmac|webhook|deploy|service(?:[-_]?role)?|consumer|jwt|admin|ingest(?:ion)?|instrumentation|function|host'

const NAME =
  '(?:password|passwd|passphrase|passwort|kennwort|(?<!(?:old)?pw?d|[a-z])pass|(?<![a-z])pwd|(?<=[a-z]_)pwd|secret|token|credentials?|' +
  `(?:${KEYS})[-_ .]?keys?(?:[-_]data)?|(?<=_)pat|SharedAccessSignature|(?<=[?&])(?:sig|jwt|signature)|x-(?:amz|goog)-signature)` +
  '(?:[-_](?:base|value|\\d))?'

/** How the same is called elsewhere. */
const ELSEWHERE =
  '(?:密码|密碼|口令|密钥|令牌|パスワード|비밀번호|암호|пароль|токен|contraseña|clave|senha|mot de passe|mdp|wachtwoord|parola|hasło|şifre)'

/** One sign of a value without quotes: what ends a statement, a list or a pair does not belong to it. */
const SIGN = '(?:[^\\s"\'<>;,&()[\\]{}|`]|[;,&()[\\]{}|](?![\\s;,)\\]}|"\'`]|$|[\\w .-]{1,40}=))'
const QUOTED = `"(?:[^"\\\\\\n]|\\\\.){3,300}"|'(?:[^'\\\\\\n]|\\\\.){3,300}'|\`[^\`\\n]{3,300}\``
/** Within a text that is itself quoted. */
const ESCAPED = `\\\\{1,3}"[^"\\\\\\n]{3,300}\\\\{1,3}"`
const VALUE = `(?!\\[redacted\\])(${ESCAPED}|${QUOTED}|${SIGN}{3,300})`
const BEFORE = '[\\w.-]{0,60}'
/** Marks of Markdown, JSON and code around a name. */
const AROUND = '(?:\\\\{0,3}["\'])?[*_`\\]]{0,4}'

/** What stands between the name and the value decides how sure it is that this is one. */
function keepNameOfValue(match: string, groups: unknown[]): string {
  const [name, value] = groups as [string, string]
  const quoted = /^[\\"'`]/.test(value)
  if (/=>\s*$/.test(name) && !quoted && !/["']\s*=>/.test(name)) return match
  const assigned = /=\s*$/.test(name)
  if (!assigned && !quoted && !isMixed(value)) return match
  // Short values are believed only where somebody writes them on purpose.
  if (value.length < (assigned ? 4 : 6) && !/pass|pwd|secret/i.test(name)) return match
  return keepName(match, groups)
}

/** A line of settings: a name, a colon and one word, and nothing else. */
function keepNameOfLine(match: string, groups: unknown[]): string {
  const value = groups[1] as string
  return value.length < 4 || isNoSecret(value) ? match : `${groups[0]}[redacted]`
}

const HINT = /pass|_pat|pwd|secret|token|key|credential|signature|sig=|jwt|kennwort/i

export const NAMED_SECRETS: SecretPattern[] = [
  {
    kind: 'password',
    hint: HINT,
    pattern: new RegExp(
      `(${BEFORE}${NAME}${AROUND}\\s{0,3}(?:=>?(?!=)|[:：＝](?!\\/\\/|:)=?)[*_]{0,3}[ \\t]{0,3}(?:[|>][-+]?(?=\\s))?\\s{0,12})${VALUE}`,
      'gi',
    ),
    keep: keepNameOfValue,
  },
  {
    kind: 'password',
    hint: HINT,
    pattern: new RegExp(
      `^([ \\t>|-]{0,40}${BEFORE}${NAME}["']?:[ \\t]{1,20})(\\S{4,300})[ \\t]*(?=$|[ \\t]#)`,
      'gim',
    ),
    keep: keepNameOfLine,
  },
  {
    kind: 'password',
    hint: new RegExp(ELSEWHERE, 'i'),
    pattern: new RegExp(`(${ELSEWHERE}[*_\`"']{0,3}\\s{0,3}(?:[:：=＝是为]\\s{0,3}))${VALUE}`, 'gi'),
    keep: (match, groups) => ((groups[1] as string).length < 4 ? match : keepNameOfMixed(match, groups)),
  },
  {
    kind: 'password',
    hint: /pass(?:word|phrase|wort)[ \t]{1,3}(?:is|was|ist|=)/i,
    pattern:
      /(pass(?:word|phrase|wort)[ \t]{1,3}(?:is|was|ist)[ \t]{1,3})(["'`]?(?=[^\s"'`]{0,60}[A-Za-z])(?=[^\s"'`]{0,60}[\d@#$%^&*])[^\s"'`]{6,100}["'`]?)/gi,
    keep: keepName,
  },
  {
    // `- name: DB_PASSWORD`, then `value: …`; the same in JSON and XML.
    kind: 'password',
    hint: /value/i,
    pattern: new RegExp(
      `((?:name|key)["']?\\s{0,3}[:=]\\s{0,3}["']?${BEFORE}${NAME}["']?[\\s,]{1,40}["']?value["']?\\s{0,3}[:=]\\s{0,3})${VALUE}`,
      'gi',
    ),
    keep: keepName,
  },
  {
    kind: 'password',
    hint: /<\//,
    pattern: new RegExp(`(<${BEFORE}${NAME}>)([^<>\\s]{3,300})(?=<\\/)`, 'gi'),
    keep: keepName,
  },
  {
    // `define('DB_PASSWORD', '…')`, a row of a table, `ENV NAME value`.
    kind: 'password',
    hint: HINT,
    pattern: new RegExp(
      `((?:\\.(?:set)?${NAME}\\((?=["'])|["'\`]${BEFORE}${NAME}["'\`]\\s{0,3},\\s{0,3}|${NAME}[*\`]{0,3}[ \\t]{0,20}\\|[ \\t]{0,20}|\\b(?:ENV|ARG|setx|export|set)[ \\t]{1,3}${BEFORE}${NAME}[ \\t]{1,3}))${VALUE}`,
      'gi',
    ),
    keep: (match, groups) => ((groups[1] as string).length < 6 ? match : keepNameOfMixed(match, groups)),
  },
  {
    kind: 'password',
    hint: /login|requirepass|masterauth/i,
    pattern:
      /(\blogin[ \t]{1,10}\S{1,100}\s{1,20}password[ \t]{1,10}|\b(?:requirepass|masterauth)[ \t]{1,10})(\S{3,300})/gi,
    keep: keepName,
  },
  {
    kind: 'password',
    hint: /"auth"|_auth|_password/i,
    pattern: /("auth"\s{0,3}:\s{0,3}")([A-Za-z0-9+/]{12,2000}={0,2})(?=")/g,
    keep: keepName,
  },
  {
    kind: 'private key',
    hint: /"kty"/,
    pattern: /("(?:d|p|q|dp|dq|qi|k)"\s{0,3}:\s{0,3}")([\w-]{20,2000})(?=")/g,
    keep: keepName,
  },
  {
    kind: 'private key',
    hint: /LS0tLS1CRUdJTi/,
    pattern: /()(LS0tLS1CRUdJTi(?!BDRVJUSUZJQ0FU|BQVUJMSUMg|BQR1AgUFVC|BQR1AgTUVT)[A-Za-z0-9+/=]{20,40000})/g,
    keep: keepName,
  },
  {
    kind: 'recovery phrase',
    hint: /mnemonic|phrase/i,
    pattern:
      /((?:mnemonic|(?:seed|recovery|backup)[ _-]?phrase)["']?\s{0,3}[:=]\s{0,3}["']?)([a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23})/gi,
    keep: keepName,
  },
]
