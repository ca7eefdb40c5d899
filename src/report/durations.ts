// Durations by the million: eight bytes each, in columns that grow.

/** A growing list of numbers. */
export interface Column {
  /** The first `length` of them count. */
  values: Float64Array<ArrayBuffer>
  length: number
}

/** Durations that ended with the event, and those that were only watched for so long. */
export interface Durations {
  happened: Column
  watched: Column
}

/** The same, each sorted. */
export interface SortedDurations {
  happened: Float64Array
  watched: Float64Array
}

const FIRST_LENGTH = 16

export function noDurations(): Durations {
  return { happened: noColumn(), watched: noColumn() }
}

function noColumn(): Column {
  return { values: new Float64Array(FIRST_LENGTH), length: 0 }
}

export function addDuration(to: Durations, ms: number, hasHappened: boolean): void {
  push(hasHappened ? to.happened : to.watched, ms)
}

function push(column: Column, value: number): void {
  if (column.length === column.values.length) {
    const longer = new Float64Array(2 * column.length)
    longer.set(column.values)
    column.values = longer
  }
  column.values[column.length] = value
  column.length += 1
}

/** All of them together. */
export function sortedDurations(parts: readonly Durations[]): SortedDurations {
  return {
    happened: together(parts.map(({ happened }) => happened)).sort(),
    watched: together(parts.map(({ watched }) => watched)).sort(),
  }
}

function together(columns: readonly Column[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(columns.reduce((total, { length }) => total + length, 0))
  let at = 0
  for (const { values, length } of columns) {
    all.set(values.subarray(0, length), at)
    at += length
  }
  return all
}
