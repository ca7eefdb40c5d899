// Says how well the fitted matcher does, group by group, for docs/matching.md.
import type { Bars, Fit } from '../src/knowledge/model.ts'
import type { Outcome } from './bars.ts'

/**
 * `first/first three, precision at coverage` in percent at the bars for 0.9 and 0.95, as fitted and as checked; then of
 * offers at 0.5: useful, reach, shown where nothing answers.
 */
export function* reportOf(
  fitted: Outcome[],
  checked: Outcome[],
  bars: Fit['bars'],
  offers: Bars,
): Generator<string> {
  for (const [group, outcomes] of Map.groupBy(checked, (one) => one.group)) {
    const mine = bars[outcomes[0]!.family] ?? bars.other!
    const at = (precision: number) => mine.find(([reached]) => reached === precision)![1]
    const own = fitted.filter((one) => one.group === group)
    const offer = offers.find(([share]) => share === 0.5)![1]
    yield `${group} (${outcomes.length}; ${at(0.9)} ${at(0.95)}): fitted ${ranks(own)}, ${answers(own, at(0.95))}; checked ${ranks(outcomes)}, ${answers(outcomes, at(0.9))}, ${answers(outcomes, at(0.95))}; offers ${offer}: ${offered(outcomes, offer, at(0.95))}`
  }
}

function ranks(outcomes: Outcome[]): string {
  const answerable = outcomes.filter((one) => one.answerable)
  const within = (most: number) => answerable.filter(({ place }) => place >= 0 && place < most).length
  return `${percent(within(1), answerable.length)}/${percent(within(3), answerable.length)}`
}

function answers(outcomes: Outcome[], bar: number): string {
  const answered = outcomes.filter(({ confidence }) => confidence >= bar)
  const right = answered.filter(({ place }) => place === 0).length
  const answerable = outcomes.filter((one) => one.answerable).length
  if (answerable === 0) return `${answered.length} answered`
  return `${percent(right, answered.length)} at ${percent(right, answerable)}`
}

function offered(outcomes: Outcome[], least: number, bar: number): string {
  const shown = outcomes.filter(({ help, confidence }) => help >= least && confidence < bar)
  const useful = shown.filter(({ place }) => place >= 0 && place < 3).length
  const answerable = outcomes.filter((one) => one.answerable).length
  const needless = shown.filter((one) => !one.answerable).length
  return `${percent(useful, shown.length)} ${percent(useful, answerable)} ${percent(needless, outcomes.length - answerable)}`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)
}
