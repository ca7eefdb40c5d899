// The pictures of a preview as SVG. Their words are real text beside them or a title in them.
import { html } from 'hono/html'
import { humanDuration } from '../durations.ts'
import { plainLine } from '../plain-text.ts'
import {
  type Bar,
  type BarChart,
  type ColumnChart,
  type CurveChart,
  type HeatChart,
  WEEKDAYS,
} from './blocks.ts'

type Html = ReturnType<typeof html>

/** As wide as a phone shows without making letters smaller. */
const WIDTH = 368
const LEFT = 34

/** A list of names with what is told, each with its bar: the words break where there is no room. */
export function barPictures(chart: BarChart): Html {
  return html`<ul class="bars">
${chart.bars.map(
  (
    bar,
  ) => html`<li class="${bar.tone}"><span dir="auto">${plainLine(bar.name, 80)}</span> <b>${plainLine(bar.told, 80)}</b>
${barPicture(bar, chart)}</li>
`,
)}</ul>`
}

function barPicture({ value }: Bar, { most, line }: BarChart): Html {
  const filled =
    value === null ? '' : html`<rect class="fill" width="${share(value, most)}" height="10" rx="2"/>`
  const at = line === null ? '' : share(line.value, most)
  const mark = at === '' ? '' : html`<line class="mark" x1="${at}" x2="${at}" y1="0" y2="10"/>`
  return html`<svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="track" width="100%" height="10" rx="2"/>${filled}${mark}</svg>`
}

/** `62.5%`; what is there is seen. */
function share(value: number, most: number): string {
  return `${rounded(Math.max(value > 0 ? 0.5 : 0, Math.min(100, (100 * value) / most)))}%`
}

const COLUMN = (WIDTH - LEFT) / 24

export function columnPicture({ title, columns, mostTold }: ColumnChart): Html {
  const height = 90
  const most = Math.max(Number.MIN_VALUE, ...columns.map(({ value }) => value ?? 0))
  const drawn = columns.map(({ axis, value }, index) => {
    const x = rounded(LEFT + index * COLUMN)
    const tall = value === null ? 0 : Math.max(1, rounded((value / most) * height))
    const name = axis === '' ? '' : html`<text x="${x}" y="${height + 24}">${axis}</text>`
    return html`<rect class="fill" x="${x}" y="${rounded(12 + height - tall)}" width="${rounded(COLUMN - 2)}" height="${tall}"/>${name}`
  })
  return picture(
    title,
    height + 28,
    html`<text x="0" y="10">${mostTold}</text><line class="grid" x1="0" x2="${WIDTH}" y1="14" y2="14"/>${drawn}<line class="grid" x1="0" x2="${WIDTH}" y1="${height + 12}" y2="${height + 12}"/>`,
  )
}

export function heatPicture({ title, days }: HeatChart): Html {
  const row = 14
  const most = Math.max(1, ...days.flat())
  const cells = days.flatMap((hours, day) =>
    hours.map((count, hour) => {
      const place = html`x="${rounded(LEFT + hour * COLUMN)}" y="${day * row}" width="${rounded(COLUMN - 1)}" height="${row - 1}"`
      if (count === 0) return html`<rect class="track" ${place}/>`
      // A root, so that few are told from none where one hour has very many.
      const strong = rounded(0.15 + 0.85 * Math.sqrt(count / most))
      return html`<rect class="fill" ${place} fill-opacity="${strong}"><title>${WEEKDAYS[day]} ${hour}:00: ${count}</title></rect>`
    }),
  )
  const names = days.map((_, day) => html`<text x="0" y="${day * row + 10}">${WEEKDAYS[day]}</text>`)
  const hours = [0, 6, 12, 18].map(
    (hour) => html`<text x="${rounded(LEFT + hour * COLUMN)}" y="${7 * row + 12}">${hour}:00</text>`,
  )
  return picture(title, 7 * row + 16, html`${names}${cells}${hours}`)
}

const HOUR = 3_600
/** Where the time of a curve is told: far enough from each other on its axis. */
const TOLD_AT = [600, HOUR, 4 * HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR, 365 * 24 * HOUR]

/** Hours and weeks in one picture: time is drawn by its logarithm. */
export function curvePicture({ title, steps }: CurveChart): Html {
  const height = 150
  const last = Math.max(24 * HOUR, steps.at(-1)?.seconds ?? 0)
  const [low, high] = [Math.log(600), Math.log(last * 1.3)]
  const x = (seconds: number) =>
    rounded(LEFT + ((WIDTH - LEFT) * (Math.log(Math.max(600, seconds)) - low)) / (high - low))
  const y = (part: number) => rounded(8 + height * (1 - part))
  const path = steps.map(({ seconds, share: part }) => `H${x(seconds)}V${y(part)}`).join('')
  const levels = [0, 0.5, 0.9].map((level) => {
    const at = y(level)
    return html`<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${at}" y2="${at}"/><text x="0" y="${at + 4}">${level * 100} %</text>`
  })
  const times = TOLD_AT.filter((seconds) => seconds <= last).map(
    (seconds) =>
      html`<line class="grid" x1="${x(seconds)}" x2="${x(seconds)}" y1="8" y2="${8 + height}"/><text x="${x(seconds)}" y="${height + 22}" text-anchor="${seconds === 600 ? 'start' : 'middle'}">${humanDuration(seconds)}</text>`,
  )
  return picture(
    title,
    height + 28,
    html`${levels}${times}<path class="curve" d="M${x(0)} ${y(0)}${path}H${WIDTH}"/>`,
  )
}

function picture(title: string, height: number, drawn: Html): Html {
  return html`<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${plainLine(title)}</title>${drawn}</svg>`
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
