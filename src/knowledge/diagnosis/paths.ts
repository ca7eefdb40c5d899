// Of a path on somebody's machine, what is the same on another's: its place inside of a package.

/** Folders below which a package has its own files, whatever the machine. */
const PACKAGES =
  /(?:node_modules|site-packages|dist-packages|vendor\/bundle\/ruby\/[\d.]+\/gems|gems|registry\/src\/[^/]+|pkg\/mod|vendor)\//g
/** Files that every project has. */
const COMMON =
  /^(?:index|main|app|server|test|setup|run|cli|__init__|__main__|mod|lib|program|startup|build|bundle|vendor|chunk|bin|worker|script|untitled)(?:[-.][\w-]*)?$/i

/** Where a package's own file is, such as `widget/lib/config.js`; of a relative path itself; else nothing. */
export function moduleOf(path: string): string {
  const plain = slashed(path)
  const own = inPackage(plain)
  if (own !== null) return own
  const isAbsolute = /^(?:[a-z]:|~|\$HOME|%\w+%)?\//i.test(plain)
  return isAbsolute ? '' : plain.replace(/^(?:\.{1,2}\/)+/, '')
}

/** The file of a frame or of a compiler's message: in its package, else its own name; null where every project has such. */
export function placeOf(path: string): string | null {
  const plain = slashed(path)
  const own = inPackage(plain)
  if (own !== null) return own.toLowerCase()
  const file = withoutHash(plain.split('/').at(-1)!)
  return file === '' || COMMON.test(file.replace(/\.\w{1,5}$/, '')) ? null : file.toLowerCase()
}

/** Whether it lies in what a package manager brought. */
export function isInPackage(path: string): boolean {
  return inPackage(slashed(path)) !== null
}

function inPackage(path: string): string | null {
  let from = -1
  for (const match of path.matchAll(PACKAGES)) from = match.index + match[0].length
  if (from < 0) return null
  const parts = path.slice(from).split('/')
  return withoutHash(parts.map((part, place) => (place < 3 ? part.replace(VERSION, '') : part)).join('/'))
}

/** Lines and columns go, and what asks a bundler for a version. */
function slashed(path: string): string {
  const plain = path
    .replace(/\\+/g, '/')
    .replace(/^(?:file:\/\/\/?|webpack:\/\/\/?|webpack-internal:\/\/\/)/, '/')
  return plain.replace(/[?#].*$/, '').replace(/(?::\d+){1,2}$|\(\d+(?:,\d+)?\)$/, '')
}

/** Bundlers put a hash into names of files. */
function withoutHash(path: string): string {
  return path.replace(/[-._](?=[A-Za-z]*\d)[A-Za-z0-9]{6,32}(?=(?:\.\w{1,6}){1,2}$)/, '')
}

const VERSION = /[-@]v?\d+(?:\.\d+)+.*$/
