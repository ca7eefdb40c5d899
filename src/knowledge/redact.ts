// Takes secrets out of text before it is kept or shown.

/** What was found, by kind; never the secret itself. */
export interface Redacted {
  text: string
  /** Kinds in the order of first appearance of their pattern, such as `GitHub token`; empty when nothing was found. */
  found: string[]
}

/** Replaces tokens, keys, passwords and credentials in URLs by `[redacted]`. Linear in the length of the text. */
export function redactSecrets(text: string): Redacted {
  const found: string[] = []
  let result = text
  for (const { kind, pattern, hint, keep } of SECRETS) {
    if (!hint.test(result)) continue
    result = result.replace(pattern, (match: string, ...groups: unknown[]) => {
      const replaced = keep ? keep(match, groups) : '[redacted]'
      if (replaced !== match && !found.includes(kind)) found.push(kind)
      return replaced
    })
  }
  return { text: result, found }
}

interface Secret {
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

const SECRETS: Secret[] = [
  {
    kind: 'private key',
    hint: /-----BEGIN/,
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^-]{0,20000}(?:-----END [A-Z0-9 ]{0,40}-----)?/g,
  },
  {
    kind: 'GitHub token',
    hint: /gh[pousr]_|github_pat_/,
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9_]{16,255}|github_pat_[A-Za-z0-9_]{20,255})/g,
  },
  { kind: 'GitLab token', hint: /glpat-/, pattern: /\bglpat-[\w-]{16,100}/g },
  { kind: 'npm token', hint: /npm_/, pattern: /\bnpm_[A-Za-z0-9]{30,60}/g },
  { kind: 'PyPI token', hint: /pypi-/, pattern: /\bpypi-[\w-]{30,300}/g },
  { kind: 'AWS key', hint: /A(?:KIA|SIA)/, pattern: /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/g },
  {
    kind: 'Slack token',
    hint: /xox|xapp-|hooks\.slack/,
    pattern:
      /\b(?:xox[abeoprs]-[\w-]{10,250}|xapp-[\w-]{10,250}|hooks\.slack\.com\/services\/[\w/]{10,100})/g,
  },
  {
    kind: 'Stripe key',
    hint: /[sr]k_(?:live|test)|whsec_/,
    pattern: /\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{16,250})/g,
  },
  { kind: 'Google key', hint: /AIza|ya29\./, pattern: /\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,300})/g },
  { kind: 'API key', hint: /\bsk-/, pattern: /\bsk-[A-Za-z0-9_-]{20,250}/g },
  { kind: 'SendGrid key', hint: /\bSG\./, pattern: /\bSG\.[\w-]{16,64}\.[\w-]{16,64}/g },
  {
    kind: 'JSON web token',
    hint: /eyJ/,
    pattern: /\beyJ[\w-]{8,4000}\.[\w-]{8,8000}(?:\.[\w-]{0,2000})?/g,
  },
  {
    kind: 'credentials in a URL',
    hint: /:\/\/[^\s/]{1,200}@/,
    pattern: /\b([a-z][a-z0-9+.-]{1,30}:\/\/[^\s:@/]{0,100}:)([^\s@/]{1,200})(?=@)/gi,
    keep: keepName,
  },
  {
    kind: 'authorization header',
    hint: /authorization|bearer|_authToken/i,
    pattern:
      /((?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:bearer|basic|token|digest)\s{1,3})?|\bbearer\s{1,3}|_authToken\s{0,3}=\s{0,3})([A-Za-z0-9._~+/=-]{8,4000})/gi,
    keep: keepName,
  },
  {
    kind: 'password',
    hint: /pass|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential/i,
    pattern:
      /((?:[\w.-]{0,60}(?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?))["']?\s{0,3}(?:=|:(?!\/\/))\s{0,3})("[^"\n]{4,300}"|'[^'\n]{4,300}'|[^\s"',;<>()[\]{}]{6,300})/gi,
    keep: (match, groups) => {
      const [name, value] = groups as [string, string]
      // Prose such as "token: expected" is no secret; assignments and values with digits or signs are.
      const assigned = name.includes('=') || /^["']/.test(value)
      if (PLACEHOLDER.test(value) || !(assigned || /[\d!@#$%^&*+/]/.test(value))) return match
      return `${name}[redacted]`
    },
  },
]
