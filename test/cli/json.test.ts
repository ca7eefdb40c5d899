// Times in JSON are ISO 8601, whatever else stands beside them.
import { expect, test } from 'vitest'
import { jsonText } from '../../src/cli/json.ts'

test('fields that hold a time become instants, others stay', () => {
  const at = Date.UTC(2026, 10, 22, 9, 30)
  const value = {
    at,
    openedAt: at,
    untilAt: null,
    sinceAt: 0,
    endsAt: Number.POSITIVE_INFINITY,
    wallMs: at,
    format: 1,
  }
  expect(JSON.parse(jsonText([value]))).toEqual([
    {
      at: '2026-11-22T09:30:00.000Z',
      openedAt: '2026-11-22T09:30:00.000Z',
      untilAt: null,
      sinceAt: null,
      endsAt: null,
      wallMs: at,
      format: 1,
    },
  ])
})
