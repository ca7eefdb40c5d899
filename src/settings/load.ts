// Finds a repository's settings on GitHub: its own file, else its owner's, with what they extend.
import type { Problem } from '../domain/problem.ts'
import type { Settings } from '../domain/settings.ts'
import { SETTINGS_PATH, SETTINGS_PATHS } from '../domain/settings-paths.ts'
import { readTree } from '../yaml/read.ts'
import { isMap, type Tree } from '../yaml/tree.ts'
import { defaultSettings, inOrder, parseSettings, settingsFromTree } from './parse.ts'
import { isForeign, isPath, splitExtension } from './places.ts'
import { entriesOf, valueAt } from './section.ts'
import type { SettingsReader, SettingsSource } from './settings-source.ts'
import { type Home, readTemplates, type TemplatesRead } from './templates.ts'

export interface LoadedSettings {
  /** Null: there is no file, and the defaults are in force. */
  found: SettingsSource | null
  /** Every file that was read, the found one first: when a blob changes, read again. */
  sources: SettingsSource[]
  /** Other repositories, `owner/name`, that `_extends` names, read or not. */
  extended: string[]
  /** Null where there is a failure among the problems. */
  settings: Settings | null
  problems: Problem[]
}

interface RepositoryName {
  owner: string
  name: string
}

const MAX_FILES = 8

/** The settings in force for a repository. Problems of its own file name just the path, others `owner/name:path`. */
export async function loadSettings(
  reader: SettingsReader,
  repository: RepositoryName,
): Promise<LoadedSettings> {
  const { owner, name } = repository
  // As Probot does: where a repository has no file, its owner's repository `.github` may have one.
  const found =
    (await readSettingsFile(reader, repository)) ??
    (name === '.github' ? null : await readSettingsFile(reader, { owner, name: '.github' }))
  if (!found)
    return { found: null, sources: [], extended: [], settings: defaultSettings(owner), problems: [] }
  return loadFrom(reader, repository, found)
}

/** The same for a text that is not on the default branch (yet), as a check run needs it. */
export async function loadFrom(
  reader: SettingsReader,
  repository: RepositoryName,
  found: SettingsSource,
): Promise<LoadedSettings> {
  const { owner } = repository
  const nameOf = (source: SettingsSource) =>
    source.repository === `${owner}/${repository.name}` ? source.path : `${source.repository}:${source.path}`
  const sources = [found]
  const trees: Tree[] = []
  const problems: Problem[] = []
  const own = `${owner}/${repository.name}`
  const extended = new Set<string>()
  for (let source: SettingsSource | null = found; source; ) {
    const read = readTree(source.text, nameOf(source))
    problems.push(...read.problems)
    if (!read.tree) break
    const place = extensionOf(read.tree, owner)
    // One that cannot be followed stays, for the schema to refuse.
    trees.push(place ? withoutExtends(read.tree) : read.tree)
    if (!place) break
    if (`${place.owner}/${place.name}` !== own) extended.add(`${place.owner}/${place.name}`)
    const say = (message: string) => {
      const at = read.tree?.places.get('_extends')?.value
      problems.push({ ...at, file: nameOf(sources.at(-1)!), level: 'failure', message })
    }
    source = await readExtension(reader, place, sources, say)
    if (source) sources.push(source)
  }
  const concluded = await withTemplates(reader, conclude(owner, found, trees, problems, nameOf), (file) => {
    const home = sources.find((one) => nameOf(one) === file) ?? found
    return { repository: home.repository, named: (path) => nameOf({ ...home, path }) }
  })
  const quotes = [...extended]
  const told = concluded.problems.map((problem) => (quotes.length > 0 ? { ...problem, quotes } : problem))
  const read = [...sources, ...concluded.sources]
  return { found, sources: read, extended: quotes, settings: concluded.settings, problems: told }
}

