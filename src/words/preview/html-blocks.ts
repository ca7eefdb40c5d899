// What a preview is made of as HTML. Whatever text is put in is escaped by the template.
import { html } from 'hono/html'
import { unbroken } from '../durations.ts'
import { plainLine, plainLines } from '../plain-text.ts'
import { type BarChart, type Block, type Table, WEEKDAYS } from './blocks.ts'
import { barPictures, columnPicture, curvePicture, heatPicture } from './html-charts.ts'

export type Html = ReturnType<typeof html>

/** The longest file that is suggested, and the longest answer, by far. */
const LONGEST_TEXT = 70_000

export function blockHtml(block: Block): Html {
  switch (block.kind) {
    case 'text':
      return html`<p dir="auto">${sentence(block.text)}</p>
`
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li dir="auto">${sentence(item)}</li>`)}</ul>
`
    case 'table':
      return tableHtml(block.table)
    case 'bars':
      return figure(barCaption(block.chart), barPictures(block.chart), block.chart.table)
    case 'curve':
      return figure(block.chart.title, curvePicture(block.chart), block.chart.readAt.table)
    case 'columns':
      return figure(block.chart.title, columnPicture(block.chart), block.chart.table)
    case 'heat':
      return html`<div class="beside">
${block.charts.map((chart) => figure(chart.title, heatPicture(chart), heatTable(chart.days)))}</div>
`
    case 'link':
      return html`<p><b>${linkHtml(block.name, block.url)}</b></p>
`
    case 'code':
      return html`<pre dir="auto" tabindex="0"><code>${lines(block.text)}</code></pre>
`
    case 'posted':
      return html`<pre class="posted" dir="auto">${lines(block.markdown)}</pre>
`
    case 'fold':
      return foldHtml(block)
    default:
      return block satisfies never
  }
}

/** A number stays with its unit, and what a dash joins together. */
export function sentence(words: string): string {
  return plainLine(words, 2_000)
    .replace(/\d+ (?:%|(?:d|h|min|s)\b(?: \d+ (?:h|min|s)\b)?)/g, unbroken)
    .replace(/(?<=\w)–(?=\w)/g, '\u2060–\u2060')
}

/** A link only where it leads to a page. */
export function linkHtml(name: string, url: string): Html {
  const words = plainLine(name, 160)
  return /^https?:\/\//.test(url) ? html`<a href="${url}" rel="noreferrer">${words}</a>` : html`${words}`
}

function foldHtml({ title, url, blocks }: Extract<Block, { kind: 'fold' }>): Html {
  const link = url === null ? '' : html`<p>${linkHtml('On GitHub', url)}</p>`
  return html`<details>
<summary dir="auto">${plainLine(title, 160)}</summary>
${blocks.map(blockHtml)}${link}
</details>
`
}

function figure(caption: string | Html, picture: Html, table: Table): Html {
  const said = typeof caption === 'string' ? plainLine(caption) : caption
  return html`<figure>
<figcaption>${said}</figcaption>
${picture}
<details class="numbers">
<summary>The same in numbers</summary>
${tableHtml(table)}</details>
</figure>
`
}

function barCaption({ title, line, markedAs }: BarChart): Html {
  const keys = [
    ...(line === null ? [] : [html` <span class="key"><i class="line"></i>${line.name}</span>`]),
    ...(markedAs === null ? [] : [html` <span class="key"><i class="marked"></i>${markedAs}</span>`]),
  ]
  return html`${plainLine(title)}${keys}`
}

function tableHtml({ head, rows }: Table): Html {
  const cells = (row: readonly string[]) =>
    row.map((cell, column) => {
      const words = plainLine(cell)
      return column === 0
        ? html`<th scope="row" dir="auto">${words}</th>`
        : html`<td dir="auto"${/^[\d–]/.test(words) ? html` class="number"` : ''}>${words}</td>`
    })
  return html`<div class="wide" tabindex="0"><table>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>${cells(row)}</tr>
`,
)}</tbody>
</table></div>
`
}

function heatTable(days: ReadonlyArray<readonly number[]>): Table {
  return {
    head: ['', ...Array.from({ length: 24 }, (_, hour) => `${hour}`)],
    rows: days.map((hours, day) => [WEEKDAYS[day] ?? '', ...hours.map((count) => `${count}`)]),
  }
}

function lines(text: string): string {
  return plainLines(text, LONGEST_TEXT).join('\n')
}
