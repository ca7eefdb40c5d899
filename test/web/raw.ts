// Speaks HTTP as a stranger does: bytes on a socket, cut off where they like.
import { connect, type Socket } from 'node:net'

export interface Raw {
  socket: Socket
  /** Everything that came back, once the connection has ended. */
  ended: Promise<string>
}

/** Opens a connection, writes `text`, and leaves it open. */
export function speak(port: number, text: string | Buffer): Raw {
  let said = ''
  const socket = connect(port, '127.0.0.1', () => socket.write(text))
  const ended = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
  return { socket, ended }
}

/** A whole request; the status of its answer. */
export async function statusOf(port: number, line: string, headers = 'Host: localhost'): Promise<string> {
  const { ended } = speak(port, `${line} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`)
  return (await ended).split(' ')[1] ?? ''
}
