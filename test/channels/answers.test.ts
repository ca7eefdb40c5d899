// What the answers of receivers mean.
import { expect, test } from 'vitest'
import { judgeAnswer } from '../../src/channels/answers.ts'

const NOW = Date.UTC(2026, 10, 16, 14)
const answered = (status: number, retryAfter: string | null = null) =>
  judgeAnswer({ status, retryAfter }, NOW)

test.each([200, 201, 202, 204])('%i has taken it', (status) => {
  expect(answered(status)).toEqual({ is: 'taken' })
})

test('410 is the end', () => {
  expect(answered(410)).toMatchObject({ is: 'ended' })
})

test.each([301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 413, 422])(
  '%i is for a person to mend',
  (status) => {
    expect(answered(status)).toMatchObject({
      is: 'later',
      isMistake: true,
      why: expect.stringContaining(`${status}`),
    })
  },
)

test.each([408, 425, 500, 502, 503, 504])('%i may pass', (status) => {
  expect(answered(status)).toMatchObject({ is: 'later', isMistake: false, pauseMs: null })
})

test('nothing at all may pass, and says why', () => {
  expect(judgeAnswer({ failed: 'it hangs' }, NOW)).toEqual({
    is: 'later',
    why: 'it hangs',
    isMistake: false,
    pauseMs: null,
  })
})

test.each([
  ['120', 120_000],
  ['Mon, 16 Nov 2026 14:10:00 GMT', 600_000],
  ['0', 1_000],
  ['Mon, 16 Nov 2026 13:00:00 GMT', 1_000],
  ['999999999', 6 * 3_600_000],
  ['soon', 30_000],
  ['-5', 1_000],
  [null, 30_000],
])('429 with %s is a pause', (retryAfter, pauseMs) => {
  expect(answered(429, retryAfter)).toMatchObject({ is: 'later', isMistake: false, pauseMs })
})
