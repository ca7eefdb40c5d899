// A web server that stands where Firstline would: it notes deliveries and answers as it is told.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

export interface Received {
  event: string
  guid: string
  signed: boolean
  payload: Record<string, unknown>
}

export interface Listener {
  url: string
  received: Received[]
  /** `issues.opened`, `push`, … in order. */
  names(): string[]
  /** Status of the next answers; 202 if left alone. */
  status: number
  /** Called before each answer; the answer waits for it. */
  before: (received: Received) => Promise<void>
  close(): Promise<void>
}

export const SECRET = 'a secret'

export async function listen(): Promise<Listener> {
  const listener: Listener = {
    url: '',
    received: [],
    status: 202,
    before: async () => {},
    names: () =>
      listener.received.map(({ event, payload }) => (payload.action ? `${event}.${payload.action}` : event)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`
    const received = {
      event: String(request.headers['x-github-event']),
      guid: String(request.headers['x-github-delivery']),
      signed: request.headers['x-hub-signature-256'] === signature,
      payload: JSON.parse(body.toString()) as Record<string, unknown>,
    }
    await listener.before(received)
    listener.received.push(received)
    response.writeHead(listener.status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address === 'object' && address) listener.url = `http://127.0.0.1:${address.port}`
  return listener
}
