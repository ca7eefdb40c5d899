// Which files of a repository are documentation at one commit, and what is wrong with the globs that name them.
import { mapGently } from '../agenda/gently.ts'
import type { Problem } from '../domain/problem.ts'
import { SETTINGS_PATH } from '../domain/settings-paths.ts'
import type { Folder, InstallationGitHub, RepoRef, TreeFile } from '../github/types.ts'
import type { DocsGlobs } from '../knowledge/docs/globs.ts'
import { choosePages, MOST_PAGES } from '../knowledge/docs/page-choice.ts'

/** The globs that are about one repository. */
export interface DocsPlace extends RepoRef {
  globs: DocsGlobs
}

/** `written`: what in the settings it is about, letter by letter. */
export type DocsProblem = Problem & { written?: string }

export interface DocsListing {
  files: TreeFile[]
  problems: DocsProblem[]
}

type Needs = Pick<InstallationGitHub, 'readTree' | 'listFolder'>

/** Larger files are not fetched. */
const MOST_BYTES = 1_000_000
/** Files that are told one by one; beyond it their number is told. */
const MOST_TOLD = 10

/** Those that matter first. Problems with files of another repository name them `owner/name:path`. */
export async function listDocs(github: Needs, place: DocsPlace, commit: string): Promise<DocsListing> {
  const { globs } = place
  const folder = await listAll(github, place, commit)
  const found = await mapGently(folder.files, (file) => {
    const by = globs.globs.map(({ finds }) => finds(file.path))
    return { ...file, by, isPage: globs.entryOf(file.path) !== null }
  })
  const pages = new Map(found.filter(({ isPage }) => isPage).map((page) => [page.path, page]))
  const chosen = choosePages([...pages.keys()])
  const leftOut = new Set(chosen.leftOut.map(({ path }) => path))
  const told: Array<Pick<DocsProblem, 'message' | 'written'>> = globs.globs.flatMap(({ written }, index) => {
    const own = found.filter(({ by }) => by[index])
    const isUsed = own.some(({ path, isPage }) => isPage && !leftOut.has(path))
    return isUsed ? [] : [{ message: bringsNothing(written, own.length), written }]
  })
  if (folder.truncated) told.push({ message: TOO_LARGE })
  told.push(...chosen.problems.map(({ file }) => ({ message: tooMany(nameOf(place, file)) })))
  const quotes = globs.repository === null ? {} : { quotes: [`${place.owner}/${place.name}`] }
  const problems = told.map((one): DocsProblem => {
    return { file: SETTINGS_PATH, level: 'warning', ...one, ...quotes }
  })
  const listed = chosen.paths.flatMap((path) => pages.get(path) ?? [])
  const large = listed.filter(({ size }) => size > MOST_BYTES)
  const files = listed.filter(({ size }) => size <= MOST_BYTES)
  return { files, problems: [...problems, ...tooBig(large, place)] }
}

/** A file as it is named in problems. */
export function nameOf({ owner, name, globs }: DocsPlace, path: string): string {
  return globs.repository === null ? path : `${owner}/${name}:${path}`
}

const TOO_LARGE =
  'The repository is too large for GitHub to list whole, so that some documentation is not read: let the globs under ' +
  '`knowledge_base.docs` begin with a folder.'

/** One call; only where GitHub cannot list all of it are the folders of the globs looked up. */
async function listAll(github: Needs, place: DocsPlace, commit: string): Promise<Folder> {
  const whole = await github.readTree(place, commit)
  if (!whole.truncated) return whole
  const files = new Map<string, TreeFile>()
  let truncated = false
  for (const base of place.globs.bases) {
    const part = base === '' ? whole : await github.listFolder(place, base, commit, whole)
    truncated ||= part.truncated
    for (const file of part.files) files.set(file.path, file)
  }
  return { files: [...files.values()], truncated }
}

/** @param first that is left out */
export function tooMany(first: string): string {
  return `\`knowledge_base.docs\` brings in more than ${MOST_PAGES} files: what lies deepest is left out, beginning with \`${first}\`. Let the globs say less, or leave pages out with \`!\`.`
}

function bringsNothing(glob: string, others: number): string {
  const start = `\`${glob}\` under \`knowledge_base.docs\` brings in`
  if (others === 0) return `${start} no file.`
  const files = others === 1 ? 'one file, which is' : `${others} files, all of which are`
  return `${start} ${files} left out: by a glob with \`!\`, as changelogs, licences and old versions are, or for an ending other than \`.md\`, \`.markdown\`, \`.mdx\`, \`.rst\`, \`.adoc\` and \`.asciidoc\`.`
}

function tooBig(large: readonly TreeFile[], place: DocsPlace): Problem[] {
  const told = large.slice(0, MOST_TOLD).map(({ path, size }): Problem => {
    const message = `The file is left out: it has ${size} bytes; at most ${MOST_BYTES} are read.`
    return { file: nameOf(place, path), line: 1, level: 'warning', message }
  })
  const rest = large[MOST_TOLD]
  if (!rest) return told
  const message = `${large.length - MOST_TOLD} more files are left out, which are as big.`
  return [...told, { file: nameOf(place, rest.path), line: 1, level: 'warning', message }]
}
