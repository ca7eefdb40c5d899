// Draws the two comments of a desk as GitHub shows them, at the width of a desktop and of a phone, in light and dark.
// `node docs/images/draw-desk.ts FOLDER` draws all of them into a folder, without FOLDER only desk.png for the README.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { marked } from 'marked'
import type { Browser } from 'playwright-core'
import { metricsComment } from '../../src/words/report/metrics-comment.ts'
import { queueComment } from '../../src/words/report/queue-comment.ts'
import { launch } from './browser.ts'
import { sampleMetrics, sampleQueue } from './desk-sample.ts'

const require = createRequire(import.meta.url)
const STYLES = require.resolve('github-markdown-css/github-markdown.css')
const MERMAID = join(dirname(require.resolve('mermaid')), 'mermaid.min.js')

interface Shot {
  file: string
  comments: string[]
  width: number
  scheme: 'light' | 'dark'
}

async function draw(browser: Browser, shot: Shot): Promise<void> {
  const { width, scheme, comments } = shot
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    deviceScaleFactor: 1.5,
    colorScheme: scheme,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.setContent(pageOf(comments, scheme))
  await page.addStyleTag({ content: readFileSync(STYLES, 'utf8') + FRAME })
  await page.addScriptTag({ path: MERMAID })
  await page.evaluate(DRAW_CHARTS[scheme])
  await page.screenshot({ path: shot.file, fullPage: true })
  await context.close()
}

function pageOf(comments: string[], scheme: Shot['scheme']): string {
  const html = comments.map((text) => marked.parse(text, { gfm: true, async: false }))
  const boxes = html.map((text) => `<article class="markdown-body">${text}</article>`)
  return `<!doctype html><meta charset="utf-8"><html data-theme="${scheme}"><body>${boxes.join('')}</body></html>`
}

/** Much as GitHub does it: a chart in the theme of the reader, as wide as it wants and no wider than the comment. */
const DRAW_CHARTS = {
  light: drawCharts('default'),
  dark: drawCharts('dark'),
}

function drawCharts(theme: string): string {
  return `(async () => {
    mermaid.initialize({ startOnLoad: false, theme: '${theme}' })
    let n = 0
    for (const code of document.querySelectorAll('code.language-mermaid')) {
      const { svg } = await mermaid.render('chart' + n++, code.textContent)
      const box = document.createElement('div')
      box.innerHTML = svg
      code.parentElement.replaceWith(box)
    }
  })()`
}

const FRAME = `
  body { margin: 0; padding: 16px; background: light-dark(#ffffff, #0d1117); color-scheme: light dark }
  article { border: 1px solid light-dark(#d1d9e0, #3d444d); border-radius: 6px; padding: 16px; margin-bottom: 16px !important }
  article.markdown-body { font-size: 14px; font-family: -apple-system, "Noto Sans", "DejaVu Sans", sans-serif, "Noto Color Emoji" }
  article svg { max-width: 100%; height: auto }
`

const metrics = metricsComment(sampleMetrics())
const queue = queueComment(sampleQueue())
const [folder] = process.argv.slice(2)
const shots: Shot[] = folder
  ? (['light', 'dark'] as const).flatMap((scheme) =>
      [1000, 390].flatMap((width) =>
        Object.entries({ metrics, queue }).map(([name, text]) => ({
          file: join(folder, `${name}-${width}-${scheme}.png`),
          comments: [text],
          width,
          scheme,
        })),
      ),
    )
  : [
      {
        file: join(import.meta.dirname, 'desk.png'),
        comments: [metrics, queue],
        width: 860,
        scheme: 'light',
      },
    ]
const browser = await launch()
for (const shot of shots) await draw(browser, shot)
await browser.close()
