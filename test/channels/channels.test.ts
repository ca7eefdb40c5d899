// One request to a receiver: signed, bounded in time, and without words about its address.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChannels } from '../../src/channels/channels.ts'
import { isSigned, openReceiver, type Receiver } from '../receiver.ts'

const NEVER = new AbortController().signal
const BODY = JSON.stringify({ text: 'ü 😀' })

let receiver: Receiver
beforeAll(async () => {
  receiver = await openReceiver()
})
afterAll(() => receiver.close())

function channelTo(url: string, secret: string | null = null) {
  const channels = createChannels([{ owner: 'acme', name: 'team', url }], { secret, timeoutMs: 300 })
  return channels.find('Acme', 'team')!
}

test('the signature is of the very bytes, and there is none without a secret', async () => {
  expect(await channelTo(receiver.url, 's').send(BODY, NEVER)).toEqual({ status: 200, retryAfter: null })
  await channelTo(receiver.url).send(BODY, NEVER)
  const [signed, plain] = receiver.received
  expect(signed?.body).toBe(BODY)
  expect(signed && isSigned(signed, 's')).toBe(true)
  expect(plain?.headers).not.toHaveProperty('x-firstline-signature-256')
})

test('other owners have no such channel, nor has this one others', () => {
  const channels = createChannels([{ owner: 'acme', name: 'team', url: receiver.url }], { secret: null })
  expect(channels.find('other', 'team')).toBeNull()
  expect(channels.find('acme', 'oncall')).toBeNull()
  expect(JSON.stringify(channels.names())).not.toContain(receiver.url)
})

test('a long answer is not read to its end', async () => {
  receiver.reply = () => ({ status: 200, body: 'x'.repeat(5_000_000) })
  expect(await channelTo(receiver.url).send(BODY, NEVER)).toMatchObject({ status: 200 })
  receiver.reply = () => ({ status: 200 })
})

test('a redirect is an answer, and is not followed', async () => {
  receiver.reply = () => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } })
  const before = receiver.received.length
  expect(await channelTo(receiver.url).send(BODY, NEVER)).toMatchObject({ status: 307 })
  expect(receiver.received.length).toBe(before + 1)
  receiver.reply = () => ({ status: 200 })
})

test('what does not answer, or cannot be reached, is told without its address', async () => {
  receiver.reply = () => 'nothing'
  const hangs = await channelTo(`${receiver.url}/SECRET`).send(BODY, NEVER)
  expect(hangs).toEqual({ failed: 'it did not answer within 0.3 seconds' })
  receiver.reply = () => ({ status: 200 })
  const gone = await openReceiver()
  await gone.close()
  expect(await channelTo(`${gone.url}/SECRET`).send(BODY, NEVER)).toEqual({
    failed: 'it could not be reached (ECONNREFUSED)',
  })
  const stopped = AbortSignal.abort()
  expect(await channelTo(receiver.url).send(BODY, stopped)).toEqual({ failed: 'the server was stopped' })
})
