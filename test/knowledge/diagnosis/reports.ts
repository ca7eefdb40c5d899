// Reports as people write them, with what is to be read out of each. All are our own, and tell of nobody.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ExpectedReport {
  name: string
  title: string
  body: string
  /** The most telling one; null: there is none that tells anything. */
  signature: string | null
  isTelling: boolean
  /** The project's own under `''`. */
  versions: Record<string, string>
  platforms: string[]
}

const FOLDER = join(import.meta.dirname, 'reports')

export const REPORTS: readonly ExpectedReport[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split(/^=== /m).slice(1).map(toReport))

function toReport(text: string): ExpectedReport {
  const [head = '', ...rest] = text.split('\n---\n')
  const [name = '', ...lines] = head.split('\n')
  const fields = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const list = (key: string) => (fields.get(key) ?? '').split(', ').filter((one) => one !== '')
  const signature = fields.get('signature') || null
  return {
    name,
    title: fields.get('title') ?? '',
    body: rest.join('\n---\n').trimEnd(),
    signature,
    isTelling: signature !== null && fields.get('telling') !== 'no',
    versions: Object.fromEntries(list('versions').map(toVersion)),
    platforms: list('platforms'),
  }
}

/** `node 20.1.0`; a number alone is the project's own. */
function toVersion(text: string): [string, string] {
  const at = text.lastIndexOf(' ')
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)]
}
