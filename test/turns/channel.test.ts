// One channel's line: several processes send each notice once, in order; a receiver that is slow for one ticket is not so
// for others, and a process that lost the line sends nothing more.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startWorker } from '../../src/agenda/worker.ts'
import { createChannels } from '../../src/channels/channels.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import { wake } from '../../src/store/agenda.ts'
import { lineOf } from '../../src/store/agenda-upkeep.ts'
import { channelTroubles } from '../../src/store/notice-channels.ts'
import { noteNotice, readyNotices } from '../../src/store/notices.ts'
import { removeRepositories, saveRepository } from '../../src/store/repositories.ts'
import { saveSettings } from '../../src/store/settings-versions.ts'
import { channelLine } from '../../src/turns/channel.ts'
import { aRepository } from '../builders.ts'
import { openReceiver, type Receiver } from '../receiver.ts'
import { describeOnEachEngine } from '../store/engines.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const TEAM = { owner: 'acme', name: 'team' }
const LINE = { kind: 'channel', ...TEAM } as const
const HOUR = 3_600_000

let receiver: Receiver
beforeEach(async () => {
  receiver = await openReceiver()
})
afterEach(() => receiver.close())

describeOnEachEngine('the line of a channel', (bench) => {
  const repository = aRepository({ id: 22, owner: 'acme', name: 'widget', installationId: 11 })
  const settle = async () => {
    const text = 'desk: { channels: { team: [missed] } }\n'
    const { settings } = parseSettings(text, { file: 'f', owner: 'acme' })
    await saveRepository(bench.store.db, repository)
    const version = { fromAt: bench.now, blobSha: 'a', source: null, text, settings: settings! }
    await saveSettings(bench.store.db, repository.id, version)
  }
  const note = async (number: number, nth: number) => {
    const body = JSON.stringify({ id: `${number}-${nth}`, event: `${nth}`, number })
    const about = { channel: TEAM, repositoryId: 22, ticketId: `issue:${number}`, isShown: true }
    await noteNotice(bench.store.db, { id: `${number}-${nth}`, ...about, body, at: bench.now })
    await wake(bench.store.db, { line: LINE, at: bench.now })
  }
  const process = (timeoutMs: number) =>
    startWorker({
      store: bench.store,
      handlers: {
        channel: channelLine({
          store: bench.store,
          channels: createChannels([{ ...TEAM, url: receiver.url }], { secret: null, timeoutMs }),
          random: () => 0,
        }),
      },
      pollMs: 5,
      random: () => 0,
      log: silent,
    })
  const run = async ({ processes = 1, timeoutMs = 10_000 } = {}) => {
    const workers = Array.from({ length: processes }, () => process(timeoutMs))
    for (const worker of workers) await worker.idle()
    for (const worker of workers) await worker.stop()
  }

  test('is worked through by several processes, each notice once and in the order of its ticket', async () => {
    await settle()
    for (let nth = 1; nth <= 3; nth++) for (let number = 1; number <= 12; number++) await note(number, nth)
    await run({ processes: 3 })
    // One of them is idle while another has the line: what is left when they stop is taken up by the next.
    await run()
    expect(receiver.received).toHaveLength(36)
    for (let number = 1; number <= 12; number++) {
      const told = receiver.told().filter((one) => one.endsWith(`#${number}`))
      expect(told).toEqual([`1 #${number}`, `2 #${number}`, `3 #${number}`])
    }
    expect(await lineOf(bench.store.db, 'channel:acme:team')).toMatchObject({ dueAt: null, attempts: 0 })
  })

  test('waits longer with each failure, and tries what is for a person to mend less often', async () => {
    await settle()
    receiver.reply = ({ notice }) => ({ status: notice.number === 1 ? 500 : 404 })
    await note(1, 1)
    await note(2, 1)
    const begunAt = bench.now
    const tries = async () => {
      await run()
      const line = await lineOf(bench.store.db, 'channel:acme:team')
      bench.now = line?.dueAt ?? bench.now
      return bench.now - begunAt
    }
    const moments: number[] = []
    for (let n = 0; n < 6; n++) moments.push(await tries())
    expect(moments).toEqual([1_000, 3_000, 7_000, 15_000, 31_000, 32_000])
    expect(receiver.told().filter((one) => one.endsWith('#2'))).toHaveLength(1)
  })

  test('gives up what nobody took for 24 hours, and sends what came later', async () => {
    await settle()
    receiver.reply = () => 'nothing'
    await note(1, 1)
    await run({ timeoutMs: 200 })
    bench.now += 23 * HOUR
    await note(1, 2)
    receiver.reply = () => ({ status: 200 })
    receiver.received.length = 0
    bench.now += HOUR
    await run()
    expect(receiver.told()).toEqual(['2 #1'])
    expect(await channelTroubles(bench.store.db)).toMatchObject([
      { dropped: 1, droppedBecause: 'not delivered within 24 hours (it did not answer within 0.2 seconds)' },
    ])
  })

  test('forgets what a repository wanted to tell that the App was taken off', async () => {
    await settle()
    await note(1, 1)
    await removeRepositories(bench.store.db, 11, [22], bench.now)
    await run()
    expect(receiver.received).toEqual([])
    expect(await readyNotices(bench.store.db, TEAM, { now: bench.now, limit: 9 })).toEqual([])
  })
})
