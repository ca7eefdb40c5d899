// AsciiDoc within a paragraph, as Markdown without targets: https://docs.asciidoctor.org/asciidoc/latest/text/
import { withoutEntities } from './inline-text.ts'

const ATTRIBUTES: Record<string, string> = {
  nbsp: ' ',
  zwsp: '',
  sp: ' ',
  empty: '',
  blank: '',
  plus: '+',
  caret: '^',
  startsb: '[',
  endsb: ']',
  vbar: '|',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  quot: '"',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  deg: '°',
  asterisk: '*',
  tilde: '~',
  backslash: '\\',
  backtick: '`',
  'two-colons': '::',
  'two-semicolons': ';;',
  cpp: 'C++',
  pp: '++',
  wj: '',
}

/** Linear in the text. An attribute that the page does not set stays as it is written. */
export function asciidocWords(text: string, attributes: ReadonlyMap<string, string>): string {
  const codes: string[] = []
  const code = (words: string) => `\ue000${codes.push(`\`${words.replaceAll('`', "'")}\``) - 1}\ue001`
  return withAttributes(text.replace(/[\ue000\ue001]/g, ''), attributes)
    .replace(/(?<![\p{L}\p{N}`])`\+([^+\n]{1,500})\+`/gu, (_, words: string) => code(words))
    .replace(/"`([^`\n]{1,500})`"/g, '“$1”')
    .replace(/'`([^`\n]{1,500})`'/g, '‘$1’')
    .replace(/``([^`\n]{1,500})``/g, (_, words: string) => code(words))
    .replace(/`([^`\n]{1,1000}(?:\n[^`\n]{1,500})?)`/g, (_, words: string) => code(words))
    .replace(/(?:kbd|btn|menu):(?:([\w .-]{0,100}))?\[([^\]\n]{0,200})\]/g, (_, menu = '', words = '') =>
      code([menu, words].filter(Boolean).join(' › ')),
    )
    .replace(/(?:image|icon|anchor|indexterm2?|footnote|bibitem)::?[^\s[\]]{0,500}\[[^\]]{0,500}\]/g, '')
    .replace(/\[\[[^[\]\n]{1,200}\]\]|\(\(\([^()\n]{1,200}\)\)\)/g, '')
    .replace(/\(\(([^()\n]{1,200})\)\)/g, '$1')
    .replace(
      /(?:link:|xref:|mailto:|(?=https?:|ftp:|irc:))([^\s[\]]{1,1000})\[((?:[^\]\\]|\\.){0,500})\]/g,
      (_, target, words) => linkWords(String(words)) || String(target).replace(/\.adoc.*$|^.*#/, ''),
    )
    .replace(
      /<<([^<>,\n]{1,200})(?:,\s*([^<>]{1,300}))?>>/g,
      (_, id: string, words?: string) =>
        words ??
        id
          .replace(/^.*#/, '')
          .replace(/^_|[_-]/g, ' ')
          .trim(),
    )
    .replace(/\[[.#%][^\]\n]{0,200}\](?=[*_#`])/g, '')
    .replace(/(?<![\p{L}\p{N}*])\*([^*\s](?:[^*\n]{0,500}[^*\s])?)\*(?![\p{L}\p{N}*])/gu, '**$1**')
    .replace(/##?([^#\n]{1,300})##?/g, '$1')
    .replace(/\+{2,3}([^+\n]{1,300})\+{2,3}|pass:[a-z,]{0,20}\[([^\]\n]{0,300})\]/g, '$1$2')
    .replace(/ \+$/gm, '')
    .replace(/\ue000(\d+)\ue001/g, (_, number) => codes[Number(number)] ?? '')
}

/** The words of a link: before the first named attribute, without the sign for another window. */
function linkWords(written: string): string {
  const words = /^"([^"]*)"/.exec(written)?.[1] ?? written.replace(/,\s*\w+=.*$/s, '')
  return words.replace(/\^$/, '').trim()
}

function withAttributes(text: string, attributes: ReadonlyMap<string, string>): string {
  return text.replace(/\\?\{([\w-]{1,60})\}/g, (all, name: string) => {
    if (all.startsWith('\\')) return all.slice(1)
    return attributes.get(name.toLowerCase()) ?? ATTRIBUTES[name.toLowerCase()] ?? all
  })
}

/** What readers see of a title, and the same as names are made of it. */
export function plainAsciidoc(
  title: string,
  attributes: ReadonlyMap<string, string>,
): { text: string; exact: boolean } {
  const words = asciidocWords(title.slice(0, 500), attributes)
  const plain = words
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/(?<![\p{L}\p{N}_])__?([^_\s](?:[^_\n]{0,300}[^_\s])?)__?(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/\.\.\./g, '…')
    .replace(/(?<=\w)'(?=\w)/g, '’')
  const text = withoutEntities(plain).replace(/\s+/g, ' ').trim()
  return { text, exact: title.length <= 500 && !UNSURE.test(words) && !APART.test(title) }
}

/** A value that the page does not know, or a sign made of several, may read otherwise where it is published. */
const UNSURE = /\{[\w-]+\}|[\p{L}\p{N}]--[\p{L}\p{N}]| -- |->|<-|=>|<=|\((?:C|R|TM)\)/u
/** Names are made of what these leave behind. */
const APART = /\+{2,3}[^+\n]{1,300}\+{2,3}|pass:|footnote:|indexterm2?:|\(\(/