function conclude(
  owner: string,
  found: SettingsSource,
  trees: readonly Tree[],
  problems: readonly Problem[],
  nameOf: (source: SettingsSource) => string,
): Concluded {
  if (problems.some((problem) => problem.level === 'failure')) {
    if (trees.length === 0) return { tree: null, settings: null, problems: inOrder(problems) }
    // What is extended is not whole, so names defined there are not known: the file alone is checked.
    const alone = parseSettings(found.text, { file: nameOf(found), owner })
    return { tree: null, settings: null, problems: inOrder([...problems, ...alone.problems]) }
  }
  const tree = trees.reduce(merge)
  return { tree, ...settingsFromTree(tree, owner) }
}

interface Concluded {
  /** Null where not all of it was read. */
  tree: Tree | null
  settings: Settings | null
  problems: Problem[]
}

async function withTemplates(
  reader: SettingsReader,
  { tree, settings, problems }: Concluded,
  homeOf: (file: string) => Home,
): Promise<TemplatesRead> {
  if (!tree || !settings) return { settings, problems, sources: [] }
  const read = await readTemplates(reader, settings, tree, homeOf)
  return { ...read, problems: inOrder([...problems, ...read.problems]) }
}

interface FilePlace extends RepositoryName {
  path: string
}

async function readSettingsFile(
  reader: SettingsReader,
  { owner, name }: RepositoryName,
): Promise<SettingsSource | null> {
  for (const path of SETTINGS_PATHS) {
    const source = await readSource(reader, { owner, name, path })
    if (source) return source
  }
  return null
}

async function readSource(reader: SettingsReader, place: FilePlace): Promise<SettingsSource | null> {
  const file = await reader.readFile(place.owner, place.name, place.path)
  return file && { ...file, path: place.path, repository: `${place.owner}/${place.name}` }
}

/** Null where there is none, or one that the schema will refuse. */
function extensionOf(tree: Tree, owner: string): FilePlace | null {
  const value = valueAt(tree.value, '_extends')
  const place = typeof value === 'string' ? splitExtension(value) : null
  if (!place || (place.owner !== null && isForeign(place.owner, owner))) return null
  if (place.path !== null && !isPath(place.path)) return null
  return { owner, name: place.name, path: place.path ?? SETTINGS_PATH }
}

async function readExtension(
  reader: SettingsReader,
  place: FilePlace,
  sources: readonly SettingsSource[],
  say: (message: string) => void,
): Promise<SettingsSource | null> {
  const name = `${place.owner}/${place.name}:${place.path}`
  const lower = name.toLowerCase()
  if (sources.some((one) => `${one.repository}:${one.path}`.toLowerCase() === lower)) {
    say(`\`_extends\` goes in a circle: \`${name}\` has been read already.`)
  } else if (sources.length >= MAX_FILES) {
    say(`\`_extends\` goes on too long: at most ${MAX_FILES} files are read.`)
  } else {
    const source = await readSource(reader, place)
    if (!source) say(`\`_extends\` names \`${name}\`, and there is no such file that Firstline can read.`)
    return source
  }
  return null
}

/** Maps are merged, everything else is replaced. Keys keep the base's order; new ones follow. */
function merge(file: Tree, base: Tree): Tree {
  return {
    value: mergeValues(file.value, base.value),
    places: new Map([...base.places, ...file.places]),
    doubtful: new Map([...base.doubtful, ...file.doubtful]),
  }
}

function withoutExtends(tree: Tree): Tree {
  const places = new Map(tree.places)
  places.delete('_extends')
  const value = Object.fromEntries(entriesOf(tree.value).filter(([key]) => key !== '_extends'))
  return { ...tree, value, places }
}

function mergeValues(file: unknown, base: unknown): unknown {
  if (!isMap(file) || !isMap(base)) return file ?? base
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(file)) {
    const both = Object.hasOwn(merged, key) && isMap(value) && isMap(merged[key])
    merged[key] = both ? mergeValues(value, merged[key]) : value
  }
  return merged
}
