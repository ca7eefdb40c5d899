// How many connections there may be, and which one makes room for a new one.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** `waiting`: no request in hand; `reading`: a request whose body is not whole; `working`: being answered. */
type Phase = 'waiting' | 'reading' | 'working'

export interface Connections {
  enter(socket: Socket, phase: Phase): void
}

/**
 * Bounds the connections of a server. One more closes the oldest that says nothing, or the oldest that is being read
 * where these are more than half: neither a crowd of silent ones nor one of unfinished requests keeps anybody out, also
 * not many who come at once. What is being answered is never cut off.
 */
export function boundConnections(server: Server, most: number): Connections {
  const phases: Record<Phase, Set<Socket>> = { waiting: new Set(), reading: new Set(), working: new Set() }
  const leave = (socket: Socket) => {
    for (const sockets of Object.values(phases)) sockets.delete(socket)
  }
  const enter = (socket: Socket, phase: Phase) => {
    leave(socket)
    if (!socket.destroyed) phases[phase].add(socket)
  }
  server.on('connection', (socket: Socket) => {
    const { waiting, reading, working } = phases
    if (waiting.size + reading.size + working.size >= most) {
      const [oldest = socket] = waiting.size > 0 && reading.size <= most / 2 ? waiting : reading
      leave(oldest)
      oldest.destroy()
    }
    socket.once('close', () => leave(socket))
    enter(socket, 'waiting')
  })
  return { enter }
}
