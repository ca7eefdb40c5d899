// Secrets in the headers of requests: authorization, keys and cookies.
import type { SecretPattern } from './pattern.ts'
import { isMixed, keepName } from './values.ts'

/** A word alone may say that the header is required; a token is longer or mixed. */
function keepScheme(match: string, groups: unknown[]): string {
  const value = groups[1] as string
  return value.length >= 24 || isMixed(value) ? keepName(match, groups) : match
}

/** The names of cookies stay. */
function keepCookieNames(match: string, groups: unknown[]): string {
  const [header, pairs] = groups as [string, string]
  const kept = pairs.replace(/=[^;\s"']{8,4000}/g, '=[redacted]')
  return kept === pairs ? match : `${header}${kept}`
}

export const HEADER_SECRETS: SecretPattern[] = [
  {
    kind: 'authorization header',
    hint: /authorization/i,
    // Schemes whose secret is one of many parameters.
    pattern:
      /((?:proxy-)?authorization\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}["']?(?:digest|aws4[\w-]{1,20}|oauth|hmac[\w-]{0,20}|signature|hawk|ntlm|negotiate)\s{1,3})([^\n]{6,4000})/gi,
    keep: keepName,
  },
  {
    kind: 'authorization header',
    hint: /authorization/i,
    pattern:
      /((?:proxy-)?authorization\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}["']?(?:[a-z][\w-]{1,20}[ \t]{1,3})?)([A-Za-z0-9._~+/=:%-]{6,4000})/gi,
    keep: keepScheme,
  },
  {
    kind: 'authorization header',
    hint: /bearer/i,
    pattern: /(\bbearer[ \t]{1,3})([A-Za-z0-9._~+/=%-]{8,4000})/gi,
    keep: keepScheme,
  },
  {
    kind: 'password',
    hint: /_auth|_password/i,
    pattern:
      /(_(?:auth(?:Token)?|password)(?:\s{0,3}=\s{0,3}|[ \t]{1,3})["']?)([A-Za-z0-9._~+/=%-]{8,4000})/gi,
    keep: keepName,
  },
  {
    kind: 'authorization header',
    hint: /[\w-](?:token|key)["']?\s{0,3}:/i,
    pattern:
      /(\b(?:x-[\w-]{0,40}(?:token|key)|(?:private|job|deploy)-token|ocp-apim-subscription-key|api-?key)["']?\s{0,3}:\s{0,3}["']?)([A-Za-z0-9._~+/=%-]{8,4000})/gi,
    keep: keepScheme,
  },
  {
    kind: 'authorization header',
    hint: /cookie/i,
    pattern: /((?:set-)?cookie["']?\s{0,3}:\s{0,3})([^\n]{3,4000})/gi,
    keep: keepCookieNames,
  },
]
