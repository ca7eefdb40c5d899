// Which pages of documentation answer nobody's question: lists of changes, licences, generated references, what is not shown.
import type { ReadPage } from './page.ts'

/**
 * Why a page is left out, as the end of "left out because"; null: it stays.
 * @param text the file
 */
export function whyLeftOut(path: string, text: string, page: ReadPage): string | null {
  return whyByPath(path) ?? whyByFront(page.front) ?? whyByText(text.slice(0, 2_000), page)
}

/** The same by the path alone, so that the file need not be read. */
export function whyByPath(path: string): string | null {
  const folders = path.toLowerCase().split('/')
  const name = folders.pop()!.replace(/\.[a-z]+$/, '')
  const isPartial =
    (/^_/.test(name) && name !== '_index') || folders.some((folder) => /^_(?!posts$|docs$)/.test(folder))
  if (isPartial) return 'its name begins with `_`, as parts of other pages do'
  if (folders.some((folder) => PARTS.has(folder))) return 'its folder holds parts of pages or templates'
  if (CHANGES.test(name)) return 'it lists changes'
  if (LEGAL.test(name)) return 'it is a licence, a code of conduct or a list of people'
  if (LISTS.has(name)) return 'it is a table of contents or a list of terms'
  if (/^(?:issue_template|pull_request_template|bug_report|feature_request)$/.test(name))
    return 'it is a template'
  return null
}

const PARTS = new Set(
  'node_modules vendor includes snippets partials templates _includes issue_template'.split(' '),
)
const CHANGES =
  /^(?:change[-_ ]?logs?|changes|release[-_ ]?notes?|releases|history|news|whats?[-_]?s?[-_ ]?new)(?:[-_. ]?v?\d[\w.-]*)?$/
const LEGAL =
  /^(?:licen[cs]es?|copying|copyright|notice|third[-_ ]?party[-_ ]?\w*|code[-_ ]of[-_ ]conduct|authors|contributors|maintainers|governance|backers|sponsors|privacy[-_ ]policy|terms[-_ ]of[-_ \w]*)(?:[-_.](?:mit|apache|[al]?gpl|bsd|mpl|isc|cc|txt|\d|[a-z]{2}(?![a-z]))[\w.-]*)?$/
const LISTS = new Set(
  'summary toc contents sidebar sidebars _sidebar _navbar navbar nav genindex modindex py-modindex search 404'.split(
    ' ',
  ),
)

function whyByFront(front: ReadPage['front']): string | null {
  const says = (key: string, value: RegExp) => value.test(front.get(key) ?? '')
  if (says('draft', /^(?:true|yes)$/i)) return 'it is a draft'
  if (says('published', /^(?:false|no)$/i) || says('unlisted', /^(?:true|yes)$/i))
    return 'it is not published'
  if (front.has('redirect_to') || front.has('redirect')) return 'it only leads to another page'
  if (front.has('orphan') && front.has('nosearch')) return 'it is kept out of the search'
  return null
}

/** What generators write at the top: in a comment, or as the first sentence. */
const GENERATED = [
  /(?:<!--|^\.\. |^\/\/ |\{\/\*)[^\n]{0,200}(?:auto-?generated|generated (?:automatically|by|from|with)|do not edit|don't edit|@generated)/im,
  /(?:<!--|\{\/\*)\s{0,20}(?:auto-?generated|this (?:file|page) (?:is|was) (?:auto-?)?generated|do not edit)/i,
  /^(?:> ?|\*\*|_)*this (?:file|page|document|documentation) (?:is|was|has been) (?:automatically |auto-?)?generated/im,
]

function whyByText(start: string, { parts, front }: ReadPage): string | null {
  const words = parts
    .slice(0, 2)
    .map(({ text }) => text.slice(0, 600))
    .join('\n')
    .trim()
  if (front.get('layout') === 'redirect' || (parts.length <= 2 && MOVED.test(words)))
    return 'it only leads to another page'
  if (GENERATED.some((mark) => mark.test(start))) return 'it is generated'
  return isReference(parts) ? 'it is a reference of signatures' : null
}

const MOVED =
  /^(?:this (?:page|document|file) (?:has|was) (?:been )?moved|moved to|redirect(?:ing)? to|see )[^\n]{0,200}$/i

/** A hundred headings and more, nearly all of which are calls, or what is said of each. Names of settings are none. */
function isReference(parts: ReadPage['parts']): boolean {
  const headings = parts.flatMap(({ heading }) => (heading === null ? [] : [heading.text]))
  if (headings.length < 100) return false
  const calls = headings.filter((text) => CALL.test(text) || SAID_OF_CALLS.test(text)).length
  return calls > headings.length * 0.7
}

const CALL = /^[\w.$:#<>[\]~ -]{1,120}\([^()]{0,300}\)[^()]{0,60}$/
const SAID_OF_CALLS =
  /^(?:type )?(?:parameters?|returns?|throws|defined in|inherited from|overrides|implementation of|see|example|signature|default value|properties|methods|constructors?|accessors)$/i
