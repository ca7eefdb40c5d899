// A receiver of notices on this machine: it keeps what it is sent, and answers as the story says.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The shape of what is sent, as far as stories look at it. */
export interface SentNotice {
  id: string
  text: string
  event: string
  repository: string
  number: number
  url: string
  tier: string | null
  deadline_at: string | null
  late: boolean
}

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  /** As it came. */
  body: string
  notice: SentNotice
}

export type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'nothing'

export interface Receiver {
  url: string
  received: Received[]
  /** Decides on each request; all are taken by default. */
  reply: (one: Received) => Reply
  /** `EVENT #NUMBER` of everything that came. */
  told(): string[]
  close(): Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const one = { path: request.url ?? '', headers: request.headers, body, notice: JSON.parse(body) }
      received.push(one)
      const reply = receiver.reply(one)
      if (reply === 'nothing') return
      response.writeHead(reply.status, reply.headers).end(reply.body ?? '')
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    reply: () => ({ status: 200 }),
    told: () => received.map(({ notice }) => `${notice.event} #${notice.number}`),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
  return receiver
}

/** Whether the signature is of the very bytes. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const right = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  return headers['x-firstline-signature-256'] === right
}
