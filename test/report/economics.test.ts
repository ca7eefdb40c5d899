import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { economicsCommand } from '../../src/cli/economics.ts'
import { readEconomics } from '../../src/cli/economics-file.ts'
import { efficiency, satisfaction, supportCost } from '../../src/report/economics.ts'

describe('the worked examples', () => {
  it('come out exactly', () => {
    expect(satisfaction([0.9, 0.8, 0.7])).toBe(0.83)
    expect(satisfaction([0.85, 0.8, 0.75])).toBe(0.815)
    expect(
      supportCost([
        { quantity: 100, unitCost: 100 },
        { quantity: 500, unitCost: 1000 },
        { quantity: 200, unitCost: 500 },
      ]),
    ).toBe(610_000)
    expect(supportCost([100_000, 5000, 5000].map((unitCost) => ({ quantity: 1, unitCost })))).toBe(110_000)
    expect(efficiency({ resolved: 80, total: 100, responseDays: 2, satisfaction: 0.815 })).toBe(0.7115)
  })

  it('cap quickness at a response within a day', () => {
    const quick = { resolved: 0, total: 1, satisfaction: 0 }
    expect(efficiency({ ...quick, responseDays: 0.1 })).toBe(0.3)
    expect(efficiency({ ...quick, responseDays: 0 })).toBe(0.3)
    expect(efficiency({ ...quick, responseDays: 3 })).toBe(0.1)
  })
})

describe('parts without data', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const part = fc.option(share, { nil: null })
  const weights = fc.tuple(share, share, share).map((all) => {
    const sum = all.reduce((a, b) => a + b) + 3
    return all.map((one) => (one + 1) / sum) as [number, number, number]
  })

  it('are left out, and the other weights are scaled up', () => {
    expect(satisfaction([0.9, null, 0.7])).toBe(0.842857142857)
    expect(satisfaction([null, 0.4, null])).toBe(0.4)
    expect(efficiency({ resolved: 4, total: 5, responseDays: null, satisfaction: null })).toBe(0.8)
    expect(efficiency({ resolved: 0, total: 0, responseDays: 4, satisfaction: null })).toBe(0.25)
  })

  it('are nothing where there is no other', () => {
    expect(satisfaction([null, null, null])).toBeNull()
    expect(satisfaction([0.5, null, null], [0, 0.5, 0.5])).toBeNull()
    expect(efficiency({ resolved: 0, total: 0, responseDays: null, satisfaction: null })).toBeNull()
  })

  it('leave a figure between the least and the greatest of the others', () => {
    fc.assert(
      fc.property(fc.tuple(part, part, part), weights, (parts, by) => {
        const known = parts.filter((one) => one !== null)
        const figure = satisfaction(parts, by)
        if (known.length === 0) expect(figure).toBeNull()
        else {
          expect(figure).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9)
          expect(figure).toBeLessThanOrEqual(Math.max(...known) + 1e-9)
        }
      }),
    )
  })

  it('say nothing: equal parts give the same figure, however many of them are known', () => {
    fc.assert(
      fc.property(share, weights, fc.subarray([0, 1, 2], { minLength: 1 }), (value, by, known) => {
        const parts = [0, 1, 2].map((place) => (known.includes(place) ? value : null))
        expect(satisfaction(parts as [number, number, number], by)).toBeCloseTo(value, 9)
      }),
    )
  })
})

const WHOLE = `satisfaction: { weights: [0.5, 0.3, 0.2], scores: [0.85, 0.8, 0.75] }
cost:
  - { quantity: 100, unit_cost: 100 }
  - { quantity: 500, unit_cost: 1000 }
  - { quantity: 200, unit_cost: 500 }
efficiency: { weights: [0.6, 0.3, 0.1], resolved: 80, total: 100, response_days: 2, satisfaction: 0.815 }
`

