// The report of a month as people read it.
import { describe, expect, test } from 'vitest'
import type { CustomerMonth } from '../../src/report/customers.ts'
import { countAll } from '../../src/report/metrics.ts'
import { monthEconomics } from '../../src/report/month-economics.ts'
import { reportJson } from '../../src/words/report/json.ts'
import { reportText } from '../../src/words/report/text.ts'
import { readMonth } from '../../src/words/zone.ts'
import { answered, DAY, figures, NOW } from '../report/figures-builder.ts'
import { aReport } from './report-builder.ts'

const month = readMonth('2026-11', 'UTC')!
const countedOf = (tickets: ReturnType<typeof figures>[]) => {
  const span = { fromAt: NOW - 90 * DAY, toAt: NOW }
  return countAll({ repository: 'acme/tool', ...span, now: NOW, tickets, tiers: ['pro'] })
}
const busy = countedOf([answered(30, { tier: 'pro', minutes: 90, ratings: [5] }), figures()])
const idle = countedOf([])
const costs = { currency: 'EUR', hourlyCost: 1000, monthly: { '| @maya': 50.5 } }
const weights = { satisfaction: [0.5, 0.3, 0.2], efficiency: [0.6, 0.3, 0.1] } as const
const withEconomics = (counted: typeof busy) => ({
  ...counted,
  economics: monthEconomics(
    counted.support.all!,
    { ...costs, weights: { satisfaction: [...weights.satisfaction], efficiency: [...weights.efficiency] } },
    1,
  ),
})
const customer: CustomerMonth = {
  name: 'A | [b](http://evil) @maya <!-- firstline:answer x -->',
  tier: 'pro',
  tickets: 1,
  met: 1,
  missed: 1,
  minutes: 90,
  brings: { USD: 60, EUR: 12.5 },
  cost: { currency: 'EUR', total: 1500 },
}
const hidden = aReport(withEconomics(busy), { month, before: withEconomics(idle), customers: [customer] })
const shown = aReport(busy, { month, before: { ...idle, economics: null } })

test('says what changed since the month before, and leaves out what neither tells', () => {
  const text = reportText(shown)
  expect(text).toContain('## acme/tool in November 2026')
  expect(text).toContain('|  | November 2026 | October 2026 |')
  expect(text).toContain('| Tickets opened | 2 | 0 |')
  expect(text).toContain('| Rated 4 or 5 | 100\u00a0%\u00a0of\u00a01 | – |')
  expect(text).not.toMatch(/Links offered|knowledge base/)
})

test('names nobody and no amount where anybody may read it', () => {
  expect(reportText(shown)).not.toMatch(/Satisfaction|Hours|EUR|Customers/)
  expect(reportJson(shown)).toEqual(busy.metrics)
})

describe('in private', () => {
  test('it adds satisfaction, cost and efficiency', () => {
    const text = reportText(hidden)
    expect(text).toContain('| **Satisfaction** | 1.00 | – |')
    expect(text).toContain('| **Hours** | 1.5\u00a0h | – |')
    expect(text).toContain('| **Cost** | 1,550.50\u00a0EUR | 50.50\u00a0EUR |')
  })

  test.each([
    [0.815, '0.82'],
    [0.285, '0.29'],
    [0.8349, '0.83'],
  ])('%d is told as %s', (satisfaction, told) => {
    const economics = hidden.economics && { ...hidden.economics, satisfaction }
    expect(reportText({ ...hidden, economics })).toContain(`| **Satisfaction** | ${told} |`)
  })

  test('what others wrote cannot break out of its place, mention anybody or forge a marker', () => {
    const text = reportText(hidden)
    const [row] = text.split('\n').filter((line) => line.startsWith('| A '))
    expect(row?.replaceAll('\\|', '').split('|')).toHaveLength(9)
    expect(row).toContain('60\u00a0USD + 12.50\u00a0EUR')
    expect(text).not.toMatch(/@maya|<!--|(?<!\\)\]\(http:/)
  })

  test('scripts get the same beside the metrics', () => {
    expect(reportJson(hidden)).toMatchObject({
      ...busy.metrics,
      hours: 1.5,
      cost: { EUR: 1550.5 },
      needs: { 'technical-support': 2, training: 0, consulting: 0 },
      economics: { satisfaction: 1, csat: 1, cost: { EUR: 1550.5 } },
      customers: [{ tickets: 1, brings: { USD: 60, EUR: 12.5 }, cost: { EUR: 1500 } }],
      previous: { hours: 0, economics: { satisfaction: null, efficiency: null, cost: { EUR: 50.5 } } },
    })
  })

  test('settings without costs leave cost out', () => {
    const free = { ...busy, economics: monthEconomics(busy.support.all!, null, 1) }
    const text = reportText(aReport(free, { month, before: { ...idle, economics: free.economics } }))
    expect(text).toContain('| **Cost** | – | – |')
    expect(text).not.toContain('Cost of')
  })
})
