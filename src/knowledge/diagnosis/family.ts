// What a family of tools knows of its error lines: their shapes, and where in the code they arose.

export interface Form {
  /**
   * Against a line without time and level, in linear time. Named groups: `name` of the exception, `code`, `message`,
   * `module` (what makes it this error: a package, a header, a symbol) and `file` of the error. Without a module the
   * message is signed, else all that matched.
   */
  pattern: RegExp
  /** Signed in the place of what matched, for tools say the same in other words; the module is signed as well. */
  says?: string
  /** No other error is told in these words. */
  isOwn?: boolean
  /** It only says that something failed which stands elsewhere. */
  isWrapper?: boolean
  /** It belongs to an error that stands elsewhere, and adds nothing. */
  saysNothing?: boolean
  /** Where the rest stands in one of the next lines: how that one looks; its unnamed groups are modules. */
  next?: RegExp
  /** A shape that prose may have as well: it counts in logs alone. */
  onlyInLogs?: boolean
}

/** Where in the code something arose: `load_config widget/config.py`; null for what is nobody's own. */
export interface Frame {
  place: string | null
  /** It lies in an installed package, not in somebody's own program. */
  isPackage: boolean
}

export interface Family {
  /** Looked at in this order; the first that fits says what the line is. */
  forms: readonly Form[]
  /** A line of a stack trace; null where it is none. */
  frame?(line: string): Frame | null
  /** The frames stand before the error, the last of them nearest to it. */
  framesComeFirst?: boolean
}

/** A frame by its function and its file; without either of its own it is nobody's. */
export function frameOf(name: string | undefined, place: string | null, isPackage: boolean): Frame {
  const own = name && !ANYBODYS.test(name) ? name.toLowerCase().replace(/\$\d+/g, '') : ''
  const parts = [own, place ?? ''].filter((part) => part !== '')
  // A function of somebody's own program says little without its file.
  return { place: parts.length === 0 || (own === '' && !isPackage) ? null : parts.join(' '), isPackage }
}

const ANYBODYS =
  /^(?:<.*>|\(anonymous\)|anonymous|Object\.<anonymous>|main|run|eval|module|exports|\{main\}|\?\?)$/i
