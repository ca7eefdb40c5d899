// Parses YAML only after it was seen to be shallow and short: the parser recurses, and near the end of the stack Node dies.
import { Composer, type CST, type Document, Lexer, LineCounter, Parser } from 'yaml'

/** What people write is three or four deep. */
const DEEPEST = 50

export interface ShallowYaml {
  /** Null where the text is nested too deep or has too many parts; `offset` is then where. */
  document: Document.Parsed | null
  offset: number
  counter: LineCounter
}

/**
 * The first document of a text, with errors that carry offsets only; keys that stand twice are not looked for.
 * @param most signs, blanks and texts that YAML tells apart: a line of a list has about five
 */
export function parseShallow(source: string, most: number): ShallowYaml {
  const counter = new LineCounter()
  counter.addNewLine(0)
  const parser = new Parser(counter.addNewLine)
  const tokens: CST.Token[] = []
  let parts = 0
  for (const lexeme of new Lexer().lex(source)) {
    if (++parts > most) return { document: null, offset: parser.offset, counter }
    tokens.push(...parser.next(lexeme))
  }
  tokens.push(...parser.end())
  const offset = tooDeep(tokens)
  if (offset !== null) return { document: null, offset, counter }
  const composer = new Composer({
    uniqueKeys: false,
    prettyErrors: false,
    schema: 'core',
    logLevel: 'silent',
  })
  const [document] = composer.compose(tokens, true, source.length)
  return { document: document as Document.Parsed, offset: 0, counter }
}

/** Where a token lies deeper than allowed, or null. Without recursion. */
function tooDeep(tokens: readonly CST.Token[]): number | null {
  const open: Array<{ token: CST.Token; depth: number }> = tokens.map((token) => ({ token, depth: 0 }))
  for (let one = open.pop(); one; one = open.pop()) {
    const { token, depth } = one
    if (depth > DEEPEST) return token.offset
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth })
    if (!('items' in token)) continue
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 })
      if (item.value) open.push({ token: item.value, depth: depth + 1 })
    }
  }
  return null
}
