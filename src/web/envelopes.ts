// How each sender signs its deliveries, and how it says what they are.
import type { Sender } from '../inbox/events/listening.ts'

export interface Envelope {
  path: string
  /** The header with the signature. */
  signedIn: string
  mostBytes: number
  /** Name and GUID of a delivery, or what is missing. `header` in lower case. */
  read(header: (name: string) => string | undefined, payload: unknown): Named | string
}

interface Named {
  event: string
  guid: string
}

const MEGABYTE = 1024 * 1024
/** It is the key of a delivery, and no sender's own is longer or has other signs. */
const GUID = /^[\x20-\x7e]{1,255}$/

const github = {
  signedIn: 'x-hub-signature-256',
  // It sends no payload above 25 MB.
  mostBytes: 25 * MEGABYTE,
  read: (header: (name: string) => string | undefined) => {
    const event = header('x-github-event')
    const guid = header('x-github-delivery')
    return event && guid && GUID.test(guid)
      ? { event, guid }
      : 'X-GitHub-Event and X-GitHub-Delivery are needed.'
  },
}

export const ENVELOPES: Record<Sender, Envelope> = {
  github: { ...github, path: '/api/github/webhooks' },
  sponsors: { ...github, path: '/api/sponsors/webhooks' },
  stripe: {
    path: '/api/stripe/webhooks',
    signedIn: 'stripe-signature',
    mostBytes: MEGABYTE,
    read: (_header, payload) => {
      const { id } = (payload ?? {}) as { id?: unknown }
      return typeof id === 'string' && GUID.test(id)
        ? { event: 'stripe', guid: `stripe:${id}` }
        : 'The body is no event of Stripe: it has no id.'
    },
  },
  polar: {
    path: '/api/polar/webhooks',
    signedIn: 'webhook-signature',
    mostBytes: MEGABYTE,
    read: (header, payload) => {
      const id = header('webhook-id') ?? ''
      const { type } = (payload ?? {}) as { type?: unknown }
      return typeof type === 'string' && GUID.test(id)
        ? { event: 'polar', guid: `polar:${id}` }
        : 'The body is no event of Polar: it has no type.'
    },
  },
}
