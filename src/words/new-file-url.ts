// A link that opens a new file on GitHub with its text in it, ready to be read and committed.

/** GitHub refuses addresses that are longer. */
const LONGEST = 8_000

/** What stands for the comments where the whole text is too long for a link. */
const SHORTENED = '# Without its comments, for a link holds no more.\n'

export interface NewFile {
  /** Where people read GitHub, without a slash at the end. */
  webUrl: string
  owner: string
  name: string
  branch: string
  path: string
  /** YAML; where it is too long, its lines of comments are left out. */
  text: string
}

/**
 * Null where even that is too long. GitHub opens such a link only for a file that is not there yet: there is none for
 * a file that is.
 */
export function newFileUrl({ webUrl, owner, name, branch, path, text }: NewFile): string | null {
  const place = [owner, name, 'new', branch].map(encoded).join('/')
  const urlOf = (value: string) => `${webUrl}/${place}?filename=${encoded(path)}&value=${encoded(value)}`
  const urls = [text, SHORTENED + withoutComments(text)].map(urlOf)
  return urls.find((url) => url.length <= LONGEST) ?? null
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
}

/** Nothing is left that ends a link in Markdown or HTML. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
