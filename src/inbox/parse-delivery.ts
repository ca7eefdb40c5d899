// The one way to know what a delivery says, or that it cannot be understood.
import type { LineKind } from '../domain/line.ts'
import { type EventFor, listeningTo } from './events/all-events.ts'

/** An event, or why there is none; the reason holds no content. */
export type Parsed<K extends LineKind> = { event: EventFor<K> } | { unreadable: string }

/** `bytes` are the raw body; `kind`: of the line that takes it in. */
export function parseDelivery<K extends LineKind>(kind: K, name: string, bytes: Buffer): Parsed<K> {
  const listening = listeningTo(name)
  if (!listening) return { unreadable: `${name}: nobody listens to it any more` }
  const payload = jsonOf(bytes)
  if (payload === undefined) return { unreadable: `${name}: the body is no JSON` }
  const read = listening.schema.safeParse(payload)
  if (!read.success) {
    const places = read.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.code}`)
    return { unreadable: `${name}: ${places.join('; ')}` }
  }
  if (listening.kind !== kind) return { unreadable: `${name}: the payload does not say what it is about` }
  return { event: { ...(read.data as object), event: name } as EventFor<K> }
}

/** No database keeps a NUL in a text, and no sender means one. */
function jsonOf(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  try {
    return text.includes('\\u0000') ? JSON.parse(text, withoutNul) : JSON.parse(text)
  } catch {
    // Whatever the reason is: it is said that it is none.
    return undefined
  }
}

function withoutNul(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value
}
