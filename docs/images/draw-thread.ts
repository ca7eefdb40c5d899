// Draws thread.png: the sponsor's issue of the demo, much as GitHub shows it. `node docs/images/draw-thread.ts`, on a
// machine that has a font with emoji.
import { join } from 'node:path'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { REPO } from '../../src/demo/cast.ts'
import { openStage, SPONSOR } from '../../src/demo/stage.ts'
import { tellStory } from '../../src/demo/story.ts'
import type { Thread } from '../../src/embedded-github/state.ts'
import { styleFor } from '../../src/words/terminal/style.ts'
import { launch } from './browser.ts'

const WIDTH = 860
/** The question, the answer, and the maintainer's reply. */
const COMMENTS = 2

async function draw(): Promise<void> {
  const html = page(await sponsorsThread())
  const browser = await launch()
  try {
    const tab = await browser.newPage({ viewport: { width: WIDTH, height: 600 }, deviceScaleFactor: 1.4 })
    await tab.setContent(html)
    await tab.screenshot({ path: join(import.meta.dirname, 'thread.png'), fullPage: true })
  } finally {
    await browser.close()
  }
}

/** Runs the demo without its words. */
async function sponsorsThread(): Promise<Thread> {
  const stage = await openStage(new AbortController().signal)
  try {
    const silent = () => {}
    const tell = {
      title: silent,
      scene: silent,
      say: silent,
      github: silent,
      firstline: silent,
      later: silent,
    }
    const style = styleFor({ interactive: false, env: {} })
    await tellStory({ stage, tell: { ...tell, page: silent }, style })
    const thread = stage.github.threads(REPO).find((one) => one.author.login === SPONSOR)
    if (!thread) throw new Error('The sponsor opened nothing')
    return thread
  } finally {
    await stage.close()
  }
}

function page(thread: Thread): string {
  const labels = thread.labels.map(({ name, color }) => `<b class="label" style="--c:#${color}">${name}</b>`)
  const opening = card(thread.author.login, thread.createdAt, thread.body)
  const comments = thread.comments
    .slice(0, COMMENTS)
    .map((one) => card(one.author.login, one.createdAt, one.body))
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
<h1>${text(thread.title)} <span>#${thread.number}</span></h1>
<p class="head"><b class="open">Open</b> ${text(thread.author.login)} opened this issue ${labels.join(' ')}</p>
${opening}${comments.join('')}`
}

function card(login: string, at: number, markdown: string): string {
  const bot = login.endsWith('[bot]')
  const name = login.replace('[bot]', '')
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 37, 0) % 360
  const time = new Date(at).toISOString().slice(11, 16)
  return `<article><i class="face${bot ? ' bot' : ''}" style="--h:${hue}">${name[0]?.toUpperCase()}</i><section>
<header><b>${text(name)}</b>${bot ? ' <em>bot</em>' : ''} commented at ${time}</header>
<div>${element(fromMarkdown(markdown))}</div></section></article>`
}

function element(node: Nodes): string {
  const inner = 'children' in node ? node.children.map(element).join('') : ''
  switch (node.type) {
    case 'text':
      return text(node.value)
    case 'html':
      return node.value.startsWith('<!--') ? '' : node.value
    case 'inlineCode':
      return `<code>${text(node.value)}</code>`
    case 'code':
      return `<pre>${text(node.value)}</pre>`
    case 'link':
      return `<a>${inner}</a>`
    case 'list':
      return node.ordered ? `<ol>${inner}</ol>` : `<ul>${inner}</ul>`
    case 'thematicBreak':
      return '<hr>'
    default:
      return TAGS[node.type] ? `<${TAGS[node.type]}>${inner}</${TAGS[node.type]}>` : inner
  }
}

const TAGS: Record<string, string> = {
  paragraph: 'p',
  listItem: 'li',
  strong: 'strong',
  emphasis: 'em',
  blockquote: 'blockquote',
  heading: 'h3',
}

function text(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

const STYLE = `
* { box-sizing: border-box }
body { margin: 0; padding: 24px 28px; color: #1f2328; background: #fff; font: 14px/1.5 "Noto Sans", "DejaVu Sans", sans-serif, "Noto Color Emoji" }
h1 { font-size: 26px; font-weight: 500; margin: 0 0 8px } h1 span { color: #59636e; font-weight: 300 }
.head { color: #59636e; margin: 0 0 18px; padding-bottom: 14px; border-bottom: 1px solid #d1d9e0 }
.open { color: #fff; background: #1f883d; border-radius: 2em; padding: 4px 12px; font-weight: 500; margin-right: 6px }
.label { color: var(--c); border: 1px solid var(--c); border-radius: 2em; padding: 1px 10px; font-size: 12px; margin-left: 8px; background: color-mix(in srgb, var(--c) 12%, white) }
article { display: flex; gap: 14px; margin-bottom: 16px }
.face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: hsl(var(--h) 45% 55%); color: #fff; font: 600 18px/40px sans-serif; text-align: center }
.face.bot { border-radius: 8px }
section { flex: 1; border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 7px 16px; color: #59636e } header b { color: #1f2328 }
header em { font-style: normal; font-size: 12px; border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px }
section div { padding: 12px 16px } section p { margin: 0 0 10px } section div > :last-child { margin-bottom: 0 }
pre, code { font: 12px/1.45 "DejaVu Sans Mono", monospace; background: #f3f4f6; border-radius: 6px } pre { padding: 12px; margin: 0 0 10px } code { padding: 2px 5px }
ol { margin: 0 0 10px; padding-left: 26px } li p { margin: 0 } a { color: #0969da } hr { border: 0; border-top: 1px solid #d1d9e0; margin: 12px 0 } sub { font-size: 12px; vertical-align: baseline; color: #59636e }
`

await draw()
