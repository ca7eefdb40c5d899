// A value that was read from YAML, and where each of its parts stood.

/** Where a key or value stands. Lines and columns count from 1. */
export interface Place {
  file: string
  line: number
  column: number
}

/** A value made of maps, lists, texts, numbers, truth values and null, and the places of its parts by path. */
export interface Tree {
  value: unknown
  /** By `pathKey`; the root has the empty path. */
  places: Map<string, { key: Place; value: Place }>
  /** Words without quotes that YAML may read as something else than a text, by path and where they stand. */
  doubtful: Map<string, Doubtful>
}

export interface Doubtful {
  path: Path
  at: 'key' | 'value'
  word: string
  as: 'a number' | 'a date' | 'a truth value' | 'nothing'
}

export type Path = ReadonlyArray<string | number>

export function pathKey(path: Path): string {
  return path.join('\u0000')
}

/** A text, number or truth value of the tree as it was written: a version `1.10` is not the number 1.1. */
export function wordAt(tree: Tree, path: Path, value: unknown): string {
  return tree.doubtful.get(`value ${pathKey(path)}`)?.word ?? String(value)
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
