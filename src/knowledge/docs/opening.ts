// A section's first lines, to be quoted: whole sentences, nothing that is cut off or leads elsewhere.

/** Characters of a quotation. */
const MOST = 300
/** What is looked at; more than a quotation needs. */
const LOOKED_AT = 6_000
const MOST_CODE_LINES = 8

/**
 * Markdown of at most about 300 characters: paragraphs, items of a list, a short piece of code. Tables, titles alone and
 * what is left of images are passed over. Empty where there is nothing to quote.
 */
export function openingOf(markdown: string): string {
  const kept: string[] = []
  let length = 0
  for (const block of blocksOf(markdown.slice(0, LOOKED_AT))) {
    const shown = shownOf(block, MOST - length)
    if (shown === null) {
      if (kept.length > 0) break
      continue
    }
    kept.push(FENCE.test(shown) ? shown : asWords(shown))
    length += shown.length
    const isWhole = shown.length >= block.trim().length - 2
    if (!isWhole || length > MOST / 2) break
  }
  return withoutLeadIn(kept.join('\n\n'))
}

/**
 * What looks like HTML is words: other formats have none, and Markdown's is gone before. Numbers of tickets are those of
 * the page's own repository, and would leave a trace wherever they are quoted; footnotes stay on their page.
 */
function asWords(text: string): string {
  return text.replace(
    /(`+)[^`]+\1(?!`)|\[\^[^\]\s]{1,60}\]|<(?=[a-z/!?])|(?<!&)#(?=\d)|\bGH-(?=\d)/gi,
    (found) => {
      if (found.startsWith('`')) return found
      if (found === '<') return '&lt;'
      return found.startsWith('[') ? '' : `${found}\u200b`
    },
  )
}

/** What only announces something that is not quoted goes, if anything is left then. */
function withoutLeadIn(text: string): string {
  if (!/[:：]$/.test(text)) return text
  const rest = /^([\s\S]*[.!?。！？])\s+[^.!?。！？\n]*[:：]$/.exec(text)?.[1] ?? ''
  return rest.length >= 40 ? rest : text
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/
/** Code that GitHub draws. */
const PICTURE = /^ {0,3}(?:`{3,}|~{3,})\s*\{?\.?(?:mermaid|geojson|topojson|stl)\b/i
/** Behind the marks of quotes and lists too. */
const ANY_FENCE = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/m
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/

/** Paragraphs, and code as a whole; the last one may be cut where the text was. */
function blocksOf(markdown: string): string[] {
  const blocks: string[] = []
  let lines: string[] = []
  let fence: string | null = null
  const end = () => {
    if (lines.some((line) => line.trim() !== '')) blocks.push(lines.join('\n'))
    lines = []
  }
  for (const line of markdown.split('\n')) {
    const mark = ANY_FENCE.exec(line)?.[1]
    if (fence !== null) {
      lines.push(line)
      if (!mark?.startsWith(fence) || !/[`~]\s*$/.test(line)) continue
      fence = null
      end()
    } else if (mark) {
      end()
      fence = mark
      lines.push(line)
    } else if (line.trim() === '') end()
    else {
      // A list may follow its sentence without a blank line.
      if (ITEM.test(line) && lines.length > 0 && !ITEM.test(lines[0]!)) end()
      lines.push(line)
    }
  }
  // Code that goes on behind the cut is not quoted.
  if (fence === null) end()
  return blocks
}

function shownOf(block: string, room: number): string | null {
  if (ANY_FENCE.test(block)) return codeOf(block, room)
  if (/^ {4}/.test(block)) return null
  if (/^\s*(?:\||[+:]?[-=+|: ]{4,}$)/m.test(block) && block.includes('|')) return null
  // Rows of a table that is written as a list, and footnotes.
  if (/^\s*(?:[-*] +[-*] |\[\^[^\]\s]{1,60}\]:)/.test(block)) return null
  if (ITEM.test(block)) return itemsOf(block, room)
  const text = block
    .replace(/^[\s>]+/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
  // A name of a tab or box alone, or a heading that was joined.
  if (/^\*\*[^*]{1,200}\*\*:?$/.test(text) || !/\p{L}/u.test(text)) return null
  // Badges and links in a row.
  if (/ [·|•] /.test(text) && !/[.!?:。！？：]$/.test(text)) return null
  return sentencesOf(text, room)
}

/** Code that stands in a list is shown by itself; behind marks of quotes it is passed over. */
function codeOf(block: string, room: number): string | null {
  const lines = block.split('\n')
  const indent = /^ */.exec(block)![0].length
  const isApart = lines.every((line) => line.trim() === '' || line.startsWith(' '.repeat(indent)))
  const text = lines.map((line) => line.slice(indent)).join('\n')
  const isWhole = isApart && FENCE.test(text) && FENCE.exec(lines.at(-1)!.slice(indent)) !== null
  const fits = lines.length > 2 && lines.length - 2 <= MOST_CODE_LINES && text.length <= room + 60
  if (PICTURE.test(text)) return null
  return isWhole && fits ? text : null
}

/** Whole items, else the sentences of the first. */
function itemsOf(block: string, room: number): string | null {
  const items = block.split(/\n(?=\s*(?:[-*+]|\d{1,9}[.)])\s)/)
  const kept: string[] = []
  let left = room
  for (const item of items.slice(0, 6)) {
    if (item.length > left) break
    kept.push(item)
    left -= item.length
  }
  if (kept.length > 0) return kept.join('\n')
  return sentencesOf(items[0]!.replace(ITEM, '').replace(/\s+/g, ' ').trim(), room)
}

/** As many whole sentences as have room; a first one that is longer is cut at a word, and says so. */
function sentencesOf(text: string, room: number): string | null {
  if (text.length <= room) return text
  if (room < MOST / 3) return null
  const within = text.slice(0, room)
  let end = 0
  for (const { 0: mark, index } of within.matchAll(/[.!?…]["')\]*`]{0,3}(?=\s|$)|[。！？][」』）]?/g)) {
    const before = within.slice(0, index + 1)
    if (!ABBREVIATED.test(before) && isBalanced(before)) end = index + mark.length
  }
  if (end >= 40 || (end > 0 && /[。！？]/.test(within))) return within.slice(0, end).trim()
  const cut = within.replace(/\s+\S*$/, '')
  return isBalanced(cut) ? `${cut}…` : `${cut.replace(/`[^`]*$/, '').trimEnd()}…`
}

const ABBREVIATED = /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|ca|bzw|z\.B|No|Fig)\.|\b[A-Z]\.)$/

/** No code is left open. */
function isBalanced(text: string): boolean {
  return (text.match(/`+/g)?.length ?? 0) % 2 === 0
}
