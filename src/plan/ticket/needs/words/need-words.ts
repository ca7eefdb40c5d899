// How one language says that training or consulting is wanted. Entries are sources of regular expressions in which a
// space is any white space and case means nothing; each is read within one sentence.

export interface NeedWords {
  /** Enough by themselves. */
  training: readonly string[]
  /** Enough where the ticket is not about the training of machines. */
  doubtfulTraining: readonly string[]
  consulting: readonly string[]
  /** In a sentence with one of these nothing counts: what is not wanted, what is over, what is only called so. */
  not: readonly string[]
  /** What the values of a form's field are called. */
  names: { training: readonly string[]; consulting: readonly string[]; support: readonly string[] }
  /** How the field of a form is labelled that asks for the kind of help. */
  fields: readonly string[]
}

/** One of several. */
export function either(...sources: readonly string[]): string {
  return `(?:${sources.join('|')})`
}

/** At most so many words in between, none of them one of these. */
export function upTo(most: number, but?: string): string {
  const not = but === undefined ? '' : `(?!(?:${but})(?![\\p{L}]))`
  return `(?:${not}[^\\s,;:]+ ){0,${most}}`
}
