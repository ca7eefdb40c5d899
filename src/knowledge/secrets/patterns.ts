// Secrets that only their surroundings tell, and tokens of vendors that the rule set leaves out or reads too strictly.
import { redactAddress } from './addresses.ts'

export interface SecretPattern {
  kind: string
  /** Cheap test whether the pattern can occur at all. */
  hint: RegExp
  pattern: RegExp
  /** What stays; default: nothing but the mark. */
  keep?: (match: string, groups: unknown[]) => string
}

/** Values that people write instead of a secret. */
const PLACEHOLDER =
  /^["'`]?(?:\*+|x{3,}|\.{3,}|<[^>]*>|\$\{?[\w.]+\}?|%[\w]+%|\{\{[^}]*\}\}|\[redacted\]|your[\w-]*|null|undefined|none|true|false|process\.env[\w.]*|secret|password|changeme|example)["'`;,)]*$/i

/** Keeps the first group and takes out the rest, unless the rest is a placeholder. */
function keepName(match: string, groups: unknown[]): string {
  const [name, value] = groups as [string, string]
  return PLACEHOLDER.test(value) ? match : `${name}[redacted]`
}

/** Prose such as "token: expected" is no secret; assignments and values with digits or signs are. */
function keepNameOfValue(match: string, groups: unknown[]): string {
  const [name, value] = groups as [string, string]
  const assigned = name.includes('=') || /^["']/.test(value)
  if (PLACEHOLDER.test(value) || !(assigned || /[\d!@#$%^&*+/]/.test(value))) return match
  return `${name}[redacted]`
}

/** `docker run -u 1000:1000` names no password. */
function keepUser(match: string, groups: unknown[]): string {
  return /^\d+["']?$/.test(groups[1] as string) ? match : keepName(match, groups)
}

const NAME =
  '(?:password|passwd|passphrase|passwort|pwd|(?<![a-z])pass|secret|token|credentials?|' +
  '(?:api|access|private|secret|account|shared|auth|encryption|signing|master|client|storage|license)[-_]?key|' +
  'SharedAccessSignature|(?<=[?&])sig)'

export const SECRETS: SecretPattern[] = [
  // A name may stand before a token, joined by an underscore.
  {
    kind: 'GitHub token',
    hint: /gh[pousr]_|github_pat_/,
    pattern: /(?:gh[pousr]_[A-Za-z0-9_]{16,600}|github_pat_[A-Za-z0-9_]{20,255})(?:\.[\w-]{10,600}){0,2}/g,
  },
  {
    kind: 'GitLab token',
    hint: /gl[a-z]{1,5}-/,
    pattern: /gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[\w-]{16,100}/g,
  },
  { kind: 'npm token', hint: /npm_/, pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,60}/g },
  { kind: 'PyPI token', hint: /pypi-/, pattern: /pypi-[\w-]{30,300}/g },
  {
    kind: 'AWS key',
    hint: /A(?:KIA|SIA)/,
    pattern: /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'Slack token',
    hint: /xox|xapp-|hooks\.slack/,
    pattern: /(?:xox[abeoprs]-[\w-]{10,250}|xapp-[\w-]{10,250}|hooks\.slack\.com\/services\/[\w/]{10,100})/g,
  },
  {
    kind: 'Stripe key',
    hint: /[sr]k_(?:live|test)|whsec_/,
    pattern: /(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{16,250})/g,
  },
  {
    kind: 'Google key',
    hint: /AIza|ya29\.|GOCSPX-/,
    pattern: /(?:AIza[\w-]{35}|ya29\.[\w-]{20,300}|GOCSPX-[\w-]{20,60})/g,
  },
  { kind: 'API key', hint: /sk-/, pattern: /(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{20,250}/g },
  { kind: 'SendGrid key', hint: /SG\./, pattern: /(?<![A-Za-z0-9])SG\.[\w-]{16,64}\.[\w-]{16,64}/g },
  { kind: 'Docker token', hint: /dckr_/, pattern: /dckr_(?:pat|oat)_[\w-]{20,60}/g },
  { kind: 'Hugging Face token', hint: /hf_/, pattern: /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{20,60}/g },
  { kind: 'DigitalOcean token', hint: /do[opr]_v1_/, pattern: /do[opr]_v1_[a-f0-9]{40,80}/g },
  { kind: 'Telegram token', hint: /:AA/, pattern: /(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])/g },
  {
    kind: 'JSON web token',
    hint: /eyJ/,
    pattern: /(?<![A-Za-z0-9])eyJ[\w-]{8,4000}\.[\w-]{8,8000}(?:\.[\w-]{0,2000})?/g,
  },
  {
    kind: 'credentials in a URL',
    hint: /:\/\/[^\s/]{0,200}[@:]/,
    pattern: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s"'<>`|\\]{1,500}/gi,
    keep: redactAddress,
  },
  {
    kind: 'authorization header',
    hint: /authorization|bearer|_auth|x-[\w-]{0,30}(?:token|key)|cookie/i,
    pattern:
      /((?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:bearer|basic|token|digest)\s{1,3})?|\bbearer\s{1,3}|_auth(?:Token)?\s{0,3}=\s{0,3}["']?|x-[\w-]{0,30}(?:token|key)["']?\s{0,3}:\s{0,3}["']?|(?:set-)?cookie:\s{0,3}[\w.-]{1,60}=)([A-Za-z0-9._~+/=%-]{8,4000})/gi,
    keep: keepName,
  },
  {
    kind: 'password',
    hint: /\s-{1,2}[\w-]{0,40}(?:pass|pwd|secret|token|key)/i,
    pattern:
      /((?<=\s)--?[\w-]{0,40}(?:password|passwd|passphrase|pass|pwd|secret|token|(?:api|access|private|secret|account)[-_]?key)[ \t]{1,3})("[^"\n]{3,300}"|'[^'\n]{3,300}'|(?!-)[^\s"']{4,300})/gi,
    keep: keepName,
  },
  {
    kind: 'password',
    hint: /\bcurl\b|\bwget\b|\bhttpie?\b/i,
    pattern: /((?<=\s)(?:-u|--user|--proxy-user)[ =]{0,2}["']?[^\s:"']{1,100}:)([^\s"']{1,200})/gi,
    keep: keepUser,
  },
  {
    kind: 'password',
    hint: /pass|pwd|secret|token|key|credential|signature|sig=/i,
    pattern: new RegExp(
      // The name, a quotation mark, `=` (`==` compares), `:` or `=>`, and the value.
      `((?:[\\w.-]{0,60}${NAME})(?:["']?\\]?)\\s{0,3}(?:=>?(?!=)|:(?!\\/\\/)=?)\\s{0,3})` +
        `("[^"\\n]{4,300}"|'[^'\\n]{4,300}'|[^\\s"',;<>()[\\]{}&]{6,300})`,
      'gi',
    ),
    keep: keepNameOfValue,
  },
]
