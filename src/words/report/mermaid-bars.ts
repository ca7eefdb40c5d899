// A Mermaid chart of bars that lie on their side and reads on a phone.

/** Seen on white and on black. GitHub draws in the theme of the reader: nothing else of it is touched. */
export const MEASURED = '#2f81f7'
export const AT_LEAST = '#bf8700'
export const MARKED = '#2da44e'
const COLORS = [AT_LEAST, MARKED, MEASURED] as const

/** Two sets of bars share the rows: what one leaves to the other begins left of the axis. Zero would show. */
const UNSEEN = -1_000
/** As a phone has it: a chart that is made smaller has small letters, and too little room for the names of its rows. */
const WIDTH = 320
const ROW_HEIGHT = 26
const AROUND_ROWS = 60
/** The names of the rows tell the numbers: there is no second axis to be read. */
const LOOK = {
  width: WIDTH,
  titleFontSize: 14,
  plotReservedSpacePercent: 40,
  xAxis: { labelFontSize: 13, showTick: false },
  yAxis: { showLabel: false, showTick: false, showAxisLine: false },
}

export interface MermaidBar {
  /** In some 25 letters. What is no word of a sentence is left out. */
  name: string
  value: number
  color: (typeof COLORS)[number]
}

/** A row for each bar, in this order; each colour is a set of bars of its own. `least`: what the axis reaches at least. */
export function mermaidBars(title: string, bars: readonly MermaidBar[], least = 1): string {
  const height = bars.length * ROW_HEIGHT + AROUND_ROWS
  const colors = COLORS.filter((color) => bars.some((bar) => bar.color === color))
  const look = {
    xyChart: { ...LOOK, height },
    themeVariables: { xyChart: { plotColorPalette: colors.join(', ') } },
  }
  const sets = colors.map((color) => bars.map((bar) => (bar.color === color ? bar.value : UNSEEN)).join(', '))
  const most = Math.max(least, ...bars.map(({ value }) => Math.ceil(value)))
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(look)}}%%`,
    'xychart-beta horizontal',
    `    title "${ownWords(title)}"`,
    `    x-axis [${bars.map(({ name }) => `"${ownWords(name)}"`).join(', ')}]`,
    `    y-axis 0 --> ${most}`,
    ...sets.map((set) => `    bar [${set}]`),
    '```',
  ].join('\n')
}

/** Letters, numbers and what stands between them in a sentence: nothing that a chart could take for its own. */
function ownWords(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,:()%+–/-]/gu, ' ')
}
