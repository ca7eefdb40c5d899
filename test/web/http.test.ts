// The edge of the server: whatever a stranger sends is answered, and a place that is taken is said in words.
import { connect } from 'node:net'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWebServer, type WebServer } from '../../src/web/http.ts'

const OPTIONS = {
  host: '127.0.0.1',
  routes: [{ method: 'GET', path: '/healthz', handle: () => ({ status: 200, body: 'ok' }) }],
  log: pino({ level: 'silent' }),
}

let server: WebServer
beforeAll(async () => {
  server = await startWebServer({ ...OPTIONS, port: 0 })
})
afterAll(() => server.stop(100))

/** Sends a request line as it is and gives the status of the answer. */
function send(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => resolve(text.split(' ')[1] ?? ''))
    socket.on('error', reject)
  })
}

test.each(['GET //', 'GET http://', 'GET http://[', 'GET //:99999/'])('%s is refused', async (line) => {
  expect(await send(line)).toBe('400')
  expect(await send('GET /healthz')).toBe('200')
})

test('a port that is taken is named', async () => {
  const again = startWebServer({ ...OPTIONS, port: server.port })
  await expect(again).rejects.toThrow(`PORT: something else listens on 127.0.0.1:${server.port} already`)
})
