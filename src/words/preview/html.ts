// A preview as one page of HTML that needs nothing else: no script, no request, light and dark, on a phone and on paper.
import { html } from 'hono/html'
import type { Preview } from '../../report/preview.ts'
import { humanInstant } from '../durations.ts'
import { plainLine } from '../plain-text.ts'
import { previewHeadlines } from './headline.ts'
import { blockHtml, type Html, linkHtml, sentence } from './html-blocks.ts'
import { PAGE_STYLE } from './html-style.ts'
import { PREVIEW_SECTIONS } from './sections.ts'

/** Styles stand in the page; all else is refused, whatever a text of others says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** It is sent around, so it names nobody who pays. */
export function previewAsHtml(preview: Preview): string {
  const name = plainLine(preview.repository)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${name}: what Firstline would have done</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<p>What Firstline would have done</p>
<h1>${linkHtml(name, preview.url)}</h1>
</header>
<main>
${remarks(preview)}
${headlines(preview)}
${PREVIEW_SECTIONS.map((section) => section(preview, { isPublic: true })).map((section) =>
  section === null
    ? ''
    : html`<section>
<h2>${section.title}</h2>
${section.blocks.map(blockHtml)}
</section>
`,
)}
</main>
<footer><p>A preview of ${humanInstant(preview.at, preview.zone)}: nothing was written on GitHub.</p></footer>
</body>
</html>
`
  return String(page)
}

function remarks({ remarks: all }: Preview): Html | '' {
  if (all.length === 0) return ''
  return html`<ul class="remarks">${all.map((remark) => html`<li>${sentence(remark)}</li>`)}</ul>`
}

function headlines(preview: Preview): Html {
  const all = previewHeadlines(preview)
  const tiles = all.map(
    ({ figure, about }) => html`<li><strong>${figure ?? '–'}</strong> <span>${sentence(about)}</span></li>
`,
  )
  return html`<ul class="tiles">
${tiles}</ul>
<p class="lead">${all.map((one) => sentence(one.sentence)).join(' ')}</p>`
}
