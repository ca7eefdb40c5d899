// Reads the Markdown files that rules for labels post, each from the repository whose settings name it.
import type { Problem } from '../domain/problem.ts'
import type { LabelRule, Settings } from '../domain/settings.ts'
import { TEMPLATE_VARIABLES, type TemplateVariable, templateMistakes } from '../domain/template.ts'
import { withoutComments } from '../knowledge/markdown.ts'
import { pathKey, type Tree } from '../yaml/tree.ts'
import { keysOf } from './section.ts'
import type { SettingsReader, SettingsSource } from './settings-source.ts'

export interface TemplatesRead {
  /** With the texts; null where one of them cannot be used. */
  settings: Settings | null
  problems: Problem[]
  sources: SettingsSource[]
}

/** Which repository, `owner/name`, a file of problems is in, and how another file there is called. */
export interface Home {
  repository: string
  named(path: string): string
}

const MOST_BYTES = 65_536
/** Each takes a call. */
const MOST_FILES = 50

/** `homeOf`: by the name of the settings file that names the template. Throws where GitHub fails. */
export async function readTemplates(
  reader: SettingsReader,
  settings: Settings,
  tree: Tree,
  homeOf: (file: string) => Home,
): Promise<TemplatesRead> {
  const sources = new Map<string, SettingsSource | null>()
  const problems: Problem[] = []
  const labels: LabelRule[] = []
  for (const rule of settings.labels) {
    const { template } = rule
    const at = tree.places.get(pathKey(['labels', rule.label, 'template']))?.value
    if (!template || !at) {
      labels.push(rule)
      continue
    }
    const home = homeOf(at.file)
    const key = `${home.repository}:${template.path}`
    if (!sources.has(key) && sources.size >= MOST_FILES) {
      problems.push({ ...at, level: 'failure', message: `may name at most ${MOST_FILES} templates in all` })
      break
    }
    const found = sources.has(key)
      ? sources.get(key)!
      : await readSource(reader, home.repository, template.path)
    sources.set(key, found)
    if (!found)
      problems.push({ ...at, level: 'failure', message: missing(template.path), mendedBy: template.path })
    else problems.push(...mistakesIn(found.text, home.named(template.path), rule))
    labels.push({ ...rule, template: { ...template, text: found ? posted(found.text) : null } })
  }
  const read = [...sources.values()].filter((one) => one !== null)
  return { settings: problems.length > 0 ? null : { ...settings, labels }, problems, sources: read }
}

async function readSource(
  reader: SettingsReader,
  repository: string,
  path: string,
): Promise<SettingsSource | null> {
  const [owner = '', name = ''] = repository.split('/')
  const file = await reader.readFile(owner, name, path)
  return file && { ...file, path, repository }
}

function missing(path: string): string {
  return `\`template\` names \`${path}\`, and there is no such file that Firstline can read.`
}

/** What is wrong with a template, at its lines. */
export function mistakesIn(text: string, file: string, rule: Pick<LabelRule, 'label' | 'waitMs'>): Problem[] {
  const wrong = (message: string, line = 1): Problem[] => [{ file, line, level: 'failure', message }]
  if (new TextEncoder().encode(text).length > MOST_BYTES) return wrong('A template has at most 64 KB.')
  const odd = text.search(/[\uFFFD\0]/)
  if (odd >= 0) {
    return wrong('The file is not UTF-8 text: this line cannot be read. Save it as UTF-8.', lineAt(text, odd))
  }
  if (/^\uFEFF?---[ \t]*\r?\n/.test(text)) {
    return wrong(
      'A template has no front matter: all of it is posted. Take out what stands between `---` and `---`.',
    )
  }
  if (posted(text) === '')
    return wrong('There is nothing to post in this template (HTML comments are not posted).')
  const known = keysOf(TEMPLATE_VARIABLES).filter((one) => isKnown(one, rule))
  return templateMistakes(text, known).flatMap(({ line, message }) => wrong(message, line))
}

function isKnown(
  variable: TemplateVariable,
  { label, waitMs }: Pick<LabelRule, 'label' | 'waitMs'>,
): boolean {
  if (variable === 'day') return waitMs !== null
  return variable === 'name' ? label.endsWith('*') : true
}

/** What is meant for who edits it is not posted. */
function posted(text: string): string {
  return withoutComments(text.replace(/^\uFEFF/, '')).trim()
}

function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length
}
