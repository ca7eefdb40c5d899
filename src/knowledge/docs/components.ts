// Takes imports, exports, components and comments of MDX out of a page, and keeps the words between their tags.

/** Docusaurus reads `.md` as MDX too, so components and imports are left out there as well. */
const IMPORT = /^(?:import\s(?:.{0,500}\sfrom\s{0,5})?['"][^'"]{1,300}['"];?\s*$|import\s[\w{*].{0,500}$)/
const EXPORT = /^export\s(?:const|let|var|default|function|async|class|\{|\*)/
const COMPONENT = /^\s*<\/?[A-Z][\w.]*/

/** The lines of the page, leading tabs as spaces. */
export function* withoutComponents(text: string, mdx: boolean): Generator<string> {
  let fence: string | null = null
  let skip: 'statement' | 'tag' | 'comment' | null = null
  let inside = 0
  for (const written of text.split('\n')) {
    const line = written.replace(/^[ \t]+/, (blanks) => blanks.replaceAll('\t', '    '))
    if (skip !== null) {
      if (ends(skip, line)) skip = null
      continue
    }
    const mark = /^\s*(?:[-*+>]\s+)*(`{3,}|~{3,})(.*)$/.exec(line)
    if (fence !== null) {
      if (mark && mark[1]!.startsWith(fence) && mark[2]!.trim() === '') fence = null
      yield line
      continue
    }
    if (mark && !(mark[1]![0] === '`' && mark[2]!.includes('`'))) {
      fence = mark[1]!
      yield mdx && inside > 0 ? line.trimStart() : line
      continue
    }
    skip = begins(line, mdx)
    if (skip !== null && !ends(skip, line)) continue
    if (skip === 'statement') continue
    skip = null
    if (mdx) inside = Math.max(0, inside + depthOf(line))
    const kept = wordsOf(line, mdx)
    // MDX knows no indented code: what stands in a component may be indented as its writer likes.
    yield mdx && inside > 0 && !/^\s*(?:[-*+]|\d+[.)])\s/.test(kept) ? kept.trimStart() : kept
  }
}

function begins(line: string, mdx: boolean): 'statement' | 'tag' | 'comment' | null {
  const isStatement = (IMPORT.test(line) && (mdx || /['"];?\s*$/.test(line))) || (mdx && EXPORT.test(line))
  if (isStatement) return 'statement'
  if (/^\s*\{\/\*/.test(line)) return 'comment'
  const opens = COMPONENT.test(line) || (mdx && /^\s*<[a-z][\w-]*\s/.test(line))
  return opens && !line.includes('>') ? 'tag' : null
}

function ends(skip: 'statement' | 'tag' | 'comment', line: string): boolean {
  switch (skip) {
    case 'statement':
      return line.trim() === '' || /['"];?\s*$/.test(line)
    case 'tag':
      return line.trim() === '' || (/>\s*$/.test(line) && !/=>\s*$/.test(line))
    case 'comment':
      return line.includes('*/}')
    default:
      return skip satisfies never
  }
}

function depthOf(line: string): number {
  const opened = line.match(/<[A-Za-z][\w.]*(?=[\s>])(?![^<>]{0,1000}\/>)/g)?.length ?? 0
  return opened - (line.match(/<\/[A-Za-z][\w.]*\s*>/g)?.length ?? 0)
}

/** Outside of code spans, which stand between backticks. */
function wordsOf(line: string, mdx: boolean): string {
  if (!/[<{]/.test(line)) return line
  const tags = mdx
    ? /<\/?[A-Za-z][\w.-]*(?:\s[^<>]{0,1000})?\/?>|<\/?>/g
    : /<\/?[A-Z][\w.]*(?:\s[^<>]{0,1000})?\/?>/g
  return line
    .split(/(`+[^`]*`+)/)
    .map((piece, i) => (i % 2 === 1 ? piece : withoutBraces(piece.replace(tags, ''), mdx)))
    .join('')
}

function withoutBraces(piece: string, mdx: boolean): string {
  const plain = piece.replace(/\{\/\*(?!\s*#)[^*]{0,2000}\*\/\}/g, '')
  if (!mdx) return plain
  return plain.replace(/^\s*\{[^{}#]{0,1000}\}\s*$/, '').replace(/\{["'`]([^"'`{}]{0,200})["'`]\}/g, '$1')
}
