// Reads a file of inputs for satisfaction, cost and efficiency: strict, with every mistake at its line.

import { z } from 'zod'
import type { Problem } from '../domain/problem.ts'
import { efficiency, satisfaction, supportCost } from '../report/economics.ts'
import { map, must, number, optional } from '../settings/kinds.ts'
import { explainIssues, notAMap } from '../settings/mistakes.ts'
import { readTree } from '../yaml/read.ts'

/** What the file gives; null where it has no inputs for it. */
export interface EconomicsResult {
  satisfaction: number | null
  cost: number | null
  efficiency: number | null
}

const MOST = 1e12
const share = () => number('a number from 0 to 1', 0, 1)
const amount = (what: string) => number(what, 0, MOST)

function three(expected: string) {
  return z
    .tuple([share(), share(), share()], { error: (issue) => must(expected, issue.input) })
    .meta({ title: expected })
}

function weights(about: string) {
  return optional(three('a list of three numbers from 0 to 1'), { description: about })
}

const EconomicsFile = map({
  satisfaction: optional(
    map({
      weights: weights('Support quality, solution effectiveness, need fulfilment.'),
      scores: three('a list of three scores from 0 to 1'),
    }),
    { description: 'Scores from 0 to 1 and what each counts.' },
  ),
  cost: optional(
    z.array(map({ quantity: amount('a number from 0'), unit_cost: amount('an amount, a number from 0') }), {
      error: (issue) => must('a list of `quantity` and `unit_cost`', issue.input),
    }),
    { description: 'Hours and their cost, resources and theirs, anything else.' },
  ),
  efficiency: optional(
    map({
      weights: weights('Resolved share, quickness, satisfaction.'),
      resolved: amount('a number from 0'),
      total: number('a number above 0', Number.MIN_VALUE, MOST),
      response_days: amount('a number of days from 0'),
      satisfaction: optional(share(), { description: 'Left out: what `satisfaction` gives.' }),
    }),
    { description: 'Tickets, days until a response, satisfaction.' },
  ),
})
type EconomicsFile = z.infer<typeof EconomicsFile>

/** Computes what the text of a file asks for. Never throws: `result` is null where there is a failure. */
export function readEconomics(
  text: string,
  file: string,
): { result: EconomicsResult | null; problems: Problem[] } {
  const { tree, problems } = readTree(text, file)
  if (!tree || problems.length > 0) return { result: null, problems }
  const value = tree.value ?? {}
  if (typeof value !== 'object' || Array.isArray(value)) return { result: null, problems: [notAMap(tree)] }
  const parsed = EconomicsFile.safeParse(value)
  if (!parsed.success)
    return { result: null, problems: explainIssues(EconomicsFile, tree, parsed.error.issues) }
  const place = (key: string) => tree.places.get(key)?.key ?? { file, line: 1, column: 1 }
  const wrong = findings(parsed.data).map(
    ({ key, message, level }): Problem => ({ ...place(key), level, message: `\`${key}\` ${message}.` }),
  )
  const usable = wrong.every((problem) => problem.level !== 'failure')
  return { result: usable ? compute(parsed.data) : null, problems: wrong }
}

function compute({ satisfaction: feeling, cost, efficiency: work }: EconomicsFile): EconomicsResult {
  const satisfied = feeling ? satisfaction(feeling.scores, feeling.weights ?? undefined) : null
  return {
    satisfaction: satisfied,
    cost: cost
      ? supportCost(cost.map((item) => ({ quantity: item.quantity, unitCost: item.unit_cost })))
      : null,
    efficiency: work
      ? efficiency(
          { ...work, responseDays: work.response_days, satisfaction: work.satisfaction ?? satisfied ?? 0 },
          work.weights ?? undefined,
        )
      : null,
  }
}

interface Finding {
  key: 'satisfaction' | 'efficiency'
  message: string
  level: 'failure' | 'warning'
}

/** What only several values together show. */
function findings({ satisfaction: feeling, efficiency: work }: EconomicsFile): Finding[] {
  const found: Finding[] = []
  if (work && work.resolved > work.total) {
    const message = `says that ${work.resolved} of ${work.total} were resolved: \`resolved\` must not be more than \`total\``
    found.push({ key: 'efficiency', level: 'failure', message })
  }
  if (work && (work.satisfaction ?? null) === null && !feeling) {
    const message = 'needs `satisfaction`, a number from 0 to 1, as nothing in this file gives it'
    found.push({ key: 'efficiency', level: 'failure', message })
  }
  for (const [key, list] of [
    ['satisfaction', feeling?.weights],
    ['efficiency', work?.weights],
  ] as const) {
    const sum = list?.reduce((total, one) => total + one, 0) ?? 1
    if (Math.abs(sum - 1) < 1e-6) continue
    found.push({
      key,
      level: 'warning',
      message: `has weights that add up to ${Number(sum.toFixed(4))} instead of 1`,
    })
  }
  return found
}
