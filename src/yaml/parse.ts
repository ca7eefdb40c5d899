// Parses YAML that is shallow: the composer calls itself for each level, and near the end of the stack Node dies.
import { Composer, type CST, type Document, Lexer, LineCounter, Parser } from 'yaml'
import { firstYamlError, MAX_DEPTH, type YamlError } from './mistakes.ts'

export interface ParsedYaml {
  /** Null where the text is nested too deeply. */
  document: Document.Parsed | null
  lines: LineCounter
  /** The one mistake to tell. */
  error: YamlError | null
}

/** The one document of a text. Keys that stand twice are no mistake here, and aliases are not followed. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter()
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme))
    // A level of YAML takes up to two tokens on the parser's stack.
    if (parser.stack.length <= MAX_DEPTH * 2) continue
    return { document: null, lines, error: { code: 'TOO_DEEP', message: '', pos: [parser.offset, 0] } }
  }
  tokens.push(...parser.end())
  const { document, second } = compose(tokens, text.length)
  const errors: YamlError[] = [...document.errors, ...document.warnings]
  if (second) errors.push({ code: 'MULTIPLE_DOCS', message: '', pos: [second.range[0], second.range[1]] })
  return { document, lines, error: firstYamlError(errors) }
}

function compose(tokens: readonly CST.Token[], length: number) {
  const { stackTraceLimit } = Error
  // The library makes an error for each mistake: looking where in the program it did so takes most of the time.
  Error.stackTraceLimit = 0
  try {
    // Repeated keys are found later: the library compares every pair of keys, which takes minutes on a hostile file.
    const composer = new Composer({ prettyErrors: false, uniqueKeys: false })
    const [document, second] = composer.compose(tokens, true, length) as Iterable<Document.Parsed>
    // The last argument but one asks for a document where there is none.
    return { document: document!, second }
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
