// What the stand-ins for providers share: a small server, and faults to order.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers in the place of a call. */
export interface Fault {
  status: number
  body?: string
  headers?: Record<string, string>
  /** Nothing is answered at all. */
  hangs?: true
}

/** True where the fault was answered. */
export function failed(response: ServerResponse, fault: Fault | null | undefined): boolean {
  if (!fault) return false
  const { status, body = '{"message":"Bad","error":{"message":"Bad"}}', headers } = fault
  if (!fault.hangs) send(response, status, body, headers)
  return true
}

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>

export async function listen(answer: Answer): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    await answer(request, Buffer.concat(chunks).toString(), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

export function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

export function address(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
