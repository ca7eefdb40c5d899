// reStructuredText within a paragraph, as Markdown without targets: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup

/** Roles whose words are code; those of all others are words. */
const CODE_ROLE =
  /^(?:code|literal|file|option|command|envvar|program|samp|mod|func|meth|class|attr|data|exc|obj|const|makevar|confval|setting|(?:[\w-]+:)+[\w-]+)$/
const MASK = /\ue000(\d+)\ue001/g

export interface RstWords {
  markdown: string
  /** Names that embedded links and targets take on the page; '' for one that is numbered, as footnotes are. */
  names: string[]
}

/** Linear in the text. */
export function rstWords(text: string): RstWords {
  const names: string[] = []
  const codes: string[] = []
  const code = (words: string) => `\ue000${codes.push(fenced(words)) - 1}\ue001`
  const markdown = text
    .replace(/[\ue000\ue001]/g, '')
    // Badges: what stands alone between bars is an image as a rule.
    .replace(/^\s*(?:\|[^|\n]{1,100}\|_{0,2}\s*)+$/, '')
    .replace(/``((?:[^`]|`(?!`)){1,1000})``/g, (_, words: string) => code(words))
    .replace(/:([\w:.+-]{1,60}):`((?:[^`\\]|\\.){1,1000})`/g, (_, role: string, words: string) => {
      const shown = shownOf(words)
      return CODE_ROLE.test(role) && !/(?:^|:)(?:ref|doc|term|download|numref|any)$/.test(role)
        ? code(shown)
        : shown
    })
    .replace(/(_?)`((?:[^`\\]|\\.){1,1000})`(__?)?/g, (_, target: string, words: string, link?: string) => {
      const shown = shownOf(words)
      if (target || (link === '_' && shown !== words)) names.push(shown)
      return target || link ? shown : code(shown)
    })
    .replace(/\[(?:#[\w-]{0,60}|\*|\d{1,5})\]_/g, () => {
      names.push('')
      return ''
    })
    .replace(/\|([^|\s](?:[^|\n]{0,100}[^|\s])?)\|_{0,2}/g, '$1')
    .replace(
      /(?<![\p{L}\p{N}_])([\p{L}\p{N}](?:[\p{L}\p{N}.+-]{0,80}[\p{L}\p{N}])?)__?(?![\p{L}\p{N}_])/gu,
      '$1',
    )
    .replace(/\\(?:\s|$)/g, '')
    .replace(MASK, (_, number) => codes[Number(number)] ?? '')
  return { markdown, names }
}

/** `words <target>`, `~package.name`, `!name`. */
function shownOf(words: string): string {
  const named = /^([^<]{1,900}?)\s*<[^<>]{1,900}>$/.exec(words)?.[1]
  return (named ?? words.replace(/^[!~]/, '').replace(/^<([^<>]+)>$/, '$1')).replace(/\\(.)/g, '$1').trim()
}

function fenced(words: string): string {
  const plain = words.replace(/\s+/g, ' ')
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``
}

/** What readers see of a title. */
export function plainRst(title: string): string {
  const words = rstWords(title.slice(0, 500)).markdown.replace(/`+ ?([^`]*?) ?`+/g, '$1')
  return words
    .replace(/\*{1,2}(?=\S)([^*\n]+?)(?<=\S)\*{1,2}/g, '$1')
    .replace(/\\(.)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
