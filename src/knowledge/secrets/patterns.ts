// Secrets that only their surroundings tell, in the order in which they are looked for.

import { redactAddress } from './addresses.ts'
import { COMMAND_SECRETS } from './commands.ts'
import { HEADER_SECRETS } from './headers.ts'
import { NAMED_SECRETS } from './named.ts'
import type { SecretPattern } from './pattern.ts'

export const SECRETS: SecretPattern[] = [
  {
    kind: 'credentials in a URL',
    hint: /:\/\/[^\s/]{0,200}[@:]/,
    pattern: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s"'<>`|\\]{1,500}/gi,
    keep: redactAddress,
  },
  ...HEADER_SECRETS,
  ...COMMAND_SECRETS,
  ...NAMED_SECRETS,
]
