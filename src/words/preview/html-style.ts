// How a page of a preview looks: light and dark, from a phone to paper.
import { raw } from 'hono/html'

export const PAGE_STYLE = raw(`
:root { color-scheme: light dark; --ground: #fff; --text: #1f2328; --quiet: #59636e; --rule: #d1d9e0; --soft: #f6f8fa; --track: #eaeef2;
  --fill: #2f6fd0; --good: #1a7f37; --unsure: #9a6700; --link: #0969da; --warn: #fff8c5; --warn-rule: #d4a72c }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --text: #e6edf3; --quiet: #9198a1; --rule: #3d444d; --soft: #151b23; --track: #21262d;
  --fill: #539bf5; --good: #3fb950; --unsure: #d29922; --link: #58a6ff; --warn: #272115; --warn-rule: #9e6a03 } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 64rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere }
header p { margin: 0; color: var(--quiet) }
h1 { margin: 0 0 1.25rem; font-size: 1.75rem; line-height: 1.25 }
h2 { margin: 3rem 0 .5rem; padding-bottom: .35rem; border-bottom: 1px solid var(--rule); font-size: 1.3rem }
a { color: var(--link) }
h1 a { color: inherit; text-decoration-color: var(--rule) }
p { margin: .75rem 0; max-width: 46rem }
.lead { font-size: 1.1rem; margin: 1.25rem 0 0 }
.remarks { margin: 0 0 1rem; padding: .6rem 1rem .6rem 2rem; background: var(--warn); border: 1px solid var(--warn-rule); border-radius: 6px }
.tiles { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)) }
.tiles li { padding: 1rem; border: 1px solid var(--rule); border-radius: 8px; background: var(--soft) }
.tiles strong { display: block; font-size: 2rem; line-height: 1.2; font-weight: 650 }
.tiles span { color: var(--quiet) }
figure { margin: 1.75rem 0 }
figcaption { font-weight: 600; margin-bottom: .6rem }
.key { font-weight: 400; font-size: .85rem; color: var(--quiet); white-space: nowrap; margin-left: .75rem }
.key i { display: inline-block; margin-right: .35rem; vertical-align: middle }
.key .line { height: .9rem; border-left: 2px solid var(--text) }
.key .marked { width: .9rem; height: .6rem; border-radius: 2px; background: var(--good) }
.beside { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)) }
.bars { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: fit-content(24rem) minmax(8rem, 1fr) max-content }
.bars li { grid-column: 1 / -1; display: grid; grid-template-columns: subgrid; gap: 0 1rem; align-items: center; padding: .15rem 0; font-size: .9rem }
.bars b { font-weight: 400; order: 3; font-variant-numeric: tabular-nums }
.bars .bar { order: 2 }
.bars .marked b, .bars .marked span { font-weight: 650; color: var(--good) }
.bars .unsure b { color: var(--unsure) }
svg { display: block; font: 10px system-ui, "Noto Sans", sans-serif; fill: var(--quiet) }
.picture { width: 100%; max-width: 36rem; height: auto }
.track { fill: var(--track) }
.fill { fill: var(--fill) }
.marked .fill { fill: var(--good) }
.unsure .fill { fill: var(--unsure); fill-opacity: .55 }
.mark { stroke: var(--text); stroke-width: 2 }
.grid { stroke: var(--rule) }
.curve { fill: none; stroke: var(--fill); stroke-width: 2 }
details { margin: .5rem 0 }
summary { cursor: pointer }
.numbers summary { color: var(--quiet); font-size: .85rem }
section > details { border: 1px solid var(--rule); border-radius: 6px; padding: .5rem .9rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal }
th, td { padding: .3rem .7rem; border: 1px solid var(--rule); text-align: start; font-weight: 400 }
thead th { background: var(--soft); font-weight: 600 }
.number { text-align: end; font-variant-numeric: tabular-nums }
pre { margin: .75rem 0; padding: .9rem; border-radius: 6px; background: var(--soft); overflow-x: auto; font: .85rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: normal }
.posted { white-space: pre-wrap; border-left: 3px solid var(--rule); overflow-wrap: anywhere }
footer { margin-top: 3rem; color: var(--quiet); font-size: .9rem }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
@media (max-width: 42rem) {
  .bars { display: block }
  .bars li { grid-template-columns: 1fr auto; padding: .3rem 0 }
  .bars b { order: 0; text-align: end }
  .bars .bar { order: 0; grid-column: 1 / -1 }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt }
  section > *, figure, tr { break-inside: avoid }
  h2 { break-after: avoid }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  details::details-content { display: block; content-visibility: visible; block-size: auto }
  .numbers { display: none }
}
`)
