// Tells a secret that somebody uses from an example, a placeholder or a guess: only the former is worth a warning.

/** Kinds that a name, a header or an option tells, and not the secret's own shape. */
const BY_SURROUNDINGS: ReadonlySet<string> = new Set([
  'password',
  'authorization header',
  'credentials in a URL',
])

/** What stands in examples; in a token of chance these letters hardly ever meet. */
const EXAMPLE =
  /example|sample|dummy|placeholder|redacted|removed|hidden|censored|changeme|change-me|change_me|replace|foobar|insert|your|xxxx|\*\*\*|\.\.\.|…|<|>|\$\{|\{\{|lorem|abc123|s3cr3t|hunter|qwerty|letmein/i
/** Published in the documentation of whoever issues such keys. */
const PUBLISHED =
  /^(?:sk_test_|pk_test_|rk_test_|whsec_test)|4eC39HqLyjWDarjtT1zdp7dc|16C7e42F292c6912E7710c838347Ae178B4a|eyJzdWIiOiIxMjM0NTY3ODkwIi|eyJzb21lIjoicGF5bG9hZCJ9/
/** What caches, requests, identifiers of code and pictures in base64 look like as well. */
const COMMON = /^(?:key-|(?:sdk|api|mob)-[0-9a-f]{8}-|s\.|A{20}|EAA|gh[pousr]_[A-Za-z]*_[A-Za-z_]*$)/
const SAME_SIGN = /(.)\1{5}/

/** `match`: the secret, of one that its surroundings tell with them. Linear. */
export function isReal(kind: string, match: string): boolean {
  if (kind === 'recovery phrase') return true
  if (kind === 'private key') return isRealKey(match)
  if (BY_SURROUNDINGS.has(kind)) return isRealByName(kind, match)
  if (COMMON.test(match) || PUBLISHED.test(match) || EXAMPLE.test(match) || SAME_SIGN.test(match))
    return false
  return isVaried(match.replace(/[^A-Za-z0-9]/g, '').slice(-9))
}

/** Only its first and last line are there: it is spoken of, or was taken out already. */
function isRealKey(match: string): boolean {
  const lines = match.match(/[A-Za-z0-9+/=_-]{40,}/g) ?? []
  return lines.some((line) => isVaried(line) && !SAME_SIGN.test(line) && !/example|xxxx/i.test(line))
}

function isVaried(text: string): boolean {
  return new Set(text.toLowerCase()).size > 2
}

/** A name before it proves little: the value has to look like what a program or a careful person made. */
function isRealByName(kind: string, match: string): boolean {
  if (kind === 'credentials in a URL') return isRealInAddress(match)
  if (/^(?:set-)?cookie/i.test(match)) return false
  const value = valueIn(match)
  // Tokens are long; what people choose themselves is not.
  const least = CHOSEN.test(match) ? 8 : kind === 'password' ? 16 : 20
  return value.length >= least && isHardToGuess(value)
}

/** What stands last, without what closes it: read from its end, for it may be long. */
function valueIn(match: string): string {
  let until = match.length
  while (until > 0 && ENDS.includes(match[until - 1]!)) until -= 1
  let from = until
  while (from > 0 && !STARTS.test(match[from - 1]!)) from -= 1
  return match.slice(from, until)
}

const ENDS = '"\'`,;)]}<'
const STARTS = /[\s:：=＝"'`|>([{,]/

const CHOSEN =
  /pass|pwd|kennwort|密码|密碼|口令|パスワード|비밀번호|암호|пароль|contraseña|clave|senha|mdp|wachtwoord|parola|hasło|şifre|mysql|mariadb|login|curl|wget|-[aupwU] /i

function isRealInAddress(match: string): boolean {
  const [, credentials = '', host = ''] = /:\/\/(.*)@([^/:?#]*)/.exec(match) ?? []
  const isAway =
    /\.[a-z]{2,}$/i.test(host) &&
    !/(?:^|\.)(?:example|local|localhost|internal|invalid|test|company|mycompany|domain|host|server|site)(?:\.|$)/i.test(
      host,
    )
  return isAway && isHardToGuess(credentials.slice(credentials.indexOf(':') + 1))
}

/** Words that stand in the values of examples, tests and defaults. */
const GUESSED =
  /pass|secret|token|admin|root|user|test|demo|default|key|guest|login|mysql|postgres|redis|bmc|1234|abcd|qwer/i

function isHardToGuess(value: string): boolean {
  if (EXAMPLE.test(value) || GUESSED.test(value) || SAME_SIGN.test(value)) return false
  return /[A-Za-z]/.test(value) && /\d/.test(value) && new Set(value).size >= 6
}
