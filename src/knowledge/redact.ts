// Takes secrets out of text before it is kept or shown.

import { SECRETS } from './secrets/patterns.ts'
import { redactPrivateKeys } from './secrets/private-keys.ts'
import { isReal } from './secrets/real.ts'
import { redactTokenShapes } from './secrets/token-shapes.ts'
import { redactVendorTokens } from './secrets/vendor-tokens.ts'

/** What was found, by kind; never the secret itself. */
export interface Redacted {
  text: string
  /** Kinds such as `GitHub token`; empty when nothing was found. */
  found: string[]
  /** Those of them of which one is no placeholder, example or guess: somebody should be told. */
  real: string[]
}

/** The name of a label, which is kept as it is unless it is a token. */
export function redactLabel(name: string): string {
  return redactTokenShapes(name, () => {})
}

/** Replaces tokens, keys, passwords and credentials in URLs by `[redacted]`. Linear in the length of the text. */
export function redactSecrets(text: string): Redacted {
  const found = new Set<string>()
  const real = new Set<string>()
  const see = (kind: string, secret: string) => {
    found.add(kind)
    if (!real.has(kind) && isReal(kind, secret)) real.add(kind)
  }
  let result = redactTokenShapes(redactVendorTokens(redactPrivateKeys(text, see), see), see)
  for (const { kind, pattern, hint, keep } of SECRETS) {
    if (!hint.test(result)) continue
    result = result.replace(pattern, (match: string, ...groups: unknown[]) => {
      const replaced = keep ? keep(match, groups) : '[redacted]'
      if (replaced !== match) see(kind, match)
      return replaced
    })
  }
  return { text: result, found: [...found], real: [...real] }
}
