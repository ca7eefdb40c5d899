// A load generator: requests made beforehand, sent over kept connections as fast as they are answered.
import { connect, type Socket } from 'node:net'

export interface Load {
  port: number
  connections: number
  durationMs: number
  /** The bytes of the next request. */
  request(): Buffer[]
  /** The status that counts; any other ends the run with an error. */
  status: number
}

export interface Measured {
  perSecond: number
  p50Ms: number
  p99Ms: number
}

/** Runs the load, and waits for the last answers. Written on sockets, for Node's own client is slower than the servers. */
export async function runLoad(load: Load): Promise<Measured> {
  const latencies: number[] = []
  const startedAt = performance.now()
  const endAt = startedAt + load.durationMs
  await Promise.all(Array.from({ length: load.connections }, () => runConnection(load, endAt, latencies)))
  const seconds = (performance.now() - startedAt) / 1000
  latencies.sort((a, b) => a - b)
  const quantile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN
  return { perSecond: latencies.length / seconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99) }
}

function runConnection(load: Load, endAt: number, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(load.port, '127.0.0.1')
    let received = ''
    let sentAt = 0
    const send = () => {
      sentAt = performance.now()
      if (sentAt >= endAt) return finish(socket, resolve)
      socket.cork()
      for (const part of load.request()) socket.write(part)
      socket.uncork()
    }
    socket.setNoDelay(true)
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The server closed a connection')))
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      if (!isWhole(received)) return
      const status = Number(received.slice(9, 12))
      if (status !== load.status) return reject(new Error(`The server answered ${received.slice(0, 300)}`))
      latencies.push(performance.now() - sentAt)
      received = ''
      send()
    })
  })
}

function finish(socket: Socket, resolve: () => void): void {
  resolve()
  socket.destroy()
}

/** One answer is under way at a time, so it ends where its length or its last chunk says. */
function isWhole(received: string): boolean {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1]
  if (length !== undefined) return received.length - headEnd - 4 >= Number(length)
  return received.endsWith('0\r\n\r\n')
}
