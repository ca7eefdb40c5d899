// Takes out of Markdown what only a generator understands, and keeps the words: admonitions, tabs, includes, components.
import type { Steps } from '../../domain/steps.ts'
import { withoutComponents } from './components.ts'

interface State {
  out: string[]
  /** Columns by which the open admonitions and tabs indent what they hold, outermost first. */
  indents: number[]
  /** The marks of open fences whose content is text, as MyST writes directives. */
  texts: string[]
  /** The mark of the open fence of code. */
  code: string | null
  /** An open fence that is left out as a whole. */
  hidden: boolean
  mdx: boolean
}

/** Markdown as CommonMark has it, line by line, in linear time and in steps. */
export function* withoutGeneratorMarks(text: string, mdx: boolean): Steps<string> {
  const state: State = { out: [], indents: [], texts: [], code: null, hidden: false, mdx }
  const lines = withoutComponents(text, mdx)
  for (const line of lines) {
    yield
    readLine(state, line)
  }
  return state.out.join('\n')
}

/** Deeper ones are text. */
const MOST_NESTED = 8
const FENCE = /^( *)(`{3,}|~{3,}|:{3,})(.{0,400})/
const ADMONITION = /^ {0,8}(?:!!!|\?\?\?\+?) {0,4}([\w-][\w ."-]{0,80}?)?(?: +"(.{0,200}?)")?[ \t]*$/
const TAB = /^ {0,8}===[!+]? {1,4}"(.{1,200}?)"[ \t]*$/
/** Whole lines that bring text from elsewhere, or make a list of what stands here. */
const BROUGHT =
  /^\s{0,20}(?:;?-{1,8}8<-{1,8}.*|\[(?:TOC|toc)\]|\[\[_?(?:TOC|toc)_?\]\]|\$\{toc\}|\{:?\s?toc[^{}]{0,100}\}|\[!INCLUDE .{0,600}|@include.{0,400}|:::?(?:include|moniker|zone|row|column).{0,300})\s*$/i
const ALERT = /^(\s{0,8}>\s?)\[!\w{1,20}\][+-]?[ \t]*/

function readLine(state: State, line: string): void {
  const indent = indentOf(line)
  const isBlank = indent === line.length
  while (!isBlank && state.code === null && indent < (state.indents.at(-1) ?? 0)) state.indents.pop()
  const inner = line.slice(Math.min(state.indents.at(-1) ?? 0, indent))
  const fence = FENCE.exec(inner)
  if (state.code !== null) {
    inCode(state, inner, fence)
    return
  }
  if (fence && opensOrCloses(state, inner, fence)) return
  const admonition = ADMONITION.exec(inner) ?? null
  const title = admonition ? (admonition[2] ?? '') : TAB.exec(inner)?.[1]
  if (title !== undefined && state.indents.length < MOST_NESTED) {
    state.indents.push((state.indents.at(-1) ?? 0) + indentOf(inner) + 4)
    told(state, title)
  } else if (BROUGHT.test(inner.slice(0, 1_000))) state.out.push('')
  else state.out.push(inner.replace(ALERT, '$1'))
}

function inCode(state: State, inner: string, fence: RegExpExecArray | null): void {
  const closes = fence !== null && fence[3]!.trim() === '' && fence[2]!.startsWith(state.code!)
  if (!state.hidden) state.out.push(inner)
  if (!closes) return
  state.code = null
  state.hidden = false
}

/** Whether the line is a fence and has been dealt with. */
function opensOrCloses(state: State, inner: string, [, , mark = '', rest = '']: RegExpExecArray): boolean {
  const open = state.texts.at(-1)
  if (open !== undefined && rest.trim() === '' && mark[0] === open[0] && mark.length >= open.length) {
    state.texts.pop()
    state.out.push('')
    return true
  }
  const [, directive, after = ''] = /^\s?\{([\w:-]{1,40})\}(.*)$/.exec(rest) ?? []
  // What Docusaurus shows at work stands in the text above it as code.
  const isShownAtWork = /^\s?mdx-code-block\s*$/.test(rest)
  if (isShownAtWork || (directive !== undefined && HIDDEN.has(directive))) {
    state.code = mark
    state.hidden = true
  } else if (mark[0] === ':' || (directive !== undefined && SPOKEN.has(directive))) {
    if (rest.trim() === '') state.out.push('')
    else {
      if (state.texts.length < MOST_NESTED) state.texts.push(mark)
      told(state, directive === undefined ? titleOf(rest) : after.trim())
    }
  } else {
    if (mark[0] === '`' && rest.includes('`')) return false
    state.code = mark
    state.out.push(inner)
  }
  return true
}

/** `note[Title]`, `note Title`, `tip Title {open}`. */
function titleOf(rest: string): string {
  const named = /^\s*[\w-]{1,40}\s*(?:\[(.{0,200})\]|(.{0,200}?))\s*(?:\{.{0,200}\})?\s*$/.exec(rest)
  return named?.[1] ?? named?.[2] ?? ''
}

/** MyST's directives whose content is prose, and those that hold none: https://mystmd.org/guide/directives */
const SPOKEN = new Set(
  'admonition attention caution danger error hint important note seealso tip warning versionadded versionchanged deprecated dropdown tab-set tab-item grid grid-item card margin sidebar topic'.split(
    ' ',
  ),
)
const HIDDEN = new Set(
  'toctree include contents tableofcontents figure image raw index autodoc2-summary autosummary automodule autoclass autofunction eval-rst'.split(
    ' ',
  ),
)

function told({ out }: State, title: string): void {
  out.push(...(title === '' ? [''] : ['', `**${title}**`, '']))
}

function indentOf(line: string): number {
  let at = 0
  while (line[at] === ' ') at++
  return at
}
