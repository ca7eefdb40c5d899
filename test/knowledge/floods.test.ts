// What tickets hold is read by expressions that never go back: twice the text is twice the work, whatever it repeats.
import { describe, expect, it } from 'vitest'
import { questionFromTicket } from '../../src/knowledge/index.ts'
import { errorsOf } from '../../src/knowledge/signatures.ts'
import { FLOODS, flood } from '../domain/floods.ts'

describe('a ticket that is a flood', () => {
  it.each([...FLOODS, ' ', '\n', 'a.a.', 'a.a. error\n', '1.1.1.1.', 'a://'])(
    'of %j is read to its end',
    (piece) => {
      const asTitle = questionFromTicket(flood(piece, 60_000), '')
      const asBody = questionFromTicket('x', flood(piece, 60_000))
      expect(asTitle.title?.length ?? 0).toBeLessThanOrEqual(1_000)
      expect(asBody.body?.length ?? 0).toBeLessThanOrEqual(20_000)
      expect(errorsOf({ logs: [flood(piece, 200_000)] }).length).toBeLessThanOrEqual(12)
    },
  )
})
