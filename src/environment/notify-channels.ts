// `NOTIFY_CHANNELS`: outgoing webhooks by name, each with the owner whose repositories may use it.

export interface NotifyChannel {
  /** As settings name it. */
  name: string
  /** Lower case. */
  owner: string
  /** Whoever knows it may write there: never shown or logged. */
  url: string
}

const SHAPE = 'must be NAME=OWNER:https://…, such as oncall=acme:https://hooks.example.com/abc'
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,38}$/
const OWNER = /^[A-Za-z0-9][\w-]{0,99}$/

/** Reads `NAME=OWNER:ADDRESS,…`, in a file also one on each line. Mistakes are told by position and name, because addresses are secrets. */
export function readNotifyChannels(
  value: string,
  say: (variable: string, message: string) => void,
): NotifyChannel[] {
  const channels: NotifyChannel[] = []
  const entries = value
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter(Boolean)
  for (const [index, entry] of entries.entries()) {
    const read = readChannel(entry)
    const twin =
      'name' in read && channels.some(({ name, owner }) => name === read.name && owner === read.owner)
    if ('mistake' in read) say('NOTIFY_CHANNELS', `entry ${index + 1} ${read.mistake}`)
    else if (twin) {
      const message = `names the channel ${read.name} of ${read.owner} a second time: give it another name`
      say('NOTIFY_CHANNELS', `entry ${index + 1} ${message}`)
    } else channels.push(read)
  }
  return channels
}

function readChannel(entry: string): NotifyChannel | { mistake: string } {
  const [, name = '', owner = '', url = ''] = /^([^=:]*)=([^:]*):(.*)$/s.exec(entry) ?? []
  if (url === '') {
    return { mistake: `${SHAPE}; a comma inside an address has to be written as %2C` }
  }
  if (!NAME.test(name.trim())) {
    return {
      mistake: `has a name that no channel can have: it ${SHAPE}; a name has at most 39 letters, digits, \`.\`, \`_\` or \`-\``,
    }
  }
  if (!OWNER.test(owner.trim()) || url.startsWith('//')) {
    return {
      mistake: `(${name.trim()}) names no owner before the address: it ${SHAPE}, with a login of GitHub as OWNER`,
    }
  }
  const mistake = addressMistake(url.trim())
  if (mistake !== null) return { mistake: `(${name.trim()}) ${mistake}` }
  return { name: name.trim(), owner: owner.trim().toLowerCase(), url: url.trim() }
}

function addressMistake(address: string): string | null {
  if (/[\s\p{Cc}]/u.test(address) || !URL.canParse(address)) {
    return 'has no address that can be read: it must be a whole one that begins with https://'
  }
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') {
    return 'has a user or a password in its address, which are not sent: use the address that the receiver gave you'
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return null
  return 'has an address that does not begin with https://: http:// is for receivers on this machine alone (127.0.0.1, localhost)'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
