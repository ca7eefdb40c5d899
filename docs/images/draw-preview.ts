// Draws the page of a preview of a made-up project. `node docs/images/draw-preview.ts FOLDER` draws it whole into a
// folder, as a desktop and as a phone show it, in light and dark, and on a terminal; without FOLDER the beginning of
// it as preview.png for the README.
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { previewText } from '../../src/words/preview/formats.ts'
import { aNewcomer, aPreview } from '../../test/words/preview-builder.ts'
import { launch } from './browser.ts'

interface Shot {
  file: string
  page: string
  width: number
  scheme: 'light' | 'dark'
  /** The page ends below the first of these; whole where it is not said. */
  until?: string
}

async function draw(browser: Browser, { file, page, width, scheme, until }: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    deviceScaleFactor: 1.5,
    colorScheme: scheme,
  })
  const tab = await context.newPage()
  tab.setDefaultTimeout(30_000)
  await tab.setContent(page)
  const box = until === undefined ? null : await tab.locator(until).first().boundingBox()
  const clip = box ? { clip: { x: 0, y: 0, width, height: box.y + box.height + 12 } } : {}
  await tab.screenshot({ path: file, fullPage: true, ...clip })
  await context.close()
}

/** Much as a terminal shows it: the colours that the page of a preview uses. */
function onTerminal(text: string): string {
  // Each colour begins with its number, and ends with 0.
  const coloured = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .split('\u001b[')
    .map((part, index) => {
      const end = part.indexOf('m')
      if (index === 0) return part
      const code = part.slice(0, end).replaceAll(';', '-')
      return `${code === '0' ? '</b>' : `<b class="c${code}">`}${part.slice(end + 1)}`
    })
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #16181d; color: #d7dae0; font: 13px/1.25 "DejaVu Sans Mono", monospace }
pre { font: inherit; margin: 0; padding: 6px 8px } b { font-weight: normal } .c1 { font-weight: bold; color: #fff }
.c2 { color: #7d8590 } .c1-36 { color: #39c5cf } .c32 { color: #3fb950 } .c33 { color: #d29922 }
</style><pre>${coloured.join('')}</pre>`
}

function shotsInto(folder: string): Shot[] {
  const previews = { known: aPreview(), newcomer: aNewcomer() }
  return Object.entries(previews).flatMap(([name, preview]): Shot[] => {
    const page = previewText(preview, 'html', { columns: 100, colours: false })
    const text = previewText(preview, 'terminal', { columns: 100, colours: true })
    const pages = (['light', 'dark'] as const).flatMap((scheme) =>
      [1200, 390].map((width) => ({
        file: join(folder, `${name}-${width}-${scheme}.png`),
        page,
        width,
        scheme,
      })),
    )
    const terminal = { file: join(folder, `${name}-terminal.png`), page: onTerminal(text), width: 810 }
    return [...pages, { ...terminal, scheme: 'dark' }]
  })
}

const [folder] = process.argv.slice(2)
const beginning: Shot = {
  file: join(import.meta.dirname, 'preview.png'),
  page: previewText(aPreview(), 'html', { columns: 100, colours: false }),
  width: 1000,
  scheme: 'light',
  until: '.bars',
}
const browser = await launch()
for (const shot of folder ? shotsInto(folder) : [beginning]) await draw(browser, shot)
await browser.close()
