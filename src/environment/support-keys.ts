// `SUPPORT_API_KEYS`: who may ask `POST /support`, and about which repositories.

export interface SupportApiKey {
  key: string
  /** `owner/name`, lower case. */
  repositories: string[]
}

/** Reads `KEY=owner/name+owner/other,…`. Mistakes are told by position, because keys are secrets. */
export function readSupportApiKeys(
  value: string,
  say: (variable: string, message: string) => void,
): SupportApiKey[] {
  const keys: SupportApiKey[] = []
  const entries = value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  for (const [index, entry] of entries.entries()) {
    const fail = (message: string) => say('SUPPORT_API_KEYS', `entry ${index + 1} ${message}`)
    // A key in base64 may end in `=`; a repository has none.
    const at = entry.lastIndexOf('=')
    const key = entry.slice(0, Math.max(0, at))
    const repositories = entry
      .slice(at + 1)
      .toLowerCase()
      .split('+')
    if (at < 1 || !repositories.every((name) => /^[\w-]+\/[\w.-]+$/.test(name))) {
      fail('must be KEY=owner/name, with + between several repositories')
    } else if (!/^[\x21-\x7e]+$/.test(key)) {
      fail('has a key with spaces or letters beyond ASCII: use about 32 random characters')
    } else if (keys.some((other) => other.key === key)) {
      fail('has the key of an earlier entry: put their repositories together with +')
    } else {
      keys.push({ key, repositories })
    }
  }
  return keys
}
