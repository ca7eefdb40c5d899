// What a command of `firstline` is, and what it may touch.

/** The world as a command sees it. Text is written as given; callers add line ends. */
export interface Io {
  out(text: string): void
  err(text: string): void
  /** To where `out` writes, colours and all: whoever calls it has made visible what others wrote. */
  paint?(text: string): void
  /** Draws over the line that stands on the error output; the next text there begins on a line of its own. */
  draw?(line: string): void
  /** True on a terminal: then long work may draw a progress bar. */
  interactive: boolean
  /** Puts a question to the person and resolves with the line that they answer; absent where nobody sits at a terminal. */
  ask?: ((question: string) => Promise<string>) | undefined
  /** Resolves relative paths of the command line. */
  cwd: string
  /** The raw environment, for `readEnvironment`. */
  env: Record<string, string | undefined>
}

/** One option, as it is read and as the help explains it. */
export interface Option {
  type: 'string' | 'boolean'
  /** May be given several times. */
  multiple?: boolean
  /** What stands for its value in the help: `DATE`. */
  value?: string
  about: string
}

export type Options = Readonly<Record<string, Option>>

export interface Command {
  /** One line for each way to call it. */
  usage: string
  /** Explained by the help; read by `readArguments`. */
  options?: Options
  /** Those of each of its subcommands, in place of `options`. */
  parts?: Readonly<Record<string, Options>>
  /** Runs and returns the exit code: 0 fine, 1 found something wrong. Throws `UsageError` for 2. */
  run(args: string[], io: Io): Promise<number>
}

/** A command in the list: what calls it, and what is known of it before it is loaded. */
export interface Listed {
  name: string
  /** One line. */
  summary: string
  load(): Promise<Command>
}

/** The command line was used wrongly: exit code 2, with the command's usage. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** A file or folder that the command line names cannot be read: exit code 2; the usage would not help. */
export class MissingFileError extends UsageError {}
