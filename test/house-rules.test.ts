// The rules of the house, read off the source: who may import what, and how a file looks.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

interface Source {
  /** From the root of the repository, with `/`. */
  path: string
  text: string
  /** Without comments, strings kept. */
  code: string
  imports: string[]
}

const sources = filesIn('src')
const tools = [...filesIn('bench'), ...filesIn('knowledge-training')]
const everything = [...sources, ...tools, ...filesIn('test')]

/** Files that load for the knowledge base: the only ones there that touch the world. */
const KNOWLEDGE_LOADERS = [
  'src/knowledge/load.ts',
  'src/knowledge/model.ts',
  'src/knowledge/glossary/load.ts',
]
/** Files of the report that compute and write texts are pure; it has no others. */
const PURE = ['src/domain/', 'src/plan/', 'src/words/', 'src/yaml/', 'src/knowledge/', 'src/report/']
const WORLD = /^(node:(fs|http|https|net|child_process|os|timers|crypto|dns|worker_threads)|undici|pino)/
const CLOCK_OR_CHANCE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.|\bfetch\(|\bsetTimeout\(/
const DATABASE = /^(kysely|pg|better-sqlite3)$/
const GITHUB_CLIENT = /^(@octokit\/|probot$)/

test('what decides, computes and knows touches no clock, chance, environment, database or network', () => {
  const pure = sources.filter(
    ({ path }) => PURE.some((folder) => path.startsWith(folder)) && !KNOWLEDGE_LOADERS.includes(path),
  )
  expect(pure.length).toBeGreaterThan(50)
  const world = pure.flatMap(({ path, imports }) =>
    imports.filter((name) => WORLD.test(name) || DATABASE.test(name)).map((name) => `${path}: ${name}`),
  )
  expect(world).toEqual([])
  expect(pure.filter(({ code }) => CLOCK_OR_CHANCE.test(code)).map(({ path }) => path)).toEqual([])
})

test('what is pure imports nothing from the parts that act', () => {
  const acting =
    /\/(store|github|web|turns|outbox|inbox|reading|facts|agenda|entitlements|environment|cli|demo|embedded-github)\//
  const wrong = sources
    .filter(({ path }) => PURE.some((folder) => path.startsWith(folder)))
    .flatMap((source) =>
      importedFiles(source)
        .filter((file) => acting.test(file))
        .map((file) => `${source.path}: ${file}`),
    )
  expect(wrong).toEqual([])
})

test('only src/github speaks to GitHub through Octokit; Probot is put together at the root', () => {
  const allowed = /^src\/(github\/|app\.ts$|cli\/start\.ts$)/
  expect(importers(GITHUB_CLIENT, allowed)).toEqual([])
  expect(importers(/^@octokit\//, /^src\/github\//)).toEqual([])
})

test('only src/store knows the database', () => {
  expect(importers(DATABASE, /^src\/store\//)).toEqual([])
})

test('only src/sentence runs the sentence model', () => {
  expect(importers(/^(onnxruntime-node|@huggingface\/)/, /^src\/sentence\//)).toEqual([])
})

test('only src/yaml reads YAML', () => {
  const reads = /import \{[^}]*\b(?:parse\w*|Parser|Composer|Lexer|Document)\b[^}]*\} from 'yaml'/
  const readers = sources.filter(({ path, code }) => reads.test(code) && !path.startsWith('src/yaml/'))
  expect(readers.map(({ path }) => path)).toEqual([])
})

test('only src/environment reads the environment', () => {
  const allowed = /^src\/(environment\/.*|main\.ts|cli\/start\.ts)$/
  const readers = sources.filter(({ path, code }) => /process\.env/.test(code) && !allowed.test(path))
  expect(readers.map(({ path }) => path)).toEqual([])
})

test('neither files nor folders import in a circle', () => {
  const files = new Map(sources.map((source) => [source.path, allImports(source)]))
  expect(circles(files)).toEqual([])
  const folders = new Map<string, Set<string>>()
  for (const [file, imported] of files) {
    const from = folderOf(file)
    const others = imported.map(folderOf).filter((folder) => folder !== from)
    folders.set(from, new Set([...(folders.get(from) ?? []), ...others]))
  }
  expect(circles(folders)).toEqual([])
})

test('every file opens with a sentence of purpose', () => {
  const silent = [...sources, ...tools].filter(({ text }) => !/^(#!.*\n)?\/\/ \S.{10,}/.test(text))
  expect(silent.map(({ path }) => path)).toEqual([])
})

test('no file is longer than 250 lines', () => {
  const long = sources.map(({ path, text }) => [path, text.split('\n').length - 1] as const)
  expect(long.filter(([, lines]) => lines > 250)).toEqual([])
})

test('no enums, namespaces, parameter properties or `any`', () => {
  const forms =
    /^\s*(export )?(declare )?(const )?(enum|namespace) \w|constructor\([^)]*\b(private|public|readonly) |(:|<|as) any\b/m
  expect([...sources, ...tools].filter(({ code }) => forms.test(code)).map(({ path }) => path)).toEqual([])
})

test('files of our own are imported with their ending', () => {
  const wrong = everything.flatMap(({ path, imports }) =>
    imports
      .filter((name) => name.startsWith('.') && !/\.(ts|json)$/.test(name))
      .map((name) => `${path}: ${name}`),
  )
  expect(wrong).toEqual([])
})

test('nothing is left to be done or switched off in passing', () => {
  const marks = /\b(TOD[O]|FIXM[E]|XX[X])\b|@ts-(ignor[e]|expect-erro[r])/
  expect(everything.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([])
})

test('names of files are in kebab-case', () => {
  const odd = everything.filter(({ path }) => !/\/[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.ts$/.test(`/${path}`))
  expect(odd.map(({ path }) => path)).toEqual([])
})

/** Files outside `allowed` that import what `wanted` matches. */
function importers(wanted: RegExp, allowed: RegExp): string[] {
  return sources.flatMap(({ path, imports }) =>
    allowed.test(path) ? [] : imports.filter((name) => wanted.test(name)).map((name) => `${path}: ${name}`),
  )
}

/** Files of our own that a file imports, as paths from the root; types alone are not counted. */
function importedFiles({ path, code }: Source): string[] {
  const found = code.matchAll(/^(?:import|export) (?!type )[^'"]*from '(\.[^']+)'/gm)
  return [...found].map((match) => `/${relative(ROOT, resolve(ROOT, path, '..', match[1] ?? ''))}`)
}

/** The same with what is imported for its types alone. */
function allImports({ path, code }: Source): string[] {
  const found = code.matchAll(/^(?:import|export) [^'"]*from '(\.[^']+)'/gm)
  return [...found].map((match) =>
    relative(ROOT, resolve(ROOT, path, '..', match[1] ?? '')).replaceAll('\\', '/'),
  )
}

/** The folder right below `src`; a file that stands there itself is a folder of its own. */
function folderOf(file: string): string {
  const [, folder = '', ...below] = file.split('/')
  return below.length === 0 ? file : folder
}

/** Sets of nodes that reach each other (Tarjan's algorithm), of two and more. */
function circles(graph: ReadonlyMap<string, Iterable<string>>): string[][] {
  const found: string[][] = []
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const visit = (node: string): void => {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    path.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue
      if (!order.has(next)) visit(next)
      if (path.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!))
    }
    if (lowest.get(node) !== order.get(node)) return
    const circle = path.splice(path.indexOf(node))
    if (circle.length > 1) found.push(circle.sort())
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return found
}

function filesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name).replaceAll('\\', '/')
      const text = readFileSync(join(ROOT, path), 'utf8')
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
      const imports = [...code.matchAll(/(?:from|import|import\() ?'([^']+)'/g)].map(
        (match) => match[1] ?? '',
      )
      return { path, text, code, imports }
    })
}
