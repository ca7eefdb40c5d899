// The pace of writes as the caller keeps it: only what was reserved goes out.
import { expect, test } from 'vitest'
import { HORIZON_MS } from '../../src/domain/pace.ts'
import { OwnPace } from '../../src/domain/retry-later.ts'
import { createCaller } from '../../src/github/caller.ts'
import type { Octokit } from '../../src/github/octokit.ts'
import { always } from '../../src/github/sending.ts'

const answer = { status: 200, headers: {}, data: 'done' }

for (const urgency of ['label', 'answer', 'alarm'] as const) {
  test(`a turn that was not reserved is not taken: ${urgency}`, async () => {
    let sent = 0
    const call = createCaller({
      installationId: 1,
      octokit: async () => ({}) as Octokit,
      pacing: { take: async (_installation, _budget, _urgency, now) => now + HORIZON_MS[urgency] + 1 },
      onCall: () => {},
      now: () => 1_000,
      mayGo: always,
    })
    const write = call.write('labels.add', { urgency }, async () => {
      sent += 1
      return { ...answer, data: null }
    })
    const error = await write.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(OwnPace)
    expect(error).toMatchObject({ retryAt: 1_001 + HORIZON_MS[urgency] })
    expect(sent).toBe(0)
  })
}
