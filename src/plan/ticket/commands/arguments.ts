// What may follow the name of a command.

export interface Arguments {
  least: number
  most: number
  /** What each of them looks like: a line with other words is a sentence. Null where it takes none. */
  like: RegExp | null
  /** Several words that are one argument. */
  phrase?: RegExp
}

/** What each known word takes. */
export type CommandArity = ReadonlyMap<string, Arguments>

export const NOTHING: Arguments = { least: 0, most: 0, like: null }

/** `14d`, and what people write who do not know: `1 year`, `two weeks`. */
export const ONE_TIME: Arguments = {
  least: 0,
  most: 1,
  like: /^(?:\d{1,9}(?:[.,]\d{1,9})?\p{L}{0,9}|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week|month|year)s?|[mhdw])[.!]?$/iu,
}
