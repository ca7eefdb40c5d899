// `economics`: what support costs and how its success is weighed.
import { z } from 'zod'
import { map, mapOf, must, number, optional, text } from '../kinds.ts'
import { entriesOf, section, valueAt } from '../section.ts'

type Weights = [number, number, number]
const SATISFACTION: Weights = [0.5, 0.3, 0.2]
const EFFICIENCY: Weights = [0.6, 0.3, 0.1]

export const economicsSection = section({
  key: 'economics',
  about:
    'Satisfaction, cost and efficiency per month, in the report. Hours come from `/spent 45m`. Weights are three numbers that add up to 1.',
  schema: () =>
    optional(
      map({
        currency: optional(
          text('a currency code of three letters such as `EUR`', { pattern: /^[A-Z]{3}$/ }),
          {
            description: 'ISO 4217 code.',
            default: 'EUR',
          },
        ),
        hourly_cost: optional(amount(), { description: 'Cost of one hour of support.', default: 0 }),
        monthly: optional(mapOf(text('a name'), amount(), 'a map from names to amounts'), {
          description: 'Further costs per month, by name.',
          default: {},
        }),
        weights: optional(
          map({
            satisfaction: optional(weights(), {
              description: 'Support quality, solution effectiveness, need fulfilment.',
              default: SATISFACTION,
            }),
            efficiency: optional(weights(), {
              description: 'Resolved share, response speed, satisfaction.',
              default: EFFICIENCY,
            }),
          }),
          { description: 'What counts how much.' },
        ),
      }),
      { description: 'What support costs and how its success is weighed.' },
    ),
  read: (value) => {
    if (!value) return { economics: null }
    return {
      economics: {
        currency: value.currency ?? 'EUR',
        hourlyCost: value.hourly_cost ?? 0,
        monthly: value.monthly ?? {},
        weights: {
          satisfaction: value.weights?.satisfaction ?? SATISFACTION,
          efficiency: value.weights?.efficiency ?? EFFICIENCY,
        },
      },
    }
  },
  check: (raw) =>
    entriesOf(valueAt(raw, 'weights')).flatMap(([name, value]) => {
      const numbers =
        Array.isArray(value) && value.every((one) => typeof one === 'number') ? (value as number[]) : null
      const sum = numbers?.reduce((total, one) => total + one, 0) ?? 1
      if (Math.abs(sum - 1) < 1e-6) return []
      const message = `add up to ${Number(sum.toFixed(4))} instead of 1`
      return [{ path: ['weights', name], message, level: 'warning' as const }]
    }),
})

function amount(): z.ZodType<number> {
  return number('an amount, a number from 0', 0, 1e12)
}

function weights() {
  const expected = 'a list of three numbers from 0 to 1'
  const one = () => number('a number from 0 to 1', 0, 1)
  const three = z.tuple([one(), one(), one()], { error: (issue) => must(expected, issue.input) })
  return three.meta({ title: expected })
}