describe('a file of inputs', () => {
  const problemsOf = (text: string) =>
    readEconomics(text, 'e.yml').problems.map(({ line, level, message }) => `${line} ${level}: ${message}`)

  it('gives all three, or null where there is no input', () => {
    expect(readEconomics(WHOLE, 'e.yml')).toEqual({
      result: { satisfaction: 0.815, cost: 610_000, efficiency: 0.7115 },
      problems: [],
    })
    expect(readEconomics('', 'e.yml').result).toEqual({ satisfaction: null, cost: null, efficiency: null })
    expect(readEconomics('cost: []', 'e.yml').result?.cost).toBe(0)
  })

  it('may leave weights out, and the satisfaction that it gives itself', () => {
    const text =
      'satisfaction: { scores: [0.85, 0.8, 0.75] }\nefficiency: { resolved: 80, total: 100, response_days: 2 }'
    expect(readEconomics(text, 'e.yml').result).toMatchObject({ satisfaction: 0.815, efficiency: 0.7115 })
  })

  it('is told every mistake with its line', () => {
    expect(problemsOf('satisfaction:\n  scores: [0.9, 8, 0.7]\ncosts: []')).toEqual([
      '2 failure: `satisfaction.scores[2]` must be a number from 0 to 1; it is the number 8.',
      '3 failure: Unknown key `costs`. Did you mean `cost`? Allowed here: `satisfaction`, `cost` or `efficiency`.',
    ])
    expect(problemsOf('cost:\n  - { quantity: many, unit_cost: 1 }\n  - { quantity: 1 }')).toEqual([
      '2 failure: `cost[1].quantity` must be a number from 0; it is `many`.',
      '3 failure: `cost[2].unit_cost` is missing: it must be an amount, a number from 0.',
    ])
    expect(problemsOf('efficiency: { resolved: 2, total: 1, response_days: 1 }')).toEqual([
      '1 failure: `efficiency` says that 2 of 1 were resolved: `resolved` must not be more than `total`.',
      '1 failure: `efficiency` needs `satisfaction`, a number from 0 to 1, as nothing in this file gives it.',
    ])
    expect(
      problemsOf('efficiency: { resolved: 0, total: 0, response_days: 1, satisfaction: 1 }'),
    ).toHaveLength(1)
    expect(problemsOf('satisfaction: { scores: [.nan, .inf, -1] }')).toHaveLength(3)
    expect(problemsOf('satisfaction: { scores: [1, 1] }')).toHaveLength(1)
    expect(problemsOf('cost: [{ quantity: 1,000, unit_cost: 5 }]')).toEqual([
      '1 failure: A comma ends a number here: write `1000`, without it.',
    ])
    expect(problemsOf('- 1')).toHaveLength(1)
    expect(problemsOf('a: [')).toHaveLength(1)
  })

  it('is warned of weights that do not add up, and computed all the same', () => {
    const { result, problems } = readEconomics(
      'satisfaction: { weights: [1, 1, 0], scores: [1, 1, 1] }',
      'e.yml',
    )
    expect(result?.satisfaction).toBe(2)
    expect(problems).toMatchObject([{ level: 'warning', line: 1 }])
  })
})

describe('firstline economics', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firstline-economics-'))
    await writeFile(join(folder, 'good.yml'), WHOLE)
    await writeFile(join(folder, 'bad.yml'), 'cost: 5')
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function run(...args: string[]) {
    const written = { out: '', err: '' }
    const io = {
      out: (text: string) => {
        written.out += text
      },
      err: (text: string) => {
        written.err += text
      },
      interactive: false,
      cwd: folder,
      env: {},
    }
    const code = await economicsCommand.run(args, io)
    return { code, ...written }
  }

  it('prints JSON', async () => {
    const { code, out } = await run('good.yml')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({ satisfaction: 0.815, cost: 610_000, efficiency: 0.7115 })
  })

  it('says what is wrong and where', async () => {
    expect(await run('bad.yml')).toEqual({
      code: 1,
      out: '',
      err: 'bad.yml:1:7: failure: `cost` must be a list of `quantity` and `unit_cost`; it is the number 5.\n',
    })
    await expect(run('none.yml')).rejects.toThrow('none.yml cannot be read: there is no such file.')
    await expect(run()).rejects.toThrow(UsageError)
    await expect(run('good.yml', 'bad.yml')).rejects.toThrow(UsageError)
    await expect(run('--fast', 'good.yml')).rejects.toThrow(UsageError)
  })
})
